"""The answers to questions, as JSON."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from ipp_search.output.contract.passages import PassageJson


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
    matches: list[list[int]]
    """Where words of the question stand in ``text``: where each begins and ends, in characters."""
    parts: NotRequired[dict[str, float]]
    """With ``--explain``: what the score is the sum of."""


class CountsJson(TypedDict):
    """How many passages a question finds by its words, however far down they stand."""

    passages: int
    """Those that have half of what its words tell or more; a rare word tells more."""
    by_words: bool
    """False: it looks for no words, and these are all that its filters leave."""
    whole: bool
    """Whether all passages were looked at: of a very large index only those of the likeliest meetings are."""
    by: dict[str, dict[str, int]]
    """The same by ``series``, ``kind``, ``speaker``, ``owner`` and ``month``, each value with its count."""


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
    counts: NotRequired[CountsJson]
    """Of the search page, which asks for them."""


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
