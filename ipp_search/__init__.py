"""Ask meeting records a question and get verbatim, cited passages.

    import ipp_search

    with ipp_search.open() as index:
        for hit in index.search("recall out of touch").hits:
            print(hit.passage.text, hit.passage.citation)

Everything runs on this machine. Names below are the public ones; the rest may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipp_search import telemetry
from ipp_search._version import __version__

telemetry.switch_off()  # first of all: some libraries read their switch when they are loaded

if TYPE_CHECKING:
    from ipp_search.api import Index
    from ipp_search.api import open_index as open
    from ipp_search.errors import IppSearchError
    from ipp_search.index.lookup import IndexedMeeting
    from ipp_search.index.report import IngestReport
    from ipp_search.index.status import Status
    from ipp_search.ingest.records import Meeting, Passage
    from ipp_search.query.actions.records import Action, Event
    from ipp_search.query.search.results import Excerpt, Hit, SearchResult
    from ipp_search.query.themes.file import Theme
    from ipp_search.query.timeline.records import Timeline, TimelineRow

_PUBLIC = {
    "Action": "query.actions.records",
    "Event": "query.actions.records",
    "Excerpt": "query.search.results",
    "Hit": "query.search.results",
    "Index": "api",
    "IndexedMeeting": "index.lookup",
    "IngestReport": "index.report",
    "IppSearchError": "errors",
    "Meeting": "ingest.records",
    "Passage": "ingest.records",
    "SearchResult": "query.search.results",
    "Status": "index.status",
    "Theme": "query.themes.file",
    "Timeline": "query.timeline.records",
    "TimelineRow": "query.timeline.records",
    "open": "api",
}
__all__ = [
    "Action",
    "Event",
    "Excerpt",
    "Hit",
    "Index",
    "IndexedMeeting",
    "IngestReport",
    "IppSearchError",
    "Meeting",
    "Passage",
    "SearchResult",
    "Status",
    "Theme",
    "Timeline",
    "TimelineRow",
    "__version__",
    "open",
]


def __getattr__(name: str) -> Any:
    # Names are loaded when used, so that `ipp-search --help` costs no import it does not need.
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_PUBLIC[name]}"), "open_index" if name == "open" else name)
