"""Lines of a PDF page as a reader sees them: letters from left to right, columns one after the other.

A file may draw its letters in any order. Within a line they are put in their places; where a page is set in two
columns, what pdfium gives as one line across both is cut at the gap between them. A table with rules is one Line
that holds those of its cells.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile
from statistics import median

from ipp_search.ingest.readers.pdf.attendance import down_columns
from ipp_search.ingest.readers.pdf.columns import IN_CELL, Line, by_column, joined
from ipp_search.ingest.readers.pdf.fonts import HYPHEN
from ipp_search.ingest.readers.pdf.glyphs import Glyphs
from ipp_search.ingest.readers.pdf.initials import with_initials
from ipp_search.ingest.readers.pdf.letters import Letter
from ipp_search.ingest.readers.pdf.order import in_place
from ipp_search.ingest.readers.pdf.rules import Cell, Grid, find_grids

_WIDE = 1.2  # of the size; such a gap may part two columns
_WORD_GAP = 3.0  # points
_SPACE = 0.2  # of the size; a wider gap after a raised figure is a space
_LEVEL = 0.45  # of the size; letters whose baselines are less apart stand on one line
_RAISED = 0.12  # of the size
_SMALLER = 0.9  # than the rest of the line
_MOSTLY = 0.8  # of a line's letters
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Figures that are set above the line, until it is known whether they are marks of notes."""
_EDGE = 0.12  # of the page's height, at top and bottom, where running lines stand
_PRIVATE_BULLET = re.compile("^\\s*[\ue000-\uf8ff]")  # how symbol fonts spell their bullets


def lines_of(glyphs: Glyphs, number: int, above: Sequence[float] = ()) -> list[Line]:
    """The lines of the page ``number``, from 1, in the order they are read.

    ``above`` are the columns of a table that ended the page before and may go on in this one.
    """
    parts = [_in_place(part) for part in _level(with_initials(glyphs.parts))]
    letters = [letter for part in parts for letter in part]
    grids = find_grids(glyphs.shapes.across, glyphs.shapes.down) if letters else []
    grids = [grid for grid in grids if grid.is_table(((at.x, at.y) for at in letters), above)]
    return by_column(down_columns(in_place(_rows(_Sheet(number, glyphs.width, glyphs.height), parts, grids))))


def _level(parts: Sequence[Sequence[Letter]]) -> Iterator[list[Letter]]:
    """Lines, with those as one that pdfium parted where a figure is raised or lowered."""
    line: list[Letter] = []
    for part in parts:
        if line and _stands_beside(line, part):
            spaced = part[0].spaced or part[0].left - line[-1].right > part[0].type.size * _SPACE
            line += [replace(part[0], spaced=spaced), *part[1:]]
            continue
        if line:
            yield line
        line = list(part)
    if line:
        yield line


def _stands_beside(line: Sequence[Letter], part: Sequence[Letter]) -> bool:
    size, baseline = _main_type(line)
    last, first = line[-1], part[0]
    own, below = _main_type(part)
    gap = first.left - last.right
    return -0.3 * size < gap < _WIDE * size and abs(baseline - below) < _LEVEL * max(size, own) and last.char != HYPHEN


