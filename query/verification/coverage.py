"""What a draft says of all meetings: where nothing was found, when a matter came up last, to what it is limited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ipp_search.errors import BadQuestion
from ipp_search.ingest.records import Meeting
from ipp_search.query.briefing import scope, wording
from ipp_search.query.briefing.mentions import Mentions
from ipp_search.query.themes.file import Theme, chosen
from ipp_search.query.verification.dates import day_of, in_full
from ipp_search.query.verification.part import Part, same
from ipp_search.query.verification.records import Records
from ipp_search.query.verification.statements import Found

_WHOLE = (wording.NOTHING_ON_QUESTION, wording.EMPTY, *wording.EARLIER_NOTHING)


class Coverage:
    """Recomputes such statements from the records.

    Args:
        records: all passages.
        themes: by their names, which a title may have.
        today: a meeting of a later day was not held yet.
    """

    def __init__(self, records: Records, themes: Mapping[str, Theme], today: dt.date) -> None:
        self._records, self._themes, self._today = records, themes, today
        self._mentions: dict[str, Mentions] = {}

    def mentions(self, topic: str) -> Mentions:
        """Where the words of a topic stand."""
        if topic not in self._mentions:
            try:
                (theme,) = chosen([topic], self._themes)
            except BadQuestion:
                theme = Theme(topic)
            self._mentions[topic] = self._records.mentions(theme)
        return self._mentions[topic]

    def judge(self, words: str, part: Part) -> Found | None:
        """What is found of a sentence on meetings as such; None if it is none."""
        if words == wording.EARLIER_SILENT:
            return self._silent(part)
        if words in _WHOLE:
            return self._nothing(words, part)
        if limits := scope.read_limits(words, day_of):
            return self._limited(limits, part)
        return None

    def last(self, said: Meeting, part: Part) -> Found:
        """Whether a matter did not come up after a meeting, among the groups that the document is about."""
        mentions = self.mentions(part.topic)
        held = part.covered(self._records.meetings, whenever=True)
        later = [m for m in held if m.date and said.date and said.date < m.date <= self._today]
        if speaks := mentions.in_any(later):
            return "unproved", f"a later meeting has the words of the topic: {speaks.citation}"
        return "proved", "no later meeting has the words of the topic"

    def _silent(self, part: Part) -> Found | None:
        """Whether the meeting of the heading above has nothing with the words of the topic."""
        if part.meeting is None or part.section != wording.STORY or not part.topic:
            return None
        if any(same(part.meeting, meeting) for meeting in part.spoken):
            return "false", "the draft itself quotes this meeting"
        return self._absent([part.meeting], part, "no passage of the meeting has the words of the topic")

    def silence(self, words: str, section: str, part: Part) -> Found:
        """Whether nothing was found in the meetings that a sentence names; these are then accounted for."""
        told = [*part.spoken, *(meeting for _, meeting in part.only_actions)]
        meetings = part.covered(self._records.meetings, whenever=section == wording.WHERE)
        found = scope.read(in_full(words), meetings, lambda meeting: meeting in told)
        if not isinstance(found, scope.Silence):
            return "false", found or "no meetings are meant"
        part.silent += found.silent
        return self._absent(found.silent, part, "no passage of these meetings has the words of the topic")

    def _nothing(self, words: str, part: Part) -> Found | None:
        whole = words == wording.EARLIER_NOTHING[0]
        meetings = self._records.meetings if whole else [part.meeting] if part.meeting else []
        if not meetings or not part.kind:
            return None
        if words == wording.EMPTY:
            held = any(self._records.of_meeting(meeting) for meeting in meetings)
            return ("false", "the record has passages") if held else ("proved", "the record has no passage")
        return self._absent(meetings, part, "no passage has the words of the topic")

    def _absent(self, meetings: list[Meeting] | tuple[Meeting, ...], part: Part, proved: str) -> Found:
        if speaks := self.mentions(part.topic).in_any(meetings):
            return "false", f"the words of the topic stand there: {speaks.citation}"
        return "proved", proved

    def _limited(self, limits: tuple[dt.date | None, dt.date | None, str], part: Part) -> Found | None:
        if part.section != wording.STORY or part.told:
            return None
        part.limits = limits
        return "proved", "the meetings told of are within these limits"
