"""The headings of a document: what each claims, and what a draft of ours has to have below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from ipp_search.ingest.records import Meeting, Passage
from ipp_search.query.actions.records import Action
from ipp_search.query.briefing import wording
from ipp_search.query.verification.coverage import Coverage
from ipp_search.query.verification.dates import day_of, is_of
from ipp_search.query.verification.frames import a_topic
from ipp_search.query.verification.part import Part, same
from ipp_search.query.verification.records import Records

_FIXED = {
    name.casefold(): name
    for name in (
        wording.WHERE, wording.DECISIONS, wording.STORY, wording.POSITIONS, wording.ACTIONS, wording.RAISED,
        wording.SOURCES,
    )
}  # fmt: skip
_FURNITURE = re.compile(
    r"(?:annex(?: [a-z0-9])?|contents|background|recommendations?|summary|introduction|issue|timing"
    r"|next steps|dear \w+)",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"annex(?: [a-z0-9])?(?: ?[:.–-])? sources", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"^\d{1,2}\s+")
_TITLE = re.compile(r"(Briefing|Summary): (.+)", re.IGNORECASE)
_OF = re.compile(r"^(?:the )?meeting (?:of|on|held on) (?:the )?", re.IGNORECASE)
Say = Callable[..., None]


@dataclass
class _Head:
    place: str
    words: str
    level: int
    filled: bool = False


class Headings:
    """Reads a document's headings in order; ``part`` is where it has come to."""

    def __init__(
        self,
        records: Records,
        coverage: Coverage,
        actions: Callable[[], Sequence[Action]],
        themes: Collection[str],
        say: Say,
    ) -> None:
        self.part = Part()
        self.cited: list[Passage] = []
        self._records, self._coverage, self._actions = records, coverage, actions
        self._themes, self._say = themes, say
        self._head: _Head | None = None
        self._who: tuple[str, str, list[Passage]] | None = None
        self._place = ""

    def level_of(self, words: str) -> int:
        """The rank of a paragraph that is no heading to look at and has just the words of one of a draft; 0 if none."""
        if words.casefold() in _FIXED:
            return 2
        if any(words == f"{meeting.when}, {meeting.name}" for meeting in self._records.meetings):
            return 3
        speaks = self.part.section == wording.POSITIONS and words.casefold() in self._records.speakers
        return 3 if speaks else 1 if _TITLE.fullmatch(words) else 0

    def filled(self) -> None:
        """Something stands below the last heading."""
        if self._head:
            self._head.filled = True

    def cites(self, passages: Sequence[Passage]) -> None:
        """The passages that a paragraph below the last heading rests on."""
        if self._who:
            self._who[2].extend(passages)

    def add(self, place: str, words: str, level: int) -> None:
        """Go on to a heading."""
        if (bare := _BARE_NUMBER.sub("", words)).casefold() in _FIXED:
            words = bare
        self._leave(level)
        self._head = _Head(place, words, level)
        part = self.part
        title = _TITLE.fullmatch(words)
        annex = _ANNEX.fullmatch(words)
        fixed = wording.SOURCES if annex else _FIXED.get(words.casefold())
        if title or words.casefold() == "summary":
            self._end_part()
            self._place = place
            topic = title[2] if title else ""
            kind = title[1].lower() if title else "summary"
            self.part = Part(topic=topic, kind=kind, quoted=part.quoted)
            known = not title or a_topic(topic, self._themes, self.cited) or self.part.kind == "summary"
            verdict = "proved" if known else "unproved"
            self._say(place, words, verdict, "the topic" if known else "the words of the topic are not of the records")
        elif fixed:
            part.section, part.meeting = fixed, None
            self._say(place, words, "proved", "a heading of our drafts")
        elif meeting := self._meeting(words):
            part.meeting = meeting
            part.told += [one for one in self._records.meetings if same(one, meeting)]
            self._say(place, words, "proved", "a meeting of the records")
        elif self._no_meeting(words):
            part.meeting, part.section = None, ""
            self._say(place, words, "false", "no meeting of the group was on that day")
        elif part.section == wording.POSITIONS and level > 2:
            part.meeting = None
            self._who = (place, words, [])
        else:
            # What follows is the writer's: under no meeting and no section of ours.
            part.meeting, part.section = None, ""
            furniture = _FURNITURE.fullmatch(words)
            verdict, why = (
                ("proved", "a heading of a letter") if furniture else ("unproved", "a heading of the writer's own")
            )
            self._say(place, words, verdict, why)

    def end(self) -> None:
        """The document is at its end."""
        self._leave(1)
        self._end_part()

    def _leave(self, level: int) -> None:
        head = self._head
        sources = head and (_ANNEX.fullmatch(head.words) or _FIXED.get(head.words.casefold()) == wording.SOURCES)
        if head and not head.filled and level <= head.level and not sources:
            self._say(head.place, head.words, "unproved", "nothing stands below this heading")
        if self._who:
            place, who, passages = self._who
            self._who = None
            self._position(place, who, passages)

    def _position(self, place: str, who: str, passages: Sequence[Passage]) -> None:
        other = next((p for p in passages if (p.speaker or "").casefold() != who.casefold()), None)
        if other is None and passages:
            self._say(place, who, "proved", "the record names the same speaker", passages[0])
        elif other and who.casefold() in self._records.speakers:
            self._say(place, who, "false", f"the record names {other.speaker or 'no speaker'}, not {who}", other)
        else:
            self._say(place, who, "unproved", "who is meant is the writer's own")

    def _meeting(self, words: str) -> Meeting | None:
        """The meeting that a heading names by date and group, or by its date alone."""
        plain = _OF.sub("", " ".join(words.split()))
        found = []
        for meeting in self._records.meetings:
            date = re.sub(rf"(?:,| of the| –| -)? ?{re.escape(meeting.name)}$", "", plain)
            if plain == f"{meeting.when}, {meeting.name}" or is_of(date, meeting):
                found.append((plain != f"{meeting.when}, {meeting.name}", meeting))
        exact = [meeting for loose, meeting in found if not loose] or [meeting for _, meeting in found]
        return exact[0] if len(exact) == 1 or (exact and not found[0][0]) else None

    def _no_meeting(self, words: str) -> bool:
        """Whether words name a group and a day on which it did not meet."""
        groups = {meeting.name for meeting in self._records.meetings}
        return any(words.endswith(f", {name}") and day_of(words.removesuffix(f", {name}")) for name in groups)

    def _end_part(self) -> None:
        """What a briefing of ours has, and this one lacks: meetings, and actions on its topic."""
        part = self.part
        if part.kind != "briefing" or not (part.told or part.silences or part.last):
            return
        for place, words, section in part.silences:
            self._say(place, words, *self._coverage.silence(words, section, part))
        for place, words, said in part.last:
            self._say(place, words, *self._coverage.last(said, part))
        outside = [meeting for meeting in part.told if not part.covers(meeting)]
        if outside:
            why = f"it is outside of the limits that the draft names: {outside[0].when}, {outside[0].name}"
            self._say(self._place, part.topic, "false", why)
        known = {meeting.id for meeting in (*part.told, *part.silent)}
        left = [meeting for meeting in part.covered(self._records.meetings) if meeting.id not in known]
        if left and (part.told or part.silent):
            names = "; ".join(f"{meeting.when}, {meeting.name}" for meeting in left[:3])
            more = f" and {len(left) - 3} more" if len(left) > 3 else ""
            self._say(self._place, part.topic, "unproved", f"the story leaves meetings out: {names}{more}")
        rows = {passage.id for passage in part.rows}
        told = {meeting.id for meeting in part.told}
        mentions = self._coverage.mentions(part.topic)
        for action in self._actions():
            passage = action.passage
            if passage.meeting.id in told and passage.id not in rows and mentions.named_in(passage):
                why = f"the table of actions leaves out one on the topic: {passage.citation}"
                self._say(self._place, part.topic, "unproved", why, passage)
        in_rows = {passage.meeting.id for passage in part.rows}
        for place, meeting in part.only_actions:
            if meeting.id in in_rows:
                self._say(place, wording.ONLY_ACTIONS, "proved", "an action of the meeting stands in the table")
            else:
                self._say(place, wording.ONLY_ACTIONS, "false", "no action of the meeting stands in the table")
