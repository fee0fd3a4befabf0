"""What an index holds, in numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Status:
    """What an index holds. ``waiting`` counts texts still without a vector, found by words only."""

    folder: Path
    bundled: bool
    model: str | None
    meetings: int
    passages: int
    actions: int
    undated: int
    first: dt.date | None
    last: dt.date | None
    waiting: int
    bytes: int


def waiting(catalogue: Catalogue) -> int:
    """How many texts have no vector yet and are found by their words only."""
    ((count,),) = catalogue.rows("SELECT count(*) FROM vectors WHERE vector IS NULL")
    return int(count)


def undated(catalogue: Catalogue) -> int:
    """How many meetings have no date."""
    ((count,),) = catalogue.rows("SELECT count(*) FROM meetings WHERE date IS NULL")
    return int(count)


def is_empty(catalogue: Catalogue) -> bool:
    """Whether there is no meeting at all."""
    return not catalogue.rows("SELECT 1 FROM meetings LIMIT 1")


def status_of(catalogue: Catalogue, *, bundled: bool) -> Status:
    """The state of an open index."""
    held = lookup.meetings(catalogue)
    days = [m.meeting.date for m in held if m.meeting.date]
    return Status(
        folder=catalogue.folder,
        bundled=bundled,
        model=catalogue.meta("model"),
        meetings=len(held),
        passages=sum(m.passages for m in held),
        actions=sum(m.actions for m in held),
        undated=len(held) - len(days),
        first=min(days, default=None),
        last=max(days, default=None),
        waiting=waiting(catalogue),
        bytes=sum(file.stat().st_size for file in catalogue.folder.rglob("*") if file.is_file()),
    )
