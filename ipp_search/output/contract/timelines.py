"""Timelines and themes, as JSON."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from ipp_search.output.contract.passages import MeetingJson, PassageJson


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
