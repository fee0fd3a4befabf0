"""PDF, by pypdfium2: lines joined into paragraphs by geometry, headings by size and weight, tables by their rules.

Lines that stand at the top or bottom of several pages, page numbers aside, are running headers and footers and left
out. A line is taken to go on in the next where the next line's first word would not have fitted on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from statistics import median

from ipp_search.ingest.cues.labels import announced_field, labelled_kind, split_label
from ipp_search.ingest.readers import tables
from ipp_search.ingest.readers.builder import Assembly
from ipp_search.ingest.readers.grid import Cell
from ipp_search.ingest.readers.pdf_lines import HYPHEN, IN_CELL, Line, read_lines
from ipp_search.ingest.readers.pdf_running import part_running_lines
from ipp_search.ingest.readers.pdf_tables import are_same_columns
from ipp_search.ingest.readers.plain_text import split_marker
from ipp_search.ingest.text import searchable

_LARGER = 1.08  # than the body's size, to be a heading
_HEADING_WORDS = 14
_HEADING_LEVELS = 4
_SENTENCE_END = (".", "!", "?", ":", ";")
_PUNCTUATION = ".,;:!?()[]\"'“”‘’"
_LEAST_MARGIN = 0.7  # of the page's width; shorter lines alone do not tell where the margin is
_SLACK = 6  # letters; margins are estimated from the longest line, while those of cells are drawn
_SHORT = 0.8  # of the right margin
_LINE_GAP = 1.35  # of the usual distance between lines, within a paragraph
_SIZE_GAP = 1.45  # of the size, for larger type
_GAP = 1.5  # of the usual distance between lines


class Protected(ValueError):
    """The file asks for a password."""


def read(data: bytes, most_pages: int = 5000) -> Assembly:
    """The paragraphs of a PDF with their pages.

    Raises:
        Protected: it needs a password.
        ValueError: it is damaged, has more pages than ``most_pages``, or holds no text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Protected("the PDF asks for a password") from None
        raise ValueError("the PDF is damaged") from None
    try:
        if len(document) > most_pages:
            raise ValueError(f"{len(document):,} pages are more than the limit of {most_pages:,}")
        pages = len(document)
        lines: list[Line] = []
        columns: tuple[float, ...] = ()  # of a table that may go on
        for number in range(pages):
            read = read_lines(document, number, columns)
            columns = next((line.columns for line in reversed(read) if line.rows), ())
            lines += read
    finally:
        document.close()
    if not lines:
        raise ValueError("the PDF holds no text, perhaps scanned pages; run text recognition (OCR) on it first")
    assembly = Assembly()
    lines, running = part_running_lines(lines, pages)
    assembly.left_out = tuple(running)
    _assemble(assembly, lines)
    return assembly


def _assemble(assembly: Assembly, lines: list[Line]) -> None:
    cells = [cell for line in lines for row in line.rows for cell in row]
    text = [line for line in lines if not line.rows]
    every = text + [line for cell in cells for line in cell]
    by_size: Counter[float] = Counter()
    for line in every:
        by_size[line.size] += len(line.words)
    body = by_size.most_common(1)[0][0] if by_size else 0.0
    mostly_bold = sum(len(line.words) for line in every if line.bold) > sum(len(line.words) for line in every) / 2
    sizes = sorted({line.size for line in text if line.size > body * _LARGER}, reverse=True)
    wide = [max(line.right, line.page_width * _LEAST_MARGIN) for line in text if not line.margin]
    margin = max(wide, default=0.0)
    margins = sorted({round(line.left) for line in text if split_marker(line.words)[0]})
    pitches = [a.bottom - b.bottom for a, b in pairwise(text) if a.page == b.page and a.bottom - b.bottom > 2]
    usual = median(pitches) if pitches else body * 1.5
    known = {word.strip(_PUNCTUATION).lower() for line in every for word in line.words.split()}
    in_cells = [a.bottom - b.bottom for cell in cells for a, b in pairwise(cell) if a.bottom - b.bottom > 2]
    usual_in_cells = median(in_cells) if in_cells else body * 1.2
    lines = list(_continued(lines, usual_in_cells))
    before: Line | None = None
    for group in _paragraphs(lines, margin, usual):
        first = group[0]
        if before and before.page == first.page and before.bottom - first.bottom > usual * _GAP:
            assembly.empty()
        before = group[-1]
        if first.rows:
            _add_table(assembly, first.rows, usual_in_cells, known)
            continue
        words = _joined(group, known)
        heading = _heading_level(first, words, body, sizes, mostly_bold)
        if heading:
            assembly.add(words, "heading", level=heading, page=first.page)
        elif (typed := split_marker(words))[0]:
            level = 1 + sum(margin < round(first.left) - 3 for margin in _apart(margins))
            assembly.add(words[typed[1] :], "item", level=level, marker=typed[0], page=first.page)
        else:
            assembly.add(words, "paragraph", page=first.page)


