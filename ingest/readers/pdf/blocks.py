"""The blocks of a PDF: headings by size and weight, list items by their marks, tables that go on over pages as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ipp_search.ingest.readers.builder import Assembly
from ipp_search.ingest.readers.grid import Cell
from ipp_search.ingest.readers.pdf.columns import Line
from ipp_search.ingest.readers.pdf.paragraphs import (
    Setting,
    goes_on,
    joined,
    known_words,
    paragraphs,
    set_margins,
)
from ipp_search.ingest.readers.pdf.rules import are_same_columns
from ipp_search.ingest.readers.plain_text import split_marker
from ipp_search.ingest.readers.tables import add_table

_LARGER = 1.08  # than the body's size, to be a heading
_HEADING_WORDS = 14
_HEADING_LEVELS = 4
_LEAST_MARGIN = 0.7  # of the page's width; shorter lines alone do not tell where the margin is
_SENTENCE = 6  # words
_PROSE_LINES = 3
_PROSE = 0.15  # of the lines in a size
_GAP = 1.5  # of the usual distance between lines


def assemble(assembly: Assembly, lines: list[Line]) -> None:
    """Add the lines of a document to ``assembly`` as headings, paragraphs, items, tables and notes."""
    cells = [cell for line in lines for row in line.rows for cell in row]
    text = [line for line in lines if not line.rows]
    every = text + [line for cell in cells for line in cell]
    by_size: Counter[float] = Counter()
    for line in every:
        by_size[line.size] += len(line.words)
    body = by_size.most_common(1)[0][0] if by_size else 0.0
    mostly_bold = sum(len(line.words) for line in every if line.bold) > sum(len(line.words) for line in every) / 2
    larger = {line.size for line in text if line.size > body * _LARGER}
    sizes = sorted((size for size in larger if not _is_of_prose(text, size)), reverse=True)
    wide = [max(line.right, line.page_width * _LEAST_MARGIN) for line in text if not line.margin]
    margin = max(wide, default=0.0)
    margins = sorted({round(line.left) for line in text if split_marker(line.words)[0]})
    pitches = [a.bottom - b.bottom for a, b in pairwise(text) if a.page == b.page and a.bottom - b.bottom > 2]
    usual = median(pitches) if pitches else body * 1.5
    in_cells = [a.bottom - b.bottom for cell in cells for a, b in pairwise(cell) if a.bottom - b.bottom > 2]
    setting = Setting(margin, usual, known_words(every))
    in_tables = Setting(0.0, median(in_cells) if in_cells else body * 1.2, setting.known)
    set_margins(text, margin, usual)
    lines = list(_continued(lines, in_tables))
    before: Line | None = None
    for group in paragraphs(lines, setting):
        first = group[0]
        if before and before.page == first.page and before.bottom - first.bottom > usual * _GAP:
            assembly.empty()
        before = group[-1]
        if first.rows:
            _add_table(assembly, first.rows, in_tables)
            continue
        words = joined(group, setting.known)
        if first.note:
            assembly.add(words, "footnote", page=first.page)
            continue
        typed = split_marker(words)
        is_bullet = bool(typed[0]) and not any(char.isalnum() for char in typed[0])
        heading = 0 if is_bullet else _heading_level(first, words, body, sizes, mostly_bold)
        if heading:
            assembly.add(words, "heading", level=heading, page=first.page)
        elif typed[0]:
            level = 1 + sum(margin < round(first.left) - 3 for margin in _apart(margins))
            assembly.add(words[typed[1] :], "item", level=level, marker=typed[0], page=first.page)
        else:
            assembly.add(words, "paragraph", lead=first.lead, page=first.page)


def _is_of_prose(lines: Sequence[Line], size: float) -> bool:
    """Whether sentences are set in a size, so that it marks no headings: a record may have parts in larger type."""
    same = [line for line in lines if line.size == size]
    prose = sum(
        line.words[0].islower() or (line.words.endswith(".") and len(line.words.split()) >= _SENTENCE)
        for line in same
        if not line.bold
    )
    has_own_headings = any(line.bold for line in same)
    return prose >= _PROSE_LINES and (has_own_headings or prose >= len(same) * _PROSE)


def _continued(lines: list[Line], setting: Setting) -> Iterator[Line]:
    """The lines, with a table that goes on over the page as one; heads that are printed again are left out."""
    before: Line | None = None
    for line in lines:
        if before and _goes_on_in(before, line):
            rows = line.rows[1:] if _said(line.rows[0]) == _said(before.rows[0]) else line.rows
            if rows and not rows[0][0] and len(rows[0]) == len(before.rows[-1]):
                _finish_row(before.rows[-1], rows[0], setting)
            before.rows += [row for row in rows if any(row)]
            continue
        if before:
            yield before
        before = line
    if before:
        yield before


def _goes_on_in(table: Line, line: Line) -> bool:
    """Whether a table goes on in one that stands first on the next page."""
    return (
        bool(table.rows and line.rows)
        and _page_of(table.rows[-1]) == line.page - 1
        and are_same_columns(table.columns, line.columns)
    )


def _finish_row(row: list[list[Line]], below: list[list[Line]], setting: Setting) -> None:
    """Take to ``row`` what its cells began to say before the page ended."""
    for held, more in zip(row, below, strict=True):
        while held and more and goes_on(held[-1:], more[0], setting):
            held.append(more.pop(0))


def _add_table(assembly: Assembly, rows: Sequence[Sequence[Sequence[Line]]], setting: Setting) -> None:
    bold = [all(line.bold for cell in row for line in cell) for row in rows]
    add_table(
        assembly,
        [[Cell([joined(group, setting.known) for group in paragraphs(cell, setting)]) for cell in row] for row in rows],
        marked=bold[0] and not all(bold),
        pages=[_page_of(row) for row in rows],
    )


def _page_of(row: Sequence[Sequence[Line]]) -> int:
    return next(cell[0].page for cell in row if cell)


def _said(row: Sequence[Sequence[Line]]) -> list[str]:
    return [" ".join(line.words for line in cell) for cell in row]


def _heading_level(line: Line, words: str, body: float, sizes: list[float], mostly_bold: bool) -> int:
    if len(words.split()) > _HEADING_WORDS or words.endswith((".", ";", ",")):
        return 0
    if line.size in sizes:
        return min(sizes.index(line.size) + 1, _HEADING_LEVELS)
    is_label = ":" in words
    return len(sizes) + 1 if line.bold and not mostly_bold and line.size >= body and not is_label else 0


def _apart(margins: list[int]) -> list[int]:
    """Left margins that differ by more than the eye forgives."""
    kept: list[int] = []
    for margin in margins:
        if not kept or margin - kept[-1] > 3:
            kept.append(margin)
    return kept
