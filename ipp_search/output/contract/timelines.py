"""Timelines and themes, as JSON."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from ipp_search.output.contract.passages import MeetingJson, PassageJson


class ClaimJson(TypedDict):
    """A sentence of a theme's story."""

    sentence: str
    citations: list[str]


class MarkJson(TypedDict):
    """A line of ``marks.csv``: a person's decision on a passage."""

    theme: str
    passage: str
    """Its id."""
    mark: str
    """``in`` or ``out``."""
    coder: str
    memo: str
    text: str
    """Its words when it was marked."""
    citation: str


class AgreementJson(TypedDict):
    """How far two coders agree on a theme: ``themes agreement``."""

    theme: str
    coders: list[str]
    passages: int
    """Those on which both decided."""
    share: float
    """Of those, the share put alike, 0 to 1."""
    kappa: float | None
    """Cohen's; null where both put all alike, which leaves it undefined."""


class ThemePassageJson(PassageJson):
    """A passage that speaks to a theme."""

    reasons: list[str]
    """``heading``, ``words``, ``meaning``, or ``marked`` where only a person put it in."""
    takes_up: str | None
    """The citation of the passage of an earlier meeting that it resembles most, if any."""
    hits: list[list[int]]
    """Where the theme's phrases stand in ``text``: where each begins and ends, in characters."""
    mark: MarkJson | None
    """What a person said of it, if anybody did."""


class TallyJson(TypedDict):
    """Counts over some meetings."""

    period: str
    """A year, ``undated``, or a meeting's id."""
    meetings: int
    discussed: int
    """Of the meetings, those with a passage on the theme."""
    passages: int
    hits: int
    """Places of the theme's phrases in those passages, in any form."""
    words: int
    """Of the passages on the theme, counted whole."""
    meeting_words: int
    """Of all passages of the meetings but their headers'."""
    hits_per_thousand: float
    """Hits in 1,000 of ``meeting_words``."""
    low: float
    """Where the 95% interval of ``hits_per_thousand`` begins (Poisson, exact)."""
    high: float
    """Where it ends."""
    small: bool
    """Whether there are fewer than 200 words, so that a rate tells little."""


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
    hits: int
    """Places of the theme's phrases in the passages."""
    counts: TallyJson
    """The counts of this meeting alone."""
    left_out: int
    """Passages that the program found and a person put out."""
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


class ProvenanceJson(TypedDict):
    """What a timeline was made from."""

    version: str
    """Of the program."""
    model: str
    meetings: int
    """In the whole index."""
    groups: int
    """In the whole index."""
    first: str | None
    """The earliest day of a meeting in the index."""
    last: str | None
    """The latest."""
    sources_sha256: str
    """Over the digests of the record files: of each once, sorted, a line each."""
    marks_sha256: str | None
    """Over ``marks.csv``; null where nothing is marked."""
    command: str
    """What was typed; empty where it was asked otherwise."""
    data_sha256: str
    """Over the timeline's object but for ``provenance``, as JSON with sorted keys and no spaces."""


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
    years: list[TallyJson]
    """The counts of each year."""
    definition: ThemeJson
    """What was followed."""
    provenance: NotRequired[ProvenanceJson]
    """What it was made from."""


class ThemeJson(TypedDict):
    """A theme as it stands in its file: ``themes``."""

    name: str
    description: str
    words: list[str]
    questions: list[str]
    exclude: list[str]
    literal: list[str]
    """What has to stand letter by letter; none in a themes file."""


class CountJson(TypedDict):
    """So many passages, or places in them, of a phrase or a form."""

    of: str
    count: int


class ReasonJson(TypedDict):
    """The passages that are on a theme for a reason."""

    reason: str
    passages: int
    only: int
    """Those that have no other reason."""


class MatchesJson(TypedDict):
    """What a theme matches in all records, marks aside: ``themes show``."""

    theme: ThemeJson
    meetings: int
    """Those with a passage on it."""
    passages: int
    phrases: list[CountJson]
    """For each phrase, the passages that have it."""
    forms: list[CountJson]
    """For each form in which a phrase or an acronym of it stands there, its hits."""
    reasons: list[ReasonJson]
    first: str | None
    """The citation of the earliest dated passage."""