def _main_type(letters: Sequence[Letter]) -> tuple[float, float]:
    """The size and baseline that most letters have."""
    counts: Counter[tuple[float, float]] = Counter()
    for type_, same in groupby(letters, lambda letter: letter.type):
        counts[type_.size, round(type_.level, 1)] += sum(1 for _ in same)
    return counts.most_common(1)[0][0]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page while it is read."""

    number: int
    width: float
    height: float

    def lines(self, letters: Sequence[Letter]) -> list[Line]:
        """The words of a line between its wide gaps, each as a line of its own."""
        size, baseline = _main_type(letters)
        bold = sum(letter.type.bold for letter in letters) > len(letters) * _MOSTLY
        top = max(letter.top for letter in letters)
        lines = [
            Line(self.number, words, left, right, baseline, top, size, bold, self.is_edge(baseline, top), self.width)
            for words, left, right in _runs(letters, size, baseline)
        ]
        if not bold and letters[0].type.bold:
            lines[0].lead = _spelt(list(takewhile(lambda letter: letter.type.bold, letters)))
        return lines

    def is_edge(self, bottom: float, top: float) -> bool:
        return bottom > self.height * (1 - _EDGE) or top < self.height * _EDGE


def _rows(sheet: _Sheet, parts: Sequence[Sequence[Letter]], grids: Sequence[Grid]) -> list[list[Line]]:
    """Each line in its runs; a table is a line alone and stands where its first letter does."""
    if not grids:
        return [sheet.lines(letters) for letters in parts]
    rows: list[list[Line]] = []
    held: dict[int, dict[Cell, list[Line]]] = {}
    tables: dict[int, Line] = {}
    for letters in parts:
        for place, words in groupby(_words(letters), lambda word: _cell_of(grids, word[len(word) // 2])):
            runs = sheet.lines([letter for word in words for letter in word])
            if place is None:
                rows.append(runs)
                continue
            n, cell = place
            if n not in tables:
                tables[n] = replace(runs[0])
                rows.append([tables[n]])
            held.setdefault(n, {}).setdefault(cell, []).append(joined(runs))
    for n, table in tables.items():
        _fill(sheet, table, grids[n], held[n])
    return rows


def _words(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Letters that hang together: a word that reaches over a rule is not cut."""
    word: list[Letter] = []
    for letter in letters:
        if word and (letter.spaced or letter.left - word[-1].right > _WORD_GAP):
            yield word
            word = []
        word.append(letter)
    yield word


def _cell_of(grids: Sequence[Grid], letter: Letter) -> tuple[int, Cell] | None:
    return next(((n, cell) for n, grid in enumerate(grids) if (cell := grid.cell_at((letter.x, letter.y)))), None)


def _fill(sheet: _Sheet, table: Line, grid: Grid, held: dict[Cell, list[Line]]) -> None:
    """Make ``table`` the line that stands for a whole grid."""
    for cell, lines in held.items():
        padding = min(line.left for line in lines) - grid.down[cell[1]]
        margin = max(grid.right_of(cell) - padding, *(line.right for line in lines))
        for line in lines:
            line.column, line.margin = IN_CELL, margin
    rows = [[held.get(cell, []) if cell else [] for cell in row] for row in grid.rows()]
    table.rows = [row for row in rows if any(row)]
    table.words = " ".join(line.words for row in table.rows for lines in row for line in lines)
    table.columns, table.left, table.right = grid.down, grid.down[0], grid.down[-1]
    table.bottom, table.top = grid.across[0], grid.across[-1]
    table.at_edge = sheet.is_edge(table.bottom, table.top)


def _in_place(letters: list[Letter]) -> list[Letter]:
    """The letters of a line in the order of their places, where the file drew some of them later than the rest."""
    jumps = any(b.right < a.left - (b.right - b.left) * 2 for a, b in pairwise(letters))
    if jumps and not any(unicodedata.bidirectional(letter.char) in {"R", "AL"} for letter in letters):
        ordered = sorted(letters, key=lambda letter: letter.left)
        apart = [b.left - a.right for a, b in pairwise(ordered)]
        widths = median(letter.right - letter.left for letter in ordered)
        if sum(gap < -widths / 2 for gap in apart) * 5 < len(apart):  # else the same words were drawn twice
            after = {id(b): a for a, b in pairwise(letters)}
            for (a, b), gap in zip(pairwise(ordered), apart, strict=True):
                b.spaced = b.spaced if after.get(id(b)) is a else gap > widths / 3
            return ordered
    return letters


def _runs(letters: Sequence[Letter], size: float, baseline: float) -> Iterator[tuple[str, float, float]]:
    """Words between wide gaps, each with its left and right end."""
    run: list[Letter] = []
    for letter in letters:
        if letter.char.isdigit() and _is_raised(letter, size, baseline):
            letter = replace(letter, char=letter.char.translate(RAISED))
        if run and letter.left - run[-1].right > size * _WIDE:
            yield _spelt(run), run[0].left, run[-1].right
            run = []
        run.append(letter)
    yield _spelt(run), run[0].left, run[-1].right


def _is_raised(letter: Letter, size: float, baseline: float) -> bool:
    return letter.type.size < size * _SMALLER and letter.type.level > baseline + size * _RAISED


def _spelt(run: Sequence[Letter]) -> str:
    words = "".join(f" {letter.char}" if letter.spaced else letter.char for letter in run).strip()
    return _PRIVATE_BULLET.sub("•", words)
