"""The cells of a table by the columns they stand in: merged ones take their room, across and down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

MOST_COLUMNS = 100
"""Wider than any table that is read as one; what files state beyond it is cut to it."""
MOST_ROWS = 5_000
"""The same for the rows that a cell may span."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    ``paragraphs`` are its words, ``columns`` and ``rows`` how many it spans. ``above`` tells that it goes on with the
    cell above it. ``body``, where the cell holds more than words, reads it as a part of the page; ``framed`` tells that
    it looks like one by itself (headings, many paragraphs; a list or a table does so only beside an item's number).
    ``notes`` are those that it refers to.
    """

    paragraphs: Sequence[str] = ()
    columns: int = 1
    rows: int = 1
    above: bool = False
    body: Callable[[], None] | None = None
    framed: bool = False
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Its words on one line."""
        return " ".join(" ".join(self.paragraphs).split())


def laid_out(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The rows of a table with the cells that reach into them from above, which are marked as ``above``."""
    placed: list[list[Cell]] = []
    reaching: dict[int, tuple[Cell, int]] = {}  # by column: a cell from above, and how many rows it still spans
    before: dict[int, Cell] = {}  # the row above, by column
    for row in rows:
        line: list[Cell] = []
        columns: dict[int, Cell] = {}
        pending = list(reversed(row))
        column = 0
        while pending or column in reaching:
            if column in reaching:
                cell, left = reaching.pop(column)
                if left > 1:
                    reaching[column] = (cell, left - 1)
                cell = replace(cell, above=True, notes=(), body=None)
            else:
                cell = pending.pop()
                if cell.above:
                    held = before.get(column, Cell())
                    cell = replace(cell, paragraphs=held.paragraphs, notes=())
                elif cell.rows > 1 and column < MOST_COLUMNS:
                    reaching[column] = (cell, min(cell.rows, MOST_ROWS) - 1)
            line.append(cell)
            columns[column] = cell
            column += cell.columns
        for place in [place for place in reaching if place >= column]:
            cell, left = reaching.pop(place)
            if left > 1:
                reaching[place] = (cell, left - 1)
        placed.append(line)
        before = columns
    return placed
