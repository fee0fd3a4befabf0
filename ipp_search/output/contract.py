"""The JSON that others build on, as types.

These types are the contract: keys may be added, never renamed or removed. ``--format json``, ``--batch`` and the server
all give these objects; the server's description of itself and the reference in docs/ are made from them.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

JSON_VERSION = 1


class MeetingJson(TypedDict):
    """A meeting as a passage names it."""

    id: str
    """Short and stable: the date and the name."""
    series: str | None
    """The name under which the group meets again."""
    title: str
    date: str | None
    """Its first day, as 2025-06-03; null where the record gives none for certain."""
    end_date: str | None
    date_precision: str
    """``day``, or ``month`` where only the month is known; the dates are then its first and last day."""
    path: str


class PassageJson(TypedDict):
    """A passage with all that is needed to cite it and to check it."""

    id: str
    """Of the meeting, the section and the words, so that an edit elsewhere leaves it alone."""
    text: str
    """An exact slice of the document's text, from ``start`` to ``end``."""
    kind: str
    """``discussion``, ``action``, ``decision``, ``note`` or ``header``."""
    owner: str | None
    """Who is to do an action."""
    speaker: str | None
    """Who is said to have said it."""
    section: list[str]
    """The headings above it, outermost first."""
    meeting: MeetingJson
    path: str
    sha256: str
    """Of the file's bytes, hexadecimal."""
    start_line: int
    """From 1."""
    end_line: int
    page: NotRequired[int]
    """From 1, where the format has pages."""
    paragraph: NotRequired[int]
    """From 1, where the format has no lines."""
    time: NotRequired[str]
    """Of a transcript, as 00:12:05."""
    link: NotRequired[str]
    """An address that opens the very place."""
    start: int
    """The offset in characters, from 0."""
    end: int
    citation: str
    """Ready for a letter."""


class HitJson(PassageJson):
    """A passage found."""

    rank: int
    """From 1."""
    score: float
    """Orders the hits of one question; not comparable between questions."""
    matched: list[str]
    """``lexical``, ``semantic`` or both."""
    also_in: list[str]
    """Citations of passages that say the same in the same words."""
    parts: NotRequired[dict[str, float]]
    """With ``--explain``: what the score is the sum of."""


class SearchJson(TypedDict):
    """The answer to one question: ``search``."""

    version: int
    query: str
    filters: dict[str, str]
    """All that applied, those read in the question too."""
    read_as: dict[str, str]
    """Words of the question that were taken to mean others."""
    no_meeting: str | None
    """The question's words for a time in which no meeting was held; they were taken as words."""
    lifted: dict[str, str]
    """Filters read in the question that left nothing; it is answered without them."""
    answer: Literal["answered", "nearest", "nothing"]
    """``nearest``: the records may not speak to the question; ``nothing``: they as good as certainly do not."""
    found: bool
    """Whether ``answer`` is ``answered``."""
    missing: list[str]
    """Words of the question that no record has."""
    nearest_theme: str | None
    """Of a single question not answered: the theme it comes nearest to, if it is near to any."""
    hits: list[HitJson]
    """Of an answered question; else empty."""
    nearest: list[HitJson]
    """Of a question that the records may not speak to: what comes nearest."""


class BatchJson(TypedDict):
    """What a line of a batch always has; where it could be answered, the rest is that of ``SearchJson``."""

    id: Any
    """As the line has it."""
    query: str | None
    answer: Literal["answered", "nearest", "nothing"]
    found: bool
    hits: list[HitJson]
    nearest: list[HitJson]
    error: NotRequired[str]
    """Why the line could not be answered."""


class MeetingFactsJson(MeetingJson):
    """A meeting with the facts that its record states."""

    date_source: str | None
    sha256: str
    next_meeting: str | None
    next_date: str | None
    """The day that the record names for the next meeting."""
    purpose: str | None
    chair: str | None
    attendees: list[str]
    apologies: list[str]
    sources: dict[str, str]
    """Where each fact was read."""
    warnings: list[str]


class HeldMeetingJson(MeetingFactsJson):
    """A meeting with how much of it the index holds: ``meetings``."""

    passages: int
    actions: int


class ExportedActionJson(TypedDict):
    """An action of an exported meeting."""

    text: str
    owner: str | None
    due: str | None
    """The day its words name, as 2025-06-03, else the words."""
    citation: str


class LeftOutJson(TypedDict):
    """Words that are in no passage."""

    line: int | None
    """From 1; null where they are not in the document's text."""
    text: str
    why: str


class ExportedJson(MeetingFactsJson):
    """A meeting with all that its record holds: a line of ``export``."""

    sections: list[list[str]]
    """The path of every heading, outermost first."""
    actions: list[ExportedActionJson]
    decisions: list[str]
    """Their citations."""
    passages: list[PassageJson]
    left_out: list[LeftOutJson]
    """Of the whole file."""
    unread: float
    """The share of the file's letters, 0 to 1, in no passage, heading, header fact or left-out line."""


