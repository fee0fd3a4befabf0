"""What a person is told beside an answer, so that its limits are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.cli.frame.sink import sink
from ipp_search.index.status import is_empty, undated, waiting
from ipp_search.output.format import counted

if TYPE_CHECKING:
    from ipp_search.api import Index


def tell_empty(index: Index) -> None:
    """Tell that the index holds nothing, if so."""
    with index.session.reading() as view:
        if is_empty(view.catalogue):
            sink().notice("The index is empty; add records with: ipp-search ingest FOLDER")


def tell_undated(index: Index) -> None:
    """Tell how many meetings a limit in time leaves out for having no date, if any."""
    with index.session.reading() as view:
        if count := undated(view.catalogue):
            sink().notice(f"{counted(count, 'undated meeting')} left out: a date limit needs a date.")


def tell_waiting(index: Index) -> None:
    """Tell how much of the index cannot be compared in meaning yet, if any."""
    with index.session.reading() as view:
        if count := waiting(view.catalogue):
            what = f"{counted(count, 'text')} of the index (passages, headings)"
            sink().notice(f"Until ingest is run again, {what} without a vector are judged by their words only.")