def _continued(lines: list[Line], usual: float) -> Iterator[Line]:
    """The lines, with a table that goes on over the page as one; heads that are printed again are left out."""
    before: Line | None = None
    for line in lines:
        if before and _goes_on_in(before, line):
            rows = line.rows[1:] if _said(line.rows[0]) == _said(before.rows[0]) else line.rows
            if rows and not rows[0][0] and len(rows[0]) == len(before.rows[-1]):
                _finish_row(before.rows[-1], rows[0], usual)
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


def _finish_row(row: list[list[Line]], below: list[list[Line]], usual: float) -> None:
    """Take to ``row`` what its cells began to say before the page ended."""
    for held, more in zip(row, below, strict=True):
        while held and more and _goes_on(held[-1:], more[0], 0.0, usual):
            held.append(more.pop(0))


def _add_table(
    assembly: Assembly, rows: Sequence[Sequence[Sequence[Line]]], usual: float, known: AbstractSet[str]
) -> None:
    bold = [all(line.bold for cell in row for line in cell) for row in rows]
    tables.add_table(
        assembly,
        [[Cell([_joined(group, known) for group in _paragraphs(cell, 0.0, usual)]) for cell in row] for row in rows],
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


def _paragraphs(lines: Sequence[Line], right: float, usual: float) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line, right, usual):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(group: list[Line], after: Line, right: float, usual: float) -> bool:
    line = group[-1]
    if line.rows or after.rows:
        return False
    right = line.margin or right
    if line.size != after.size or line.bold != after.bold:
        return False
    if labelled_kind(after.words) or (announced_field(after.words) and split_label(after.words)[0]):
        return False
    mark, begin = split_marker(after.words)
    if mark:
        if mark[-1] not in "–—-" and after.words[begin].isupper():
            return False
        # A dash or number that wrapping put first stands where the text stands, not where marks do.
        under_text = (
            after.left > group[0].left + 3 if split_marker(group[0].words)[0] else abs(after.left - line.left) < 3
        )
        if not under_text or line.words.endswith(_SENTENCE_END):
            return False
    most = max(usual * _LINE_GAP, line.size * _SIZE_GAP)
    if line.page == after.page and line.column != after.column and after.column != 2:
        return False
    if (line.page, line.column) == (after.page, after.column) and not 0 < line.bottom - after.bottom < most:
        return False
    if line.words.endswith((HYPHEN, "\u00ad")):
        return True
    if line.words.endswith(_SENTENCE_END) and after.right < right * _SHORT and not after.words.endswith(_SENTENCE_END):
        return False  # a short line that ends no sentence, below one that does, is a heading
    ends = line.words.endswith(_SENTENCE_END)
    if after.words[0].islower() and not ends:
        return True
    word = after.words.split()[0]
    per_letter = (after.right - after.left) / max(len(after.words), 1)
    slack = per_letter * (-1 if line.column == IN_CELL else 0 if ends else _SLACK)
    return line.right + per_letter * (len(word) + 1) + slack > right


def _joined(group: list[Line], known: AbstractSet[str]) -> str:
    """The lines as one; a hyphen at a line's end stays unless the word stands without it elsewhere."""
    words = ""
    for line in group:
        if words.endswith((HYPHEN, "\u00ad")):
            first, second = words[:-1].rpartition(" ")[2], line.words.split()[0]
            undivided = words.endswith("\u00ad") or (first + second).strip(_PUNCTUATION).lower() in known
            words = f"{words[:-1]}{'' if undivided else '-'}{line.words}"
        else:
            words = f"{words} {line.words}" if words else line.words
    return searchable(words.replace(HYPHEN, "-"))
