"""Word files, by python-docx: headings by style, lists with their printed numbers, tables, notes, boxes.

Deleted, struck and hidden text is left out, as are tables of contents; headers and footers too, but a header may state
the date. A Word file has no pages until it is laid out, so none are given: the locator is the paragraph.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from ipp_search.ingest.cues.labels import reads_as_heading
from ipp_search.ingest.readers import tables
from ipp_search.ingest.readers.builder import Assembly
from ipp_search.ingest.readers.grid import MOST_COLUMNS, Cell
from ipp_search.ingest.readers.list_numbers import count
from ipp_search.ingest.readers.word.numbering import Numbering
from ipp_search.ingest.readers.word.parts import Notes, part_as_text, with_documents_closed
from ipp_search.ingest.readers.word.styles import Styles
from ipp_search.ingest.readers.word.words import W, boxes, is_bold, lead_of, left_out, words_of
from ipp_search.ingest.records import BOLD_LEVEL

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_DAY_FIELD = re.compile(r"\b(DATE|TIME|SAVEDATE|PRINTDATE|CREATEDATE)\b", re.IGNORECASE)
# What only wraps others: content controls, insertions, custom XML, alternatives of drawing.
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_FRAMED_PARAGRAPHS = 4  # a cell with as many is a part of the page rather than an entry of a table


def read(data: bytes) -> Assembly:
    """The blocks of a Word file."""
    import docx

    document = docx.Document(io.BytesIO(with_documents_closed(data)))
    reader = _Reader(document)
    reader.blocks(document.element.body)
    reader.flush()
    for words, why in left_out(document.element.body, reader.styles):
        reader.assembly.leave_out(words, why)
    if above := "\n".join(_page_header(document, reader.styles)):
        reader.assembly.facts["page_header"] = above
    return reader.assembly


def _page_header(document: WordDocument, styles: Styles) -> Iterator[str]:
    """The paragraphs printed above the pages, but for those with a field that prints the day of printing."""
    for section in document.sections:
        first = [section.first_page_header] if section.different_first_page_header_footer else []
        for header in (header for header in [*first, section.header] if not header.is_linked_to_previous):
            for paragraph in header._element.iter(f"{W}p"):
                fields = [field.text or "" for field in paragraph.iter(f"{W}instrText")]
                fields += [field.get(f"{W}instr", "") for field in paragraph.iter(f"{W}fldSimple")]
                words = words_of(paragraph, styles).replace("\n", " ").strip()
                if words and not any(_DAY_FIELD.search(field) for field in fields):
                    yield words


class _Reader:
    """Walks the body; words whose paragraph goes on in the next one wait for it."""

    def __init__(self, document: WordDocument) -> None:
        self.assembly = Assembly()
        self.styles = Styles(document)
        self._document = document
        self._numbering = Numbering(document)
        self._notes = Notes(document, self.styles)
        self._waiting = ""

    def blocks(self, parent: Any) -> None:
        """The paragraphs and tables of a body, a cell or a box, in order."""
        for element in _unwrapped(parent, {f"{W}p", f"{W}tbl", f"{W}altChunk"}):
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self.flush()
                self._table(element)
            else:
                self.assembly.append(part_as_text(self._document, element, read))

    def flush(self) -> None:
        """Words that waited for a paragraph that never came."""
        waiting, self._waiting = self._waiting, ""
        self.assembly.add(waiting, "paragraph")

    def _paragraph(self, paragraph: Any) -> None:
        if self.styles.is_contents(paragraph):
            return
        words = words_of(paragraph, self.styles)
        if _is_initial(paragraph) or _goes_on(paragraph):
            self._waiting += words
            return
        waiting, self._waiting = self._waiting, ""
        words = waiting + words
        level = self.styles.rank(paragraph)
        listed = self._numbering.of(paragraph, self.styles.of(paragraph))
        if not level and not listed and reads_as_heading(words) and is_bold(paragraph, self.styles):
            level = BOLD_LEVEL
        if level:
            number = f"{listed[1]} " if listed and listed[1][0].isalnum() and words.strip() else ""
            self.assembly.add(number + words, "heading", level=level)
        elif listed and words.strip():
            self.assembly.add(words, "item", level=self.assembly.depth(listed[0]), marker=listed[1])
        else:
            self.assembly.add(words, "paragraph", lead=lead_of(paragraph, self.styles))
        for box in boxes(paragraph):
            self.blocks(box)
        for note in self._notes.of(paragraph):
            self.assembly.add(note, "footnote")

    def _table(self, table: Any) -> None:
        rows = list(_unwrapped(table, {f"{W}tr"}))
        tables.add_table(
            self.assembly,
            [self._row(row) for row in rows if row.find(f"{W}trPr/{W}del") is None],
            marked=bool(rows) and rows[0].find(f"{W}trPr/{W}tblHeader") is not None,
        )

    def _row(self, row: Any) -> list[Cell]:
        before = row.find(f"{W}trPr/{W}gridBefore")
        room = count(before.get(f"{W}val"), 0, MOST_COLUMNS) if before is not None else 0
        cells = list(_unwrapped(row, {f"{W}tc"}))
        return [*([Cell(columns=room)] if room else []), *(self._cell(cell, len(cells) == 1) for cell in cells)]

    def _cell(self, cell: Any, alone: bool) -> Cell:
        span, merged = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
        paragraphs = [paragraph for paragraph in cell.iter(f"{W}p") if not self.styles.is_contents(paragraph)]
        framed = self._is_framed(paragraphs)
        listed = any(paragraph.find(f"{W}pPr/{W}numPr") is not None for paragraph in paragraphs)
        nested = next(cell.iter(f"{W}tbl"), None) is not None
        return Cell(
            [words_of(paragraph, self.styles) for paragraph in paragraphs],
            columns=max(1, count(span.get(f"{W}val"), 1, MOST_COLUMNS)) if span is not None else 1,
            above=merged is not None and merged.get(f"{W}val") != "restart",
            body=partial(self._cell_body, cell) if alone or framed or listed or nested else None,
            framed=framed,
            notes=tuple(self._notes.of(cell)),
        )

    def _cell_body(self, cell: Any) -> None:
        self.blocks(cell)
        self.flush()

    def _is_framed(self, paragraphs: list[Any]) -> bool:
        """Whether a cell with these paragraphs looks like a part of the page."""
        filled = [paragraph for paragraph in paragraphs if words_of(paragraph, self.styles).strip()]
        return len(filled) >= _FRAMED_PARAGRAPHS or any(self.styles.rank(paragraph) for paragraph in filled)


def _unwrapped(parent: Any, wanted: set[str]) -> Iterator[Any]:
    """The children of these kinds, also those inside content controls."""
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS and not _is_contents(child):
            yield from _unwrapped(child, wanted)


def _is_contents(control: Any) -> bool:
    """Whether a content control holds a table of contents."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _is_initial(paragraph: Any) -> bool:
    """Whether it is a drop cap: the first letter of the next paragraph."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"


def _goes_on(paragraph: Any) -> bool:
    """Whether its end is a deletion that was tracked, so that the next paragraph goes on with it."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return marks is not None and (marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None)
