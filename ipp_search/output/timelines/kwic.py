"""A concordance: every place of a theme's phrases, in its line (key word in context)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipp_search.output.format import csv_text, dated, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.timeline.records import Timeline

_AROUND = 40  # characters on each side, in text
_WIDE = 240  # in tables


@dataclass(frozen=True, slots=True)
class Line:
    """A hit with what stands before and after it in its passage, and where that is from."""

    theme: str
    date: str
    left: str
    hit: str
    right: str
    citation: str
    id: str


def concordance(timelines: Sequence[Timeline], around: int = _AROUND) -> list[Line]:
    """The lines of each theme, by the hit, what follows it, and time; at most ``around`` characters a side."""
    lines: list[Line] = []
    for timeline in timelines:
        found = [
            Line(
                timeline.theme,
                dated(row.meeting),
                one_line(cited.passage.text[max(0, start - 2 * around) : start])[-around:],
                one_line(cited.passage.text[start:end]),
                one_line(cited.passage.text[end : end + 2 * around])[:around],
                cited.passage.citation,
                cited.passage.id,
            )
            for row in timeline.rows
            for cited in row.passages
            for start, end in cited.hits
        ]
        lines += sorted(found, key=lambda line: (line.hit.casefold(), line.right.casefold()))
    return lines


def kwic_text(timelines: Sequence[Timeline]) -> str:
    """The concordance for reading: the hits below one another."""
    lines = concordance(timelines)
    if not lines:
        return "No phrase of it stands in the passages found."
    widest = max(len(line.hit) for line in lines)
    return "\n".join(
        f"{line.date:<10}  {line.left:>{_AROUND}} [{line.hit}]{'':<{widest - len(line.hit)}} {line.right:<{_AROUND}}"
        f"  {line.citation}"
        for line in lines
    )


def kwic_csv(timelines: Sequence[Timeline]) -> str:
    """The concordance as a table, with more of each line."""
    columns = ["theme", "date", "left", "hit", "right", "citation", "id"]
    lines = concordance(timelines, _WIDE)
    return csv_text(columns, [[getattr(line, column) for column in columns] for line in lines])
