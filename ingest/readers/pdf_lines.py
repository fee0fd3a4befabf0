"""Lines of a PDF page as a reader sees them: letters from left to right, columns one after the other.

A file may draw its letters in any order. Within a line they are put in their places; where a page is set in two
columns, what pdfium gives as one line across both is cut at the gap between them. A table with rules is one Line
that holds those of its cells.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from ipp_search.ingest.readers.pdf_tables import Cell, Grid, find_grids

_WIDE = 1.2  # of the size; such a gap may part two columns
_COLUMN_LINES = 6
_COLUMN_LETTERS = 20
_WORD_GAP = 3.0  # points
_EDGE = 0.12  # of the page's height, at top and bottom, where running lines stand
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_PRIVATE_BULLET = re.compile("^\\s*[\ue000-\uf8ff]")  # how symbol fonts spell their bullets
_LINE_END = re.compile("(\r\n|\r|\n)|(?<=[\x02\ufffe])")
HYPHEN = "\ufffe"  # pdfium's sign for a hyphen that only divides a word
IN_CELL = 3  # a column that is a table's cell


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


def read_lines(document: Any, number: int, above: Sequence[float] = ()) -> list[Line]:
    """The lines of the page ``number``, from 0, in the order they are read.

    ``above`` are the columns of a table that ended the page before and may go on in this one.
    """
    page = document[number]
    text_page = page.get_textpage()
    try:
        parts = list(_parts(text_page))
        letters = [letter for part in parts for letter in part] if (grids := find_grids(page)) else []
        grids = [grid for grid in grids if grid.is_table(((at.x, at.y) for at in letters), above)]
        return _by_column(_rows(_Sheet(text_page, number + 1, *page.get_size()), parts, grids))
    finally:
        text_page.close()
        page.close()


def _parts(text_page: Any) -> Iterator[list[_Letter]]:
    """The letters of each line as pdfium parts them."""
    count = text_page.count_chars()
    whole = text_page.get_text_range(0, count, errors="replace") if count else ""
    index = 0
    for part in _LINE_END.split(whole):
        if part is None:
            continue
        begin, index = index, index + len(part)
        if letters := _letters(text_page, begin, min(index, count), part):
            yield letters


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page while it is read."""

    text_page: Any
    number: int
    width: float
    height: float

    def lines(self, letters: Sequence[_Letter]) -> list[Line]:
        """The words of a line between its wide gaps, each as a line of its own."""
        size, bold, baseline = _type(self.text_page, min(letter.index for letter in letters), letters)
        top = max(letter.top for letter in letters)
        return [
            Line(self.number, words, left, right, baseline, top, size, bold, self.is_edge(baseline, top), self.width)
            for words, left, right in _runs(letters, size)
        ]

    def is_edge(self, bottom: float, top: float) -> bool:
        return bottom > self.height * (1 - _EDGE) or top < self.height * _EDGE


def _rows(sheet: _Sheet, parts: Sequence[Sequence[_Letter]], grids: Sequence[Grid]) -> list[list[Line]]:
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
            held.setdefault(n, {}).setdefault(cell, []).append(_joined(runs))
    for n, table in tables.items():
        _fill(sheet, table, grids[n], held[n])
    return rows


def _words(letters: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    """Letters that hang together: a word that reaches over a rule is not cut."""
    word: list[_Letter] = []
    for letter in letters:
        if word and (letter.spaced or letter.left - word[-1].right > _WORD_GAP):
            yield word
            word = []
        word.append(letter)
    yield word


def _cell_of(grids: Sequence[Grid], letter: _Letter) -> tuple[int, Cell] | None:
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


@dataclass(slots=True)
class _Letter:
    char: str
    index: int  # among the page's characters
    left: float
    right: float
    bottom: float
    top: float
    spaced: bool  # white space stands before it

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.bottom + self.top) / 2


def _letters(text_page: Any, begin: int, end: int, part: str) -> list[_Letter]:
    """The letters of a line in the order of their places, where the file drew some of them later than the rest."""
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    places = [ctypes.byref(edge) for edge in edges]
    letters: list[_Letter] = []
    spaced = jumps = False
    for n, char in zip(range(begin, end), part, strict=False):
        if char.isspace():
            spaced = True
            continue
        pdfium.FPDFText_GetCharBox(text_page.raw, n, *places)
        letter = _Letter(char, n, left.value, right.value, bottom.value, top.value, spaced)
        jumps = jumps or (bool(letters) and letter.right < letters[-1].left - (letter.right - letter.left) * 2)
        letters.append(letter)
        spaced = False
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


def _type(text_page: Any, first: int, letters: Sequence[_Letter]) -> tuple[float, bool, float]:
    """Size, weight and baseline of a line that begins with the character ``first``."""
    import pypdfium2.raw as pdfium

    middle = ctypes.c_int(sorted(letter.index for letter in letters)[len(letters) // 2])
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(text_page, middle))
    if pdfium.FPDFText_GetMatrix(text_page, middle, ctypes.byref(matrix)):
        size *= math.hypot(matrix.c, matrix.d)  # a font's own size is nominal where a matrix scales it
    flags, name = ctypes.c_int(), ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text_page, middle, name, 128, ctypes.byref(flags))
    x, baseline = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, ctypes.c_int(first), ctypes.byref(x), ctypes.byref(baseline))
    return round(size, 1), _BOLD_NAME.search(name.value) is not None, baseline.value


def _runs(letters: Sequence[_Letter], size: float) -> Iterator[tuple[str, float, float]]:
    """Words between wide gaps, each with its left and right end."""
    run: list[_Letter] = []
    for letter in letters:
        if run and letter.left - run[-1].right > size * _WIDE:
            yield _spelt(run), run[0].left, run[-1].right
            run = []
        run.append(letter)
    yield _spelt(run), run[0].left, run[-1].right


def _spelt(run: Sequence[_Letter]) -> str:
    words = "".join(f" {letter.char}" if letter.spaced else letter.char for letter in run).strip()
    return _PRIVATE_BULLET.sub("•", words.replace("\x02", HYPHEN))


def _by_column(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """Lines in reading order: across the page, or down each column where the page has two."""
    gap = _gutter(rows)
    lines: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for row in rows:
        whole = _joined(row)
        in_columns = gap is not None and not any(line.left <= gap <= line.right for line in row)
        if gap is None or not in_columns:
            lines += [*_columns(left, right), whole]
            left, right = [], []
            continue
        before, after = [line for line in row if line.right < gap], [line for line in row if line.left > gap]
        left += [_joined(before)] if before else []
        right += [_joined(after)] if after else []
    return lines + _columns(left, right)


def _columns(left: list[Line], right: list[Line]) -> list[Line]:
    if not (left and right):
        return left + right
    return [
        replace(line, column=n, margin=max(each.right for each in lines))
        for n, lines in enumerate((left, right), 1)
        for line in lines
    ]


def _joined(row: Sequence[Line]) -> Line:
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
