"""OpenDocument text (.odt), by odfdo: headings, nested lists, tables, notes; deleted, struck, hidden text left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import Any

from ipp_search.ingest.cues.labels import reads_as_heading
from ipp_search.ingest.readers import tables
from ipp_search.ingest.readers.builder import Assembly
from ipp_search.ingest.readers.grid import MOST_COLUMNS, MOST_ROWS, Cell
from ipp_search.ingest.readers.list_numbers import count
from ipp_search.ingest.readers.opendocument.lists import Lists
from ipp_search.ingest.readers.opendocument.styles import Styles
from ipp_search.ingest.readers.opendocument.words import LEFT_OUT, is_bold, lead_of, left_out, words_of
from ipp_search.ingest.records import BOLD_LEVEL

_DEEPEST = 100
_MOST_REPEATED = 100  # rows that a file says are alike; spreadsheets pad with a million
_FRAMED_PARAGRAPHS = 4  # a cell with as many is a part of the page rather than an entry of a table
_DAY_FIELDS = (
    "descendant::text:date[not(@text:fixed='true')] | descendant::text:print-date | descendant::text:modification-date"
)
_BOXED = "descendant::draw:text-box | descendant::draw:custom-shape"


def read(data: bytes) -> Assembly:
    """The blocks of an OpenDocument text."""
    from odfdo import Document

    document = Document(io.BytesIO(data))
    reader = _Reader(document)
    reader.blocks(document.body, 0)
    for words, why in left_out(document.body, reader.styles):
        reader.assembly.leave_out(words, why)
    if above := "\n".join(_page_header(document, reader.styles)):
        reader.assembly.facts["page_header"] = above
    return reader.assembly


def _page_header(document: Any, styles: Styles) -> Iterator[str]:
    """The paragraphs printed above the pages, but for those with a date that follows the calendar."""
    for paragraph in document.get_part("styles").get_elements(
        "//style:master-page/style:header//text:p | //style:master-page/style:header-first//text:p"
    ):
        words = " ".join(words_of(paragraph, styles).split())
        if words and not paragraph.get_elements(_DAY_FIELDS):
            yield words


class _Reader:
    """Walks the body; ``marker`` is due to the next paragraph of a list."""

    def __init__(self, document: Any) -> None:
        self.assembly = Assembly()
        self.styles = Styles(document)
        self._lists = Lists(document)
        self._marker = ""

    def blocks(self, parent: Any, depth: int, style: str = "", key: str = "", nested: int = 0) -> None:
        """The paragraphs, lists and tables below ``parent``, which is ``depth`` lists deep."""
        if nested > _DEEPEST:
            return
        for child in parent.children:
            tag = child.tag
            if tag in LEFT_OUT or (
                tag == "text:section" and child.get_attribute("text:display") in {"none", "condition"}
            ):
                continue
            if tag in {"text:h", "text:p"}:
                self._paragraph(child, depth, style)
            elif tag == "text:list":
                self._list(child, depth, style, key, nested)
            elif tag == "table:table":
                self._table(child)
            else:
                self.blocks(child, depth, style, key, nested + 1)

    def _paragraph(self, paragraph: Any, depth: int, style: str) -> None:
        words = words_of(paragraph, self.styles)
        named = paragraph.get_attribute("text:style-name")
        level = self.styles.rank(named)
        if paragraph.tag == "text:h":
            level = count(paragraph.get_attribute("text:outline-level"), 1) or 1
        elif not level and not depth and reads_as_heading(words) and is_bold(paragraph, self.styles):
            level = BOLD_LEVEL
        if level:
            number = self._marker
            # Programs that write headings without a style mean no numbers, though their template may define some.
            if named and not depth and paragraph.tag == "text:h":
                number = self._lists.mark("", "", level, paragraph.get_attribute("text:start-value"))
            self._marker = ""
            numbered = f"{number} {words}" if number and number[0].isalnum() and words.strip() else words
            self.assembly.add(numbered, "heading", level=level)
        elif depth:
            marker, self._marker = self._marker, ""
            self.assembly.add(words, "item", level=self.assembly.depth(self._lists.indent(style, depth)), marker=marker)
        else:
            self.assembly.add(words, "paragraph", lead=lead_of(paragraph, self.styles))
        for box in paragraph.get_elements(_BOXED):
            if not box.get_elements("ancestor::draw:text-box | ancestor::draw:custom-shape | ancestor::text:note"):
                self.blocks(box, 0)
        for note in self._notes(paragraph):
            self.assembly.add(note, "footnote")

    def _list(self, listing: Any, depth: int, style: str, key: str, nested: int) -> None:
        own = listing.get_attribute("text:style-name") or style
        key = key or self._lists.begin(listing, own)
        for item in listing.children:
            if item.tag == "text:list-item":
                start = item.get_attribute("text:start-value")
                only_deeper = all(child.tag == "text:list" for child in item.children)
                self._marker = "" if only_deeper else self._lists.mark(key, own, depth + 1, start)
            if item.tag in {"text:list-item", "text:list-header"}:
                self.blocks(item, depth + 1, own, key, nested + 1)
        self._marker = ""

    def _table(self, table: Any) -> None:
        heads = bool(table.get_elements("table:table-header-rows"))
        found = table.get_elements(
            "table:table-row | table:table-rows/table:table-row | table:table-header-rows/table:table-row"
            " | table:table-row-group//table:table-row"
        )
        rows: list[list[Cell]] = []
        for row in found:
            cells = [cell for cell in row.children if cell.tag == "table:table-cell"]
            made = [each for cell in cells for each in self._cells(cell, len(cells) == 1)]
            again = count(row.get_attribute("table:number-rows-repeated"), 1, _MOST_REPEATED)
            rows += [made] * (again if any(cell.words for cell in made) else 1)
        tables.add_table(self.assembly, rows, marked=heads)

    def _cells(self, cell: Any, alone: bool) -> list[Cell]:
        paragraphs = [
            paragraph
            for paragraph in cell.get_elements("descendant::text:p | descendant::text:h")
            if not paragraph.get_elements("ancestor::text:note | ancestor::office:annotation")
        ]
        words = [words_of(paragraph, self.styles) for paragraph in paragraphs]
        framed = len([line for line in words if line.strip()]) >= _FRAMED_PARAGRAPHS or any(
            paragraph.tag == "text:h" or self.styles.rank(paragraph.get_attribute("text:style-name"))
            for paragraph in paragraphs
        )
        holds = alone or framed or cell.get_elements("descendant::text:list | descendant::table:table")
        made = Cell(
            words,
            columns=max(1, count(cell.get_attribute("table:number-columns-spanned"), 1, MOST_COLUMNS)),
            rows=max(1, count(cell.get_attribute("table:number-rows-spanned"), 1, MOST_ROWS)),
            body=partial(self.blocks, cell, 0) if holds else None,
            framed=framed,
            notes=tuple(self._notes(cell)),
        )
        return [made] * max(1, count(cell.get_attribute("table:number-columns-repeated"), 1, MOST_COLUMNS))

    def _notes(self, element: Any) -> Iterator[str]:
        for note in element.get_elements("descendant::text:note/text:note-body"):
            yield " ".join(words_of(paragraph, self.styles) for paragraph in note.children)
