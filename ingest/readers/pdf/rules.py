"""Tables that a PDF page draws with rules: which cell a place on the page lies in.

A PDF knows of no tables, only of strokes and thin bars. Those that cross form a grid, and a cell is what they close in
on all sides; cells that no rule parts are one. A box around text has one column and is no table, and neither is a
frame with text across its whole width.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ipp_search.ingest.readers.pdf.shapes import NEAR, Point, Rule

_SHORTEST = 8.0  # points; no cell is smaller than a letter
_MOST_CROSSINGS = 20_000
_FRAMED_LETTERS = 400  # in a cell as wide as the table; more is text in a frame

Cell = tuple[int, int]
"""Row and column, from the top left, in which a cell begins."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rules that cross: ``across`` and ``down`` are their places, rising; ``cells`` tells of each row whose it is."""

    down: tuple[float, ...]
    across: tuple[float, ...]
    cells: tuple[tuple[Cell | None, ...], ...]

    def cell_at(self, place: Point) -> Cell | None:
        """The cell in which a place lies, None outside of all."""
        column, row = bisect_right(self.down, place[0]) - 1, bisect_right(self.across, place[1]) - 1
        if not (0 <= column < len(self.down) - 1 and 0 <= row < len(self.across) - 1):
            return None
        return self.cells[len(self.across) - 2 - row][column]

    def rows(self) -> Iterator[list[Cell | None]]:
        """The cells of each row from the top; None stands where one from above reaches down."""
        for n, row in enumerate(self.cells):
            yield [cell if cell[0] == n else None for cell in dict.fromkeys(row) if cell is not None]

    def right_of(self, cell: Cell) -> float:
        """Where a cell ends."""
        row = self.cells[cell[0]]
        return self.down[max(n for n, other in enumerate(row) if other == cell) + 1]

    def is_table(self, letters: Iterable[Point], above: Sequence[float]) -> bool:
        """Whether letters at these places stand in rows and columns; ``above`` are those of the table before."""
        held = Counter(cell for place in letters if (cell := self.cell_at(place)))
        if any(len(row) == 1 and row[0] and held[row[0]] > _FRAMED_LETTERS for row in self.rows()):
            return False
        filled = [[cell for cell in row if cell in held] for row in self.rows()]
        if are_same_columns(self.down, above):
            return bool(held)
        return sum(map(bool, filled)) > 1 and any(len(row) > 1 for row in filled)


def are_same_columns(down: Sequence[float], other: Sequence[float]) -> bool:
    """Whether upright rules stand at the same places, so that one table may go on in the other."""
    return len(down) == len(other) and all(abs(a - b) <= NEAR for a, b in zip(down, other, strict=True))


def find_grids(across: list[Rule], down: list[Rule]) -> list[Grid]:
    """The grids of at least two columns that level and upright rules form."""
    rows, columns = list(_merged(across)), list(_merged(down))
    if len(rows) < 2 or len(columns) < 3 or len(rows) * len(columns) > _MOST_CROSSINGS:
        return []
    return [
        grid
        for some_rows, some_columns in _crossing(rows, columns)
        if len({place for place, _, _ in some_columns}) > 2 and len({place for place, _, _ in some_rows}) > 1
        if any((grid := _grid(some_rows, some_columns)).rows())
    ]


def _merged(rules: list[Rule]) -> Iterator[Rule]:
    """Rules at one place as one where they touch; what is then still short is no rule of a table."""
    rules = sorted(rules)
    first = 0
    for n in range(1, len(rules) + 1):
        if n < len(rules) and rules[n][0] - rules[n - 1][0] <= NEAR:
            continue
        same = rules[first:n]
        place = sum(rule[0] for rule in same) / len(same)
        first = n
        begin = end = -1e9
        for _, start, stop in sorted(same, key=lambda rule: rule[1]):
            if start > end + NEAR:
                if end - begin >= _SHORTEST:
                    yield place, begin, end
                begin, end = start, stop
            end = max(end, stop)
        if end - begin >= _SHORTEST:
            yield place, begin, end


def _crossing(rows: list[Rule], columns: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Level and upright rules, parted into those that hang together."""
    parent = list(range(len(rows) + len(columns)))
    for (r, (y, left, right)), (c, (x, low, high)) in product(enumerate(rows), enumerate(columns, len(rows))):
        if left - NEAR <= x <= right + NEAR and low - NEAR <= y <= high + NEAR:
            parent[_root(parent, r)] = _root(parent, c)
    parts: defaultdict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for r, rule in enumerate(rows):
        parts[_root(parent, r)][0].append(rule)
    for c, rule in enumerate(columns, len(rows)):
        parts[_root(parent, c)][1].append(rule)
    return list(parts.values())


def _grid(rows: list[Rule], columns: list[Rule]) -> Grid:
    down, across = sorted({place for place, _, _ in columns}), sorted({place for place, _, _ in rows})
    wide, high = len(down) - 1, len(across) - 1
    parent = list(range(wide * high + 1))  # the last is what lies outside
    upright, level = _by_place(columns), _by_place(rows)
    for row, column in product(range(high), range(wide)):
        slot = (high - 1 - row) * wide + column
        y, x = (across[row] + across[row + 1]) / 2, (down[column] + down[column + 1]) / 2
        beside = [
            (upright[down[column]], y, slot - 1 if column else -1),
            (upright[down[column + 1]], y, slot + 1 if column + 1 < wide else -1),
            (level[across[row]], x, slot + wide if row else -1),
            (level[across[row + 1]], x, slot - wide if row + 1 < high else -1),
        ]
        for rules, place, other in beside:
            if not any(start <= place <= end for start, end in rules):
                parent[_root(parent, slot)] = _root(parent, other % len(parent))
    outside = _root(parent, len(parent) - 1)
    roots = [_root(parent, slot) for slot in range(wide * high)]
    begins = {root: divmod(slot, wide) for slot, root in reversed(list(enumerate(roots)))}
    cells = [None if root == outside else begins[root] for root in roots]
    return Grid(tuple(down), tuple(across), tuple(tuple(cells[n * wide : (n + 1) * wide]) for n in range(high)))


def _by_place(rules: list[Rule]) -> defaultdict[float, list[tuple[float, float]]]:
    places: defaultdict[float, list[tuple[float, float]]] = defaultdict(list)
    for place, start, end in rules:
        places[place].append((start, end))
    return places


def _root(parent: list[int], n: int) -> int:
    while parent[n] != n:
        parent[n] = parent[parent[n]]
        n = parent[n]
    return n
