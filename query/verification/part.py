"""Where a document has come to while it is checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from ipp_search.ingest.records import Meeting, Passage
from ipp_search.query.briefing import scope


def same(one: Meeting, other: Meeting) -> bool:
    """Whether two records are of one meeting, as far as a heading with group and date can tell."""
    return (one.name, one.when) == (other.name, other.when)


@dataclass
class Part:
    """What a document says on one topic, as far as it was read.

    ``told`` are the meetings that have a heading, ``silent`` those that it says have nothing, ``limits`` the days and
    words of a group's name to which it says it keeps. What can be told only at the end waits in ``only_actions``,
    ``last`` and ``silences``, with the place where it stands.
    """

    topic: str = ""
    kind: str = ""
    section: str = ""
    meeting: Meeting | None = None
    told: list[Meeting] = field(default_factory=list)
    silent: list[Meeting] = field(default_factory=list)
    quoted: list[Passage] = field(default_factory=list)
    spoken: list[Meeting] = field(default_factory=list)
    rows: list[Passage] = field(default_factory=list)
    only_actions: list[tuple[str, Meeting]] = field(default_factory=list)
    last: list[tuple[str, str, Meeting]] = field(default_factory=list)
    silences: list[tuple[str, str, str]] = field(default_factory=list)
    limits: tuple[dt.date | None, dt.date | None, str] = (None, None, "")

    def covers(self, meeting: Meeting, *, whenever: bool = False) -> bool:
        """Whether a meeting is within the limits, those in time aside where it is ``whenever``."""
        since, until, series = self.limits
        return scope.within(meeting, None if whenever else since, None if whenever else until, series)

    def covered(self, meetings: Sequence[Meeting], *, whenever: bool = False) -> list[Meeting]:
        """Those of some meetings that are within the limits."""
        return [meeting for meeting in meetings if self.covers(meeting, whenever=whenever)]
