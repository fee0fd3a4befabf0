"""Lines that a file draws later than those around them, put where they stand.

Programs that lay pages out in layers draw one after the other: all headings, say, and then what stands below them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ipp_search.ingest.readers.pdf.columns import Line

_MOSTLY = 0.5  # of the lines of a stretch that stand between others


def in_place(rows: Sequence[Sequence[Line]]) -> list[Sequence[Line]]:
    """The rows of a page from top to bottom, but for those of columns side by side, which stay as they are drawn."""
    stretches: list[list[Sequence[Line]]] = []
    for row in rows:
        if stretches and _height(row) <= _height(stretches[-1][-1]) + row[0].size / 2:
            stretches[-1].append(row)
        else:
            stretches.append([row])
    done: list[Sequence[Line]] = []
    for stretch in stretches:
        levels = sorted(done, key=_height)
        heights = [_height(row) for row in levels]
        between = sum(_stands_between(row, levels, heights) for row in stretch)
        if not between or between < len(stretch) * _MOSTLY:
            done += stretch
            continue
        for row in stretch:
            above = min((other for other in done if _height(other) > _height(row)), key=_height, default=None)
            at = next((n + 1 for n, other in enumerate(done) if other is above), 0)
            done.insert(at, row)
    return done


def _height(row: Sequence[Line]) -> float:
    """Where a row's first line is; of a table, where it begins."""
    return row[0].top - row[0].size if row[0].rows else row[0].bottom


def _stands_between(row: Sequence[Line], levels: Sequence[Sequence[Line]], heights: Sequence[float]) -> bool:
    """Whether the rows next above and next below are in the same column as this one, and none is beside it."""
    n = bisect_left(heights, _height(row) - row[0].size / 2)
    if not 0 < n < len(levels) or heights[n] < _height(row) + row[0].size / 2:
        return False
    return _overlap(row, levels[n]) and _overlap(row, levels[n - 1])


def _overlap(row: Sequence[Line], other: Sequence[Line]) -> bool:
    return any(a.left < b.right and b.left < a.right for a in row for b in other)
