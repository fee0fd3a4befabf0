"""What a question returns: plain records that cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Self

from ipp_search.ingest.records import Passage

Arm = Literal["lexical", "semantic"]
Answer = Literal["answered", "nearest", "nothing"]
"""Whether the records answer a question, may not speak to it, or as good as certainly do not."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its place in the order from 1, its score, and which arms found it.

    ``score`` orders the hits of one question; it is not comparable between questions. ``parts`` are what it is
    the sum of. ``also_in`` cites passages that say the same in the same words. ``matches`` are where words of the
    question stand in ``passage.text``: where each begins and ends, in characters, rising.
    """

    rank: int
    score: float
    matched: tuple[Arm, ...]
    passage: Passage
    parts: Mapping[str, float]
    also_in: tuple[str, ...] = ()
    matches: tuple[tuple[int, int], ...] = ()

    def __str__(self) -> str:
        return f"{self.rank}. “{self.passage.text}”\n   — {self.passage.citation}"


LOOKED_THROUGH = 50
"""Hits in which something new is looked for, where a search is followed."""
_NEWS = 5  # hits that are told as new also where none of the question's words stands in them


def is_news(matched: Sequence[str], rank: int) -> bool:
    """Whether a new hit is near enough to its question to be told: of the rest, most only share the records with it."""
    return "lexical" in matched or rank <= _NEWS


@dataclass(frozen=True, slots=True)
class Counts:
    """How many passages a question finds by its words, however far down they stand.

    ``passages`` have, in text or headings, half of what its words tell or more (a rare word tells more); where
    ``by_words`` is False it looks for no words, and they are all that its filters leave. ``whole`` tells whether all
    passages were looked at: of a very large index only those of the likeliest meetings are. ``by`` counts them by
    series, kind, speaker, owner and month (``2025-06``): each value that there is.
    """

    passages: int
    by_words: bool
    whole: bool
    by: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The passages for a question, best first, and the filters that applied.

    ``answer`` says which of the three answers this is: the passages of an answered question are ``hits``, those of
    one that the records may not speak to are ``nearest``. ``missing`` are its words that no
    passage or heading within the filters has in any form, nor a word like them.
    ``lifted`` are filters read in the question that left nothing, so that it is answered without them.

    ``read_as`` are words of the question that were taken to mean others: slips of spelling, acronyms.
    ``no_meeting`` are its words for a time in which no meeting was held, taken as words then.
    ``nearest_theme`` names the theme that a question not answered comes nearest to, if it is near to any.
    ``counts`` is None unless they were asked for, and where nothing is found.
    """

    query: str
    filters: Mapping[str, str]
    read_as: Mapping[str, str]
    hits: tuple[Hit, ...]
    nearest: tuple[Hit, ...] = ()
    answer: Answer = "answered"
    missing: tuple[str, ...] = ()
    lifted: Mapping[str, str] = field(default_factory=dict)
    no_meeting: str | None = None
    nearest_theme: str | None = None
    counts: Counts | None = None

    def by_date(self) -> Self:
        """The same hits, the latest meeting's first; those of one meeting as they stand in it, undated last."""

        def place(hit: Hit) -> tuple[int, str, int]:
            day = hit.passage.meeting.date
            return (-day.toordinal() if day else 1, hit.passage.meeting.id, hit.passage.start)

        hits, nearest = (tuple(sorted(some, key=place)) for some in (self.hits, self.nearest))
        return replace(self, hits=hits, nearest=nearest)

    @property
    def found(self) -> bool:
        """Whether the question is answered."""
        return self.answer == "answered"

    @property
    def shown(self) -> tuple[Hit, ...]:
        """The passages to show: the hits, or the nearest."""
        return self.hits or self.nearest


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage in its surroundings: ``lines`` are whole lines of its document with their numbers."""

    passage: Passage
    lines: tuple[tuple[int, str], ...]
