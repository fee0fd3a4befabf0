"""Web pages, by lxml: headings, lists, tables and paragraphs of the body; scripts, hidden and struck text left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ipp_search.ingest.cues.labels import reads_as_heading
from ipp_search.ingest.readers import tables
from ipp_search.ingest.readers.builder import BESIDE, Assembly
from ipp_search.ingest.readers.grid import MOST_COLUMNS, MOST_ROWS, Cell
from ipp_search.ingest.readers.html.css import StyleSheet
from ipp_search.ingest.readers.html.gone import why_gone
from ipp_search.ingest.readers.html.main_part import main_part, words_of
from ipp_search.ingest.readers.list_numbers import count, decimal, letters, roman
from ipp_search.ingest.records import BOLD_LEVEL

_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "blockquote", "pre", "address", "figure",
    "figcaption",
    "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "form", "fieldset", "hr",
    "details", "summary", "aside", "body", "tbody", "thead", "tfoot", "caption", "center",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_APART = "\u2029"  # between the paragraphs of a cell
_BREAK = "\v"  # stands for a line break that the page shows
_DEEPEST = 200  # nested elements; further down is not a document but an attack
_FRAMED_PARAGRAPHS = 4  # a cell with as many is a part of the page rather than an entry of a table
# Paragraphs that Word and Google Docs mark by class alone.
_TITLE = re.compile(r"\b(MsoTitle|title)\b")
_NUMBERED: dict[str, Callable[[int], str]] = {
    "a": letters, "A": lambda number: letters(number).upper(),
    "i": roman, "I": lambda number: roman(number).upper(),
}  # fmt: skip


def read(text: str) -> Assembly:
    """The blocks of a web page.

    Raises:
        ValueError: it only shows other pages in frames.
    """
    import lxml.html

    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    root = lxml.html.document_fromstring(text, parser=parser)
    reader = _Reader(StyleSheet("\n".join(style.text or "" for style in root.iter("style"))))
    page = main_part(root)
    for element in (*page.above, page.main):
        reader.read(element, 0, 0)
    reader.flush()
    for words in page.left_out:
        reader.assembly.leave_out(words, BESIDE)
    for element, why in reader.gone.items():
        reader.assembly.leave_out(words_of(element), why)
    if not reader.assembly.blocks and next(root.iter("frame"), None) is not None:
        raise ValueError("it only shows other pages in frames; they are the records")
    if title := " ".join((root.findtext("head/title") or "").split()):
        reader.assembly.facts["page_title"] = title
    return reader.assembly


class _Reader:
    """Walks the tree; words gather until the block they stand in ends."""

    def __init__(self, sheet: StyleSheet) -> None:
        self.assembly = Assembly()
        self.gone: dict[Any, str] = {}  # elements that are no part of the text, each with why
        self._sheet = sheet
        self._words: list[str] = []
        self._anchor: str | None = None
        self._item: tuple[int, str] | None = None
        self._pre = 0
        self._bold = 0
        self._all_bold = True
        self._lead = 0  # how many pieces are bold of the words that have gathered
        self._numbers: dict[Any, int] = {}  # of each list, that of its last item

    def read(self, element: Any, depth: int, lists: int) -> None:
        if depth > _DEEPEST or not isinstance(element.tag, str) or self._is_gone(element):
            return
        tag = element.tag
        is_block = tag in _BLOCKS
        if is_block:
            self.flush()
        if element.get("id") or (tag == "a" and element.get("name")):
            self._anchor = element.get("id") or element.get("name")
        if tag == "table":
            self._table(element, depth, lists)
            return
        if tag == "dl":
            self._facts(element, depth, lists)
            return
        is_bold = tag in {"b", "strong"} or "bold" in self._sheet.effects(element)
        self._bold += is_bold
        if tag in {"ul", "ol"}:
            lists += 1
        elif tag == "li":
            self._item = (lists or 1, self._marker(element))
        elif tag == "br":
            self._words.append(_BREAK)
        self._pre += tag == "pre"
        self._say(element.text)
        for child in element:
            self.read(child, depth + 1, lists)
            self._say(child.tail)
        self._pre -= tag == "pre"
        if tag in _HEADINGS:
            self.flush(int(tag[1:]))
        elif is_block:
            self.flush(1 if tag == "p" and _TITLE.search(element.get("class") or "") else 0)
        self._bold -= is_bold
        if tag == "li":
            self._item = None

    def _say(self, words: str | None) -> None:
        if words:
            self._all_bold = self._all_bold and (self._bold > 0 or not words.strip())
            self._words.append(words.replace("\n", _BREAK) if self._pre else words)
            self._lead = len(self._words) if self._all_bold else self._lead

    def flush(self, heading: int = 0) -> None:
        """End the block whose words have gathered."""
        lead = " ".join("".join(self._words[: self._lead]).split())
        raw, self._words, self._lead = "".join(self._words), [], 0
        is_bold, self._all_bold = self._all_bold, True
        lines = [" ".join(line.split()) for line in raw.split(_BREAK)]
        filled = [line for line in lines if line]
        if not heading and is_bold and not self._item and len(filled) == 1 and reads_as_heading(filled[0]):
            heading = BOLD_LEVEL
        if heading and filled:
            self.assembly.add(" ".join(lines), "heading", level=heading, anchor=self._anchor)
            return
        for words in lines if filled else ():
            if self._item:
                level, marker = self._item
                self.assembly.add(words, "item", level=level, marker=marker, anchor=self._anchor)
            else:
                self.assembly.add(words, "paragraph", lead=lead, anchor=self._anchor)

    def _facts(self, listing: Any, depth: int, lists: int) -> None:
        """Terms and what is said of each, as a line: ``Date: 3 June 2025``; what is long stands below its term."""
        term, last = "", ""
        parts = [part for child in listing for part in (child if child.tag == "div" else [child])]
        for element in (part for part in parts if part.tag in {"dt", "dd"} and not self._is_gone(part)):
            words = self._cell_words(element)
            if element.tag == "dt":
                if last == "dt" and term:
                    self.assembly.add(term, "paragraph", anchor=self._anchor)
                term = words.rstrip(":")
            elif next(element.iter("ul", "ol", "dl", "table", "p"), None) is not None:
                self.assembly.add(f"{term}:" if term else "", "paragraph", anchor=self._anchor)
                self._inside(element, depth, lists)
            elif words:
                self.assembly.add(f"{term}: {words}" if term else words, "paragraph", anchor=self._anchor)
            last = element.tag
        if last == "dt":
            self.assembly.add(term, "paragraph", anchor=self._anchor)

    def _table(self, table: Any, depth: int, lists: int) -> None:
        for caption in table.iterchildren("caption"):
            self.assembly.add(self._cell_words(caption), "paragraph", anchor=self._anchor)
        rows = [row for row in _rows(table) if not self._is_gone(row)]
        cells_of = [[cell for cell in row.iterchildren("td", "th") if not self._is_gone(cell)] for row in rows]
        tables.add_table(
            self.assembly,
            [[self._cell(cell, len(cells) == 1, depth, lists) for cell in cells] for cells in cells_of],
            marked=bool(cells_of and cells_of[0]) and all(cell.tag == "th" for cell in cells_of[0]),
            anchor=self._anchor,
        )

    def _cell(self, cell: Any, alone: bool, depth: int, lists: int) -> Cell:
        framed = next(cell.iter(*_HEADINGS), None) is not None or len(list(cell.iter("p"))) >= _FRAMED_PARAGRAPHS
        holds = alone or framed or next(cell.iter("ul", "ol", "dl", "table"), None) is not None
        return Cell(
            self._cell_paragraphs(cell),
            columns=max(1, count(cell.get("colspan"), 1, MOST_COLUMNS)),
            rows=count(cell.get("rowspan"), 1, MOST_ROWS) or MOST_ROWS,
            body=partial(self._inside, cell, depth, lists) if holds else None,
            framed=framed,
        )

    def _inside(self, element: Any, depth: int, lists: int) -> None:
        """Read what an element holds as a part of the page."""
        self.flush()
        self._say(element.text)
        for child in element:
            self.read(child, depth + 1, lists)
            self._say(child.tail)
        self.flush()

    def _cell_words(self, cell: Any) -> str:
        return " ".join("".join(self._pieces(cell, 0)).replace(_APART, " ").split())

    def _cell_paragraphs(self, cell: Any) -> list[str]:
        return [" ".join(part.split()) for part in "".join(self._pieces(cell, 0)).split(_APART) if part.strip()]

    def _pieces(self, element: Any, depth: int) -> Iterator[str]:
        apart = _APART if element.tag in _BLOCKS or element.tag in {"br", "td", "th"} else ""
        yield apart + (element.text or "")
        for child in element:
            if depth < _DEEPEST and isinstance(child.tag, str) and not self._is_gone(child):
                yield from self._pieces(child, depth + 1)
            yield child.tail or ""
        yield apart

    def _marker(self, item: Any) -> str:
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return "•"
        step = -1 if parent.get("reversed") is not None else 1
        if parent not in self._numbers:
            first = len(list(parent.iterchildren("li"))) if step < 0 else 1
            self._numbers[parent] = count(parent.get("start"), first) - step
        number = count(item.get("value"), self._numbers[parent] + step)
        self._numbers[parent] = number
        return f"{_NUMBERED.get(item.get('type') or parent.get('type') or '', decimal)(number)}."

    def _is_gone(self, element: Any) -> bool:
        """Whether an element is no part of the text; why is kept."""
        if why := why_gone(element, self._sheet.effects(element)):
            self.gone[element] = why
        return bool(why)


def _rows(table: Any) -> list[Any]:
    """The rows of a table itself, not those of tables inside its cells, as they are shown."""
    parts = [*table.iterchildren("thead"), table, *table.iterchildren("tbody"), *table.iterchildren("tfoot")]
    return [row for part in parts for row in part.iterchildren("tr")]
