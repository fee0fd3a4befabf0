"""A line of print, and the order in which lines are read: across the page, or down one column after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

IN_CELL = 3
"""A column that is a table's cell."""
_COLUMN_LINES = 6
_COLUMN_LETTERS = 20


@dataclass(slots=True)
class Line:
    """A line of print: its words, box (points from the bottom left; ``bottom`` is the baseline), size and weight."""

    page: int
    words: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    at_edge: bool
    page_width: float
    column: int = 0
    """0 across the page, else 1 or 2; IN_CELL in a cell of a table."""
    margin: float = 0.0
    """Where the longest line of the column or cell ends, 0 across the page."""
    rows: list[list[list[Line]]] = field(default_factory=list)
    """Of a table, the lines of each cell, row by row."""
    columns: tuple[float, ...] = ()
    """Of a table, where its upright rules stand."""
    note: bool = False
    """Whether it begins a footnote."""
    lead: str = ""
    """The bold words that it begins with, where the others are not."""


def by_column(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """Lines in reading order: across the page, or down each column where the page has two."""
    gap = _gutter(rows)
    lines: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for row in rows:
        whole = joined(row)
        in_columns = gap is not None and not any(line.left <= gap <= line.right for line in row)
        if gap is None or not in_columns:
            lines += [*_columns(left, right), whole]
            left, right = [], []
            continue
        before, after = [line for line in row if line.right < gap], [line for line in row if line.left > gap]
        left += [joined(before)] if before else []
        right += [joined(after)] if after else []
    return lines + _columns(left, right)


def _columns(left: list[Line], right: list[Line]) -> list[Line]:
    if not (left and right):
        return left + right
    return [
        replace(line, column=n, margin=max(each.right for each in lines))
        for n, lines in enumerate((left, right), 1)
        for line in lines
    ]


def joined(row: Sequence[Line]) -> Line:
    """The parts of a line that wide gaps set apart, as one."""
    return replace(row[0], words=" ".join(line.words for line in row), right=row[-1].right)


def _gutter(rows: Sequence[Sequence[Line]]) -> float | None:
    """The middle of the gap between two columns of prose.

    A table, or labels with values, have mostly short words left of a gap.
    """
    crossed = [(a, b) for row in rows for a, b in pairwise(row)]
    if len(crossed) < _COLUMN_LINES:
        return None
    gap = median((a.right + b.left) / 2 for a, b in crossed)
    beside = [(a, b) for a, b in crossed if a.right < gap < b.left]
    ends = max((a.right for a, _ in beside), default=0.0)
    full = [a for a, _ in beside if ends - a.right < (ends - a.left) * 0.3 and len(a.words) >= _COLUMN_LETTERS]
    return gap if len(full) >= _COLUMN_LINES and len(full) * 4 > len(rows) else None
