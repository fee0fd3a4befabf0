"""What a sync did, told so that a person can catch a misreading at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from ipp_search.ingest.records import LeftOut, Meeting, Minutes, Record

UNREAD_TOLD = 0.01
"""The share of a file's letters that may be unread without a warning: a page number here, a rule there."""

Progress = Callable[[str, int, int], None]
"""Told the step, how much of it is done, and how much there is."""


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody is told."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A meeting as understood, and how many sections, passages and actions its record has."""

    meeting: Meeting
    sections: int
    passages: int
    actions: int

    @classmethod
    def of(cls, minutes: Minutes) -> Understood:
        """The counts of ``minutes``, so that a report of many files stays small."""
        return cls(
            minutes.meeting,
            len({passage.section for passage in minutes.passages if passage.section}),
            len(minutes.passages),
            sum(passage.kind == "action" for passage in minutes.passages),
        )


@dataclass
class IngestReport:
    """What a sync did.

    ``added`` and ``changed`` are the meetings understood; ``removed`` are paths that vanished,
    ``kept`` those that vanished too but stay, because they are more than half of the records;
    ``failed`` pairs a path with why it could not be read (what was indexed of it before stays),
    ``no_meeting`` one with why it, or a part of it, is no meeting, ``left_out`` one with the
    words that are in no passage and why, ``unread`` one with the share of its letters that nothing accounts for,
    if that is above UNREAD_TOLD; ``passed_over`` are the names of files in the folders that no reader is for, by the
    endings of their names. ``vectors_wait`` says why a server of vectors does not have
    them yet.
    """

    added: list[Understood] = field(default_factory=list)
    changed: list[Understood] = field(default_factory=list)
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    no_meeting: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[tuple[str, tuple[LeftOut, ...]]] = field(default_factory=list)
    unread: list[tuple[str, float]] = field(default_factory=list)
    passed_over: dict[str, list[str]] = field(default_factory=dict)
    embedded: int = 0
    vectors_wait: str | None = None

    def pass_over(self, place: Path) -> None:
        """Note a file that no reader is for."""
        self.passed_over.setdefault(place.suffix.lower() or "no ending", []).append(str(place))

    def tell(self, path: str, record: Record, changed: bool) -> None:
        """Note what a file was understood to hold."""
        (self.changed if changed else self.added).extend(map(Understood.of, record.meetings))
        self.no_meeting += [(path, why) for why in record.no_meeting]
        if record.left_out:
            self.left_out.append((path, record.left_out))
        if record.unread > UNREAD_TOLD:
            self.unread.append((path, record.unread))

    def forget(self, path: str) -> None:
        """Take back what was noted of a file that is read again."""
        for meetings in (self.added, self.changed):
            meetings[:] = [m for m in meetings if m.meeting.path != path]
        self.no_meeting[:] = [one for one in self.no_meeting if one[0] != path]
        self.left_out[:] = [one for one in self.left_out if one[0] != path]
        self.unread[:] = [one for one in self.unread if one[0] != path]

    def set_aside(self, path: str, date: str | None, why: str) -> None:
        """Note that a meeting of a file is in the index already, as another record has it."""
        for meetings in (self.added, self.changed):
            meetings[:] = [
                m for m in meetings if (m.meeting.path, m.meeting.date and m.meeting.date.isoformat()) != (path, date)
            ]
        self.no_meeting.append((path, why))

    def rename(self, series: Callable[[Meeting], str | None]) -> None:
        """Call the groups what all the records together call them."""
        for meetings in (self.added, self.changed):
            meetings[:] = [replace(m, meeting=replace(m.meeting, series=series(m.meeting))) for m in meetings]
