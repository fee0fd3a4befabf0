"""A heat map of themes by meetings or years: hits in 1,000 words of what was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipp_search.output.format import counted, dated
from ipp_search.output.timelines.chart import anchor
from ipp_search.query.timeline.counts import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.timeline.records import Timeline

_MOST_COLUMNS = 24  # meetings; more are put together by year
_SHADES = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """``shade`` is 0 for no passage, 1 to 4 by the rate beside the highest of all; None where there is no record.

    ``told`` says it in words; ``link`` is the anchor of the first meeting there that spoke to the theme.
    """

    shade: int | None
    told: str
    link: str | None
    rate: float
    small: bool


@dataclass(frozen=True, slots=True)
class Heat:
    """``columns`` are years or dates, the last perhaps ``undated``; ``cells`` a row a theme."""

    by: str
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]


def heat_of(timelines: Sequence[Timeline]) -> Heat:
    """The map of timelines over the same meetings."""
    rows = timelines[0].rows if timelines else ()
    by_meeting = len(rows) <= _MOST_COLUMNS
    places: dict[str, list[int]] = {}
    if not by_meeting:
        years = [row.meeting.date.year for row in rows if row.meeting.date]
        places = {str(year): [] for year in (range(min(years), max(years) + 1) if years else ())}
    for n, row in enumerate(rows):
        meeting = row.meeting
        year = str(meeting.date.year) if meeting.date else "undated"
        places.setdefault(f"{dated(meeting)}\0{n}" if by_meeting else year, []).append(n)
    tallies = [[tally(key, [one.rows[n] for n in held]) for key, held in places.items()] for one in timelines]
    top = max((t.per_thousand for of_theme in tallies for t in of_theme if not t.is_small), default=0.0)
    return Heat(
        "meeting" if by_meeting else "year",
        tuple(key.partition("\0")[0] for key in places),
        tuple(
            tuple(
                _cell(timeline, t, held, n, top) for t, held in zip(of_theme, places.values(), strict=True)
            )
            for n, (timeline, of_theme) in enumerate(zip(timelines, tallies, strict=True))
        ),
    )  # fmt: skip


def _cell(timeline: Timeline, t: Tally, held: list[int], theme: int, top: float) -> Cell:
    when = t.period.partition("\0")[0]
    if not held:
        return Cell(None, f"{timeline.theme}, {when}: no record", None, 0.0, False)
    spoke = [n for n in held if timeline.rows[n].passages]
    told = f"{timeline.theme}, {when}: "
    if not spoke:
        return Cell(0, f"{told}no passage found in {counted(t.meetings, 'meeting')}", None, 0.0, t.is_small)
    low, high = t.interval
    told += f"{counted(t.passages, 'passage')}, {counted(t.hits, 'hit')} in {t.meeting_words:,} words"
    told += f", {t.per_thousand:.2f} in 1,000 (95% {low:.2f} to {high:.2f})" + (", few words" if t.is_small else "")
    shade = min(_SHADES, 1 + int(_SHADES * t.per_thousand / top)) if top else 1
    return Cell(shade, told, anchor(theme, spoke[0]), t.per_thousand, t.is_small)
