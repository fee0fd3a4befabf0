"""How often a theme came up: passages, hits of its words, words of matter, for a meeting and for a year.

A hit is one place where a phrase of the theme stands in a passage on it, in any form; of hits that overlap the longest
counts. Words are what white space divides, in passages on matter: attendance and dates in a record's header are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipp_search.query.collection.word_forms import phrase_spans
from ipp_search.query.themes.file import Theme

if TYPE_CHECKING:
    from ipp_search.query.timeline.forms import Acronym
    from ipp_search.query.timeline.records import TimelineRow

FEW_WORDS = 200
"""Below so many words one bullet of twenty is a tenth of the meeting."""
_TAIL = 0.025  # on each side of a 95% interval


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over some meetings: ``words`` of the passages on the theme, ``meeting_words`` of all matter."""

    period: str
    meetings: int
    discussed: int
    passages: int
    hits: int
    words: int
    meeting_words: int

    @property
    def per_thousand(self) -> float:
        """Hits in 1,000 words of matter."""
        return round(1000 * self.hits / self.meeting_words, 3) if self.meeting_words else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of ``per_thousand``, of a Poisson count, see ``poisson``; 0 and 0 without words."""
        if not self.meeting_words:
            return 0.0, 0.0
        low, high = poisson(self.hits)
        return round(1000 * low / self.meeting_words, 3), round(1000 * high / self.meeting_words, 3)

    @property
    def is_small(self) -> bool:
        """Whether there are too few words for rates to tell much."""
        return self.meeting_words < FEW_WORDS


def spans_of(text: str, theme: Theme, acronyms: Sequence[Acronym] = ()) -> tuple[tuple[int, int], ...]:
    """Where the theme's phrases, and acronyms of them, stand in a text, as offsets, in order, none over another."""
    found = {span for phrase in theme.phrases for span in phrase_spans(text, phrase)}
    for acronym in acronyms:
        found |= set(acronym.spans(text) if acronym.is_short else phrase_spans(text, acronym.form))
    lower = text.lower()
    for phrase in (phrase.lower() for phrase in theme.literal):
        at = lower.find(phrase)
        while at >= 0:
            found.add((at, at + len(phrase)))
            at = lower.find(phrase, at + len(phrase))
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not chosen or start >= chosen[-1][1]:
            chosen.append((start, end))
    return tuple(chosen)


def tally(period: str, rows: Sequence[TimelineRow]) -> Tally:
    """The sums over some rows."""
    return Tally(
        period,
        len(rows),
        sum(bool(row.passages) for row in rows),
        sum(len(row.passages) for row in rows),
        sum(row.hits for row in rows),
        sum(row.words for row in rows),
        sum(row.meeting_words for row in rows),
    )


def by_year(rows: Iterable[TimelineRow]) -> list[Tally]:
    """A tally of each year in which a meeting was held, oldest first, and of those without a date, ``undated``."""
    years: dict[str, list[TimelineRow]] = {}
    for row in rows:
        years.setdefault(str(row.meeting.date.year) if row.meeting.date else "undated", []).append(row)
    return [tally(year, years[year]) for year in sorted(years)]


def poisson(count: int) -> tuple[float, float]:
    """The exact 95% interval of the mean of a Poisson count (F. Garwood, Biometrika 1936)."""
    from scipy.special import gammaincinv

    return float(gammaincinv(count, _TAIL)) if count else 0.0, float(gammaincinv(count + 1, 1 - _TAIL))
