"""What a question returns: plain records that cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, Self

from ipp_search.ingest.records import Passage

Arm = Literal["lexical", "semantic"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its place in the order from 1, its score, and which arms found it.

    ``score`` orders the hits of one question; it is not comparable between questions. ``parts`` are what it is
    the sum of. ``also_in`` cites passages that say the same in the same words.
    """

    rank: int
    score: float
    matched: tuple[Arm, ...]
    passage: Passage
    parts: Mapping[str, float]
    also_in: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.rank}. “{self.passage.text}”\n   — {self.passage.citation}"


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits for a question, best first, and the filters that applied.

    ``read_as`` are words of the question that were taken to mean others: slips of spelling, acronyms.
    ``no_meeting`` are its words for a time in which no meeting was held, taken as words then.
    ``nearest_theme`` names the theme that a question with no hit comes nearest to, if it is near to any.
    """

    query: str
    filters: Mapping[str, str]
    read_as: Mapping[str, str]
    hits: tuple[Hit, ...]
    no_meeting: str | None = None
    nearest_theme: str | None = None

    def by_date(self) -> Self:
        """The same hits, the latest meeting's first; those of one meeting as they stand in it, undated last."""

        def place(hit: Hit) -> tuple[int, str, int]:
            day = hit.passage.meeting.date
            return (-day.toordinal() if day else 1, hit.passage.meeting.id, hit.passage.start)

        return replace(self, hits=tuple(sorted(self.hits, key=place)))

    @property
    def found(self) -> bool:
        """Whether the records speak to the question at all."""
        return bool(self.hits)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage in its surroundings: ``lines`` are whole lines of its document with their numbers."""

    passage: Passage
    lines: tuple[tuple[int, str], ...]
