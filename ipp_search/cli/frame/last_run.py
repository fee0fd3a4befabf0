"""What a search under a name has told before, so that a nightly job tells only what is new."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ipp_search import settings
from ipp_search.query.search.results import is_news

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ipp_search.ingest.records import Meeting
    from ipp_search.query.search.results import Hit

FILE_NAME = "last-runs.json"
_Hit = TypeVar("_Hit", bound="Hit")


@dataclass(frozen=True, slots=True)
class LastRun:
    """What was there when a search last ran: records, as digests by the ids of their meetings, and passages shown."""

    records: dict[str, str]
    shown: frozenset[str]

    def new(self, hits: Sequence[_Hit]) -> list[_Hit]:
        """The hits in records that are new or changed since, without those shown and those that hardly speak to it."""
        return [
            hit
            for hit in hits
            if hit.passage.id not in self.shown
            and self.records.get(hit.passage.meeting.id) != hit.passage.meeting.sha256
            and is_news(hit.matched, hit.rank)
        ]


def read(folder: Path, name: str) -> LastRun:
    """The last run of a name in an index folder; before the first, all is new."""
    try:
        held = _held(folder)[name]
        return LastRun({str(k): str(v) for k, v in held["records"].items()}, frozenset(map(str, held["shown"])))
    except (KeyError, TypeError, AttributeError):
        return LastRun({}, frozenset())


def keep(folder: Path, name: str, last: LastRun, hits: Sequence[Hit], meetings: Iterable[Meeting]) -> None:
    """Note what was shown now, and which records there were; of records that are gone nothing is kept."""
    records = {meeting.id: meeting.sha256 for meeting in meetings}
    shown = sorted(last.shown | {hit.passage.id for hit in hits})
    held = {**_held(folder), name: {"records": records, "shown": shown}}
    settings.write_private(folder / FILE_NAME, json.dumps(held, ensure_ascii=False, indent=1))


def _held(folder: Path) -> dict[str, Any]:
    try:
        held = json.loads((folder / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}
