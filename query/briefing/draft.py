"""Drafts a briefing: whole sentences of the records, chosen for a topic, each with its passage."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from ipp_search.errors import BadQuestion
from ipp_search.index.lookup import IndexedMeeting
from ipp_search.ingest.records import Meeting, Passage
from ipp_search.query.actions.records import Action
from ipp_search.query.briefing.lengths import Length
from ipp_search.query.briefing.mentions import Mentions
from ipp_search.query.briefing.questions import unanswered
from ipp_search.query.briefing.sentences import sentences
from ipp_search.query.collection.word_forms import has_phrase
from ipp_search.query.themes.file import Theme
from ipp_search.query.timeline.records import ThemePassage, Timeline, TimelineRow

_PASSAGES: Mapping[Length, int | None] = {"short": 2, "standard": 5, "full": None}  # a meeting
_WHOLE = 70  # words; a longer passage is quoted by its sentences on the topic
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Whole sentences of a passage, verbatim, and the passage they stand in."""

    text: str
    passage: Passage
    takes_up: Passage | None = None
    bare: bool = False
    """Whether it does not name the topic itself, so that the heading it stands under has to be told."""


@dataclass(frozen=True, slots=True)
class MeetingPart:
    """What a meeting said on the topic; nothing if it was silent."""

    meeting: Meeting
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A draft on a topic, every statement of it with its source.

    ``last`` is the last meeting, of all held so far, that spoke to it and ``now`` what it said; ``parts`` the story, a
    part a meeting that ``limits`` leave, oldest first; ``decisions`` those recorded on it; ``positions`` what each
    person or organisation said;
    ``unanswered`` what was asked for and no later passage on the topic takes up. ``nothing_in`` are all the meetings
    that were looked through, where none of them has anything.
    """

    topic: str
    last: Meeting | None
    now: tuple[Quotation, ...]
    parts: tuple[MeetingPart, ...]
    positions: Mapping[str, tuple[Quotation, ...]]
    actions: tuple[Action, ...]
    unanswered: tuple[Quotation, ...]
    decisions: tuple[Quotation, ...] = ()
    limits: Mapping[str, str] = field(default_factory=dict)
    nothing_in: tuple[Meeting, ...] = ()


def after_previous(held: Sequence[IndexedMeeting], series: str | None) -> tuple[dt.date, str | None]:
    """The day after the last meeting but one, and the words of its series, for ``Index.brief``.

    Raises:
        BadQuestion: there are not two dated meetings of one series; ``series`` are words of its name.
    """
    words = (series or "").casefold()
    dated = [one.meeting for one in held if one.meeting.date and words in one.meeting.name.casefold()]
    same = [meeting for meeting in dated if meeting.series == dated[-1].series]
    if len(same) < 2:
        raise BadQuestion("There is no earlier meeting of the series.", "Leave out --since-last, or name a --series.")
    before = same[-2].end_date or same[-2].date
    assert before is not None
    return before + dt.timedelta(days=1), same[-1].series or series


def draft(
    theme: Theme,
    timeline: Timeline,
    whole: Timeline,
    actions: Sequence[Action],
    mentions: Mentions,
    length: Length,
    today: dt.date,
) -> Briefing:
    """Draft a briefing.

    Args:
        theme: the topic.
        timeline: of the theme, with the rows that the draft tells.
        whole: the same without limits in time, for what was said last.
        actions: the ledger of the meetings that the draft tells.
        mentions: of the theme; a meeting with one is not called silent.
        length: how much to quote.
        today: a meeting of a later day was not held yet.
    """
    most = _PASSAGES[length]
    listed = {action.passage.id for action in actions}
    rows = [_with_mentions(row, mentions) for row in timeline.rows]
    everything = rows if whole is timeline else [_with_mentions(row, mentions) for row in whole.rows]
    held = [row for row in everything if row.meeting.date is None or row.meeting.date <= today]
    last = next((row for row in reversed(_dated_last(held)) if row.passages), None)
    spoken = {cited.passage.id for row in rows for cited in row.passages}
    said = [cited for row in rows for cited in row.passages if cited.passage.kind != "action"]
    return Briefing(
        topic=theme.name,
        last=last.meeting if last else None,
        now=_placed((_quoted(theme, cited) for cited in _talk(last)[:2]), mentions) if last else (),
        parts=tuple(MeetingPart(row.meeting, _placed(_quotations(theme, row, most, listed), mentions)) for row in rows),
        positions=_positions(theme, said, most),
        actions=tuple(one for one in actions if one.passage.id in spoken or mentions.named_in(one.passage)),
        unanswered=tuple(_quoted(theme, cited) for cited in unanswered(rows, mentions)),
        decisions=_placed((_quoted(theme, one) for one in said if one.passage.kind == "decision"), mentions),
        limits=timeline.limits,
        nothing_in=() if any(row.passages for row in everything) else tuple(row.meeting for row in everything),
    )


def _with_mentions(row: TimelineRow, mentions: Mentions) -> TimelineRow:
    """A row that has nothing with the passages in which the words of the topic stand all the same."""
    if row.passages:
        return row
    return replace(row, passages=tuple(ThemePassage(passage, ("words",)) for passage in mentions.of(row.meeting)))


def _dated_last(rows: Sequence[TimelineRow]) -> Sequence[TimelineRow]:
    """The rows in time; those whose meeting has no date come first, as any of the others may be later."""
    return sorted(rows, key=lambda row: row.meeting.date is not None)


def _talk(row: TimelineRow) -> Sequence[ThemePassage]:
    """The passages of a meeting, those that are no actions first."""
    return sorted(row.passages, key=lambda cited: cited.passage.kind == "action")


def _quotations(theme: Theme, row: TimelineRow, most: int | None, listed: Set[str]) -> tuple[Quotation, ...]:
    """The best passages of a meeting, in the order of the record, none repeating another nor an action listed."""
    chosen: list[Quotation] = []
    for cited in row.passages:
        if cited.passage.id in listed:
            continue
        quotation = _quoted(theme, cited)
        if most is not None and len(chosen) >= most:
            break
        if not any(_repeats(quotation.text, other.text) for other in chosen):
            chosen.append(quotation)
    return tuple(sorted(chosen, key=lambda quotation: quotation.passage.start))


def _placed(quotations: Iterable[Quotation], mentions: Mentions) -> tuple[Quotation, ...]:
    """Quotations, of each of which is told whether it needs the heading it stands under."""
    return tuple(
        replace(one, bare=bool(one.passage.section) and not mentions.named_in(one.passage)) for one in quotations
    )


def _quoted(theme: Theme, cited: ThemePassage) -> Quotation:
    """All of a passage, or of a long one the run of sentences that has most of the topic."""
    text = cited.passage.text
    on_topic = (n for n, part in enumerate(sentences(text)) if _speaks(theme, part))
    return Quotation(excerpt(text, next(on_topic, 0)), cited.passage, cited.takes_up)


def excerpt(text: str, first: int) -> str:
    """What a draft quotes of a passage: all of it, or of a long one the sentences from ``first`` that fit."""
    parts = sentences(text)
    if len(text.split()) <= _WHOLE or len(parts) < 3:
        return text
    last = first
    while last + 1 < len(parts) and len(_between(text, parts, first, last + 1).split()) <= _WHOLE:
        last += 1
    return _between(text, parts, first, last)


def _between(text: str, parts: Sequence[str], first: int, last: int) -> str:
    """The slice of a text from one of its sentences to another."""
    place, begin = 0, 0
    for n, part in enumerate(parts[: last + 1]):
        at = text.index(part, place)
        begin = at if n == first else begin
        place = at + len(part)
    return text[begin:place]


def _speaks(theme: Theme, sentence: str) -> bool:
    phrases = [*theme.words, *(word for question in theme.questions for word in _WORD.findall(question))]
    return any(has_phrase(sentence, phrase) for phrase in phrases)


def _repeats(one: str, other: str) -> bool:
    a, b = (set(_WORD.findall(text.lower())) for text in (one, other))
    return len(a & b) >= 0.7 * max(1, min(len(a), len(b)))


def _positions(theme: Theme, said: Iterable[ThemePassage], most: int | None) -> dict[str, tuple[Quotation, ...]]:
    """What each speaker said, the one who said most first."""
    by_who: dict[str, list[Quotation]] = {}
    for cited in said:
        if cited.passage.speaker:
            by_who.setdefault(cited.passage.speaker, []).append(_quoted(theme, cited))
    order = sorted(by_who, key=lambda who: (-len(by_who[who]), who))
    return {who: tuple(by_who[who][:most]) for who in order}