class LineJson(TypedDict):
    """A line of a document."""

    line: int
    text: str


class ExcerptJson(PassageJson):
    """A passage in its surroundings: ``show``."""

    lines: list[LineJson]


class StatusJson(TypedDict):
    """What an index holds: ``status``."""

    version: int
    index: str
    bundled: bool
    """Whether the two notes that come with the program answer."""
    model: str | None
    meetings: int
    passages: int
    actions: int
    undated: int
    first: str | None
    last: str | None
    waiting: int
    """Texts without a vector, judged by their words only until the next ingest."""
    bytes: int


class ClaimJson(TypedDict):
    """A sentence of a theme's story."""

    sentence: str
    citations: list[str]


class ThemePassageJson(PassageJson):
    """A passage that speaks to a theme."""

    reasons: list[str]
    """``heading``, ``words``, ``meaning``."""
    takes_up: str | None
    """The citation of the passage of an earlier meeting that it resembles most, if any."""


class TimelineRowJson(TypedDict):
    """A meeting's row."""

    meeting: MeetingJson
    path: str
    status: str
    """``discussed`` or ``not discussed``."""
    weight: float
    """The share, 0 to 1, of the meeting's words that speak to the theme: ``words / meeting_words``."""
    words: int
    """Of the passages on the theme, counted whole."""
    meeting_words: int
    """Of all passages of the meeting but its header's."""
    per_thousand: float
    """Passages on the theme in 1,000 words of the meeting."""
    change: str | None
    """``new``, ``continued``, ``returned``, ``dropped``, or null."""
    by: NotRequired[dict[str, float]]
    """With ``--by``: the weight of each person or organisation."""
    passages: list[ThemePassageJson]


class ShareJson(TypedDict):
    """A share of meetings, 0 to 1, with its 95% interval (Wilson's)."""

    of_meetings: float
    low: float
    high: float


class TimelineJson(TypedDict):
    """A theme through the meetings: ``timeline``."""

    version: int
    theme: str
    description: str
    followed_as: str
    """What was followed: a theme of the themes file, a phrase, or a literal phrase."""
    filters: dict[str, str]
    """The limits on which meetings have a row."""
    share: ShareJson
    """The share of the rows that have a passage on the theme."""
    story: list[ClaimJson]
    rows: list[TimelineRowJson]


class ThemeJson(TypedDict):
    """A theme as it stands in its file: ``themes``."""

    name: str
    description: str
    words: list[str]
    questions: list[str]
    exclude: list[str]


class EventJson(TypedDict):
    """A state of an action and what shows it."""

    meeting: MeetingJson
    status: str
    passage: PassageJson
    silent_in: NotRequired[list[str]]
    """Where no later mention was found: the ids of the meetings of the group that were looked through."""


class ActionJson(PassageJson):
    """A statement of an action: ``actions``; those of one action share ``thread`` and ``history``."""

    due: str | None
    """The record's words."""
    due_date: str | None
    """The day they name, told from the date of the meeting where they leave out the year."""
    status: str
    """open, carried forward, reported on, changed hands, done, closed, no later mention found or unknown."""
    thread: str
    """The id of the passage that first states it."""
    parts: list[PassageJson]
    """The sub-bullets below it."""
    history: list[EventJson]


class PieceJson(TypedDict):
    """A run of words, and the numbers of the sources it rests on."""

    words: str
    notes: list[int]


class BlockJson(TypedDict):
    """A part of a briefing."""

    kind: str
    """heading, paragraph, bullet, columns or row."""
    level: int
    pieces: list[PieceJson]
    cells: list[list[PieceJson]]


class SourceJson(PassageJson):
    """A source of a briefing."""

    note: int
    """Its number, from 1."""


class BriefingJson(TypedDict):
    """A briefing or a summary: ``brief``."""

    version: int
    blocks: list[BlockJson]
    sources: list[SourceJson]


class FaultJson(TypedDict):
    """What does not hold."""

    place: str
    detail: str


class StatementJson(TypedDict):
    """What a document says at a place, and whether the records prove it."""

    place: str
    text: str
    verdict: Literal["proved", "unproved", "false"]
    why: str
    source: str | None
    """The citation of the passage that proves it."""
    nearest: PassageJson | None
    """The passage that comes nearest where none proves it."""
    digest: str
    """Of its words, by which ``--sign-off`` knows it again."""
    vouched_by: str | None
    """Who vouches for it, where the records do not prove it."""


class VerificationJson(TypedDict):
    """Whether what is cited still stands: ``verify``."""

    version: int
    file: str | None
    """The document; null where the passages of the index were checked."""
    verdict: Literal["proved", "unproved", "false"]
    statements: list[StatementJson]
    holds: bool
    citations: int
    quotations: int
    faults: list[FaultJson]
