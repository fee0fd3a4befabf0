"""PDF, by pypdfium2: its letters, made lines, paragraphs, headings and tables by where and how they are printed.

Lines that stand at the top or bottom of several pages, page numbers aside, are running headers and footers and left
out. What a reader of the page would not take for its text is left out and warned of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ipp_search.ingest.readers.builder import ASLANT, RUNNING, STRUCK, Assembly
from ipp_search.ingest.readers.pdf.blocks import assemble
from ipp_search.ingest.readers.pdf.columns import Line
from ipp_search.ingest.readers.pdf.glyphs import Glyphs, read_glyphs
from ipp_search.ingest.readers.pdf.lines import lines_of
from ipp_search.ingest.readers.pdf.notes import set_notes_apart
from ipp_search.ingest.readers.pdf.running import part_running_lines

_SCAN_LETTERS = 40  # on a page that is a picture; fewer are a stamp or a page number
_NO_TEXT = "the PDF holds no text, perhaps scanned pages; run text recognition (OCR) on it first"
_NO_LETTERS = "the PDF's fonts do not tell what their letters are; run text recognition (OCR) on it first"
_FEW_UNREADABLE = 0.005  # of the letters; a logo's or a symbol's are not worth a warning


class Protected(ValueError):
    """The file asks for a password."""


def read(data: bytes, most_pages: int = 5000) -> Assembly:
    """The paragraphs of a PDF with their pages.

    Raises:
        Protected: it needs a password.
        ValueError: it is damaged, has more pages than ``most_pages``, or holds no text that can be read.
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
        pages: list[Glyphs] = []
        lines: list[Line] = []
        columns: tuple[float, ...] = ()  # of a table that may go on
        for number in range(len(document)):
            glyphs = _glyphs(document, number)
            read = lines_of(glyphs, number + 1, columns)
            columns = next((line.columns for line in reversed(read) if line.rows), ())
            lines += read
            glyphs.letters, glyphs.parts = sum(map(len, glyphs.parts)), []
            pages.append(glyphs)
    finally:
        document.close()
    if not lines:
        raise ValueError(_NO_LETTERS if any(page.unreadable for page in pages) else _NO_TEXT)
    assembly = Assembly()
    assembly.warnings = tuple(_warnings(pages))
    lines, running = part_running_lines(lines, len(pages))
    for line in running:
        assembly.leave_out(line, RUNNING)
    for page in pages:
        assembly.leave_out(page.aslant, ASLANT)
        assembly.leave_out(page.struck, STRUCK)
    set_notes_apart(lines)
    assemble(assembly, lines)
    return assembly


def _glyphs(document: Any, number: int) -> Glyphs:
    page = document[number]
    text_page = page.get_textpage()
    try:
        return read_glyphs(page, text_page)
    finally:
        text_page.close()
        page.close()


def _warnings(pages: Sequence[Glyphs]) -> Iterator[str]:
    """A sentence each for what was not read as it stands."""
    if scans := [n for n, page in enumerate(pages, 1) if page.is_picture and page.letters < _SCAN_LETTERS]:
        yield f"{_on(scans)} scanned, with hardly any text; run text recognition (OCR) on the file to have it read"
    unreadable = [n for n, page in enumerate(pages, 1) if page.unreadable > page.letters * _FEW_UNREADABLE]
    if unreadable:
        yield (
            f"{_on(unreadable)} set in a font that does not tell what its letters are, and not read;"
            " run text recognition (OCR) on the file"
        )
    if hidden := [n for n, page in enumerate(pages, 1) if page.hidden]:
        count = sum(page.hidden for page in pages)
        yield f"{count:,} letters that are covered or in the paper's colour are left out: {_named(hidden)}"
    if struck := [n for n, page in enumerate(pages, 1) if page.struck]:
        yield f"words that are struck out are left out: {_named(struck)}"


def _on(pages: Sequence[int]) -> str:
    return f"{_named(pages)} {'is' if len(pages) == 1 else 'are'}"


def _named(pages: Sequence[int]) -> str:
    """``page 3``, ``pages 3, 4 and 9``, or how many where they are many."""
    if len(pages) == 1:
        return f"page {pages[0]}"
    if len(pages) > 8:
        return f"{len(pages)} pages, the first of them page {pages[0]}"
    return f"pages {', '.join(map(str, pages[:-1]))} and {pages[-1]}"
