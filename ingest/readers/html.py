"""Web pages, by lxml: headings, lists, tables and paragraphs of the body; scripts and hidden text left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ipp_search.ingest.readers.builder import Assembly

_SKIPPED = {
    "script", "style", "template", "noscript", "head", "nav", "aside", "svg", "math", "iframe", "object", "button",
    "input", "select", "textarea", "label", "del",
}  # fmt: skip
_FURNITURE = {"banner", "contentinfo", "navigation", "search", "complementary"}  # ARIA roles
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "blockquote", "pre", "address", "figure",
    "figcaption",
    "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "form", "fieldset", "hr",
    "details", "summary", "aside", "body", "tbody", "thead", "tfoot", "caption", "center",
}  # fmt: skip
_APART = "\u2029"  # between the paragraphs of a cell
_BREAK = "\v"  # stands for a line break that the page shows
_DEEPEST = 200  # nested elements; further down is not a document but an attack


def read(text: str) -> Assembly:
    """The blocks of a web page."""
    import lxml.html

    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    root = lxml.html.document_fromstring(text, parser=parser)
    reader = _Reader()
    main = next((element for element in root.iter() if element.tag == "main" or element.get("role") == "main"), None)
    body = main if main is not None else root.find("body")
    reader.read(body if body is not None else root, 0, 0)
    reader.flush()
    if title := " ".join((root.findtext("head/title") or "").split()):
        reader.assembly.facts["page_title"] = title
    return reader.assembly


class _Reader:
    """Walks the tree; words gather until the block they stand in ends."""

    def __init__(self) -> None:
        self.assembly = Assembly()
        self._words: list[str] = []
        self._anchor: str | None = None
        self._item: tuple[int, str] | None = None
        self._pre = 0

    def read(self, element: Any, depth: int, lists: int) -> None:
        if depth > _DEEPEST or not isinstance(element.tag, str) or element.tag in _SKIPPED or _is_hidden(element):
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
            self._facts(element)
            return
        if tag in {"ul", "ol"}:
            lists += 1
        elif tag == "li":
            self._item = (lists or 1, _marker(element))
        elif tag == "br":
            self._words.append(_BREAK)
        self._pre += tag == "pre"
        self._words.append(self._as_typed(element.text))
        for child in element:
            self.read(child, depth + 1, lists)
            self._words.append(self._as_typed(child.tail))
        self._pre -= tag == "pre"
        if tag[0] == "h" and tag[1:].isdigit():
            self.flush(int(tag[1:]))
        elif is_block:
            self.flush()
        if tag == "li":
            self._item = None

    def _as_typed(self, words: str | None) -> str:
        return (words or "").replace("\n", _BREAK) if self._pre else words or ""

    def flush(self, heading: int = 0) -> None:
        """End the block whose words have gathered."""
        raw, self._words = "".join(self._words), []
        lines = [" ".join(line.split()) for line in raw.split(_BREAK)]
        if heading and any(lines):
            self.assembly.add(" ".join(lines), "heading", level=heading, anchor=self._anchor)
            return
        for words in lines if any(lines) else ():
            if self._item:
                level, marker = self._item
                self.assembly.add(words, "item", level=level, marker=marker, anchor=self._anchor)
            else:
                self.assembly.add(words, "paragraph", anchor=self._anchor)

    def _facts(self, listing: Any) -> None:
        """Terms and what is said of each, as a line: ``Date: 3 June 2025``."""
        term, last = "", ""
        for element in listing.iter("dt", "dd"):
            words = _cell_words(element)
            if element.tag == "dt":
                if last == "dt" and term:
                    self.assembly.add(term, "paragraph", anchor=self._anchor)
                term = words.rstrip(":")
            elif words:
                self.assembly.add(f"{term}: {words}" if term else words, "paragraph", anchor=self._anchor)
            last = element.tag

    def _table(self, table: Any, depth: int, lists: int) -> None:
        for caption in table.iterchildren("caption"):
            self.assembly.add(_cell_words(caption), "paragraph", anchor=self._anchor)
        rows = [row for row in _rows(table) if not _is_hidden(row)]
        cells_of = [[cell for cell in row if cell.tag in {"td", "th"}] for row in rows]
        if all(len(cells) < 2 for cells in cells_of):  # a frame around ordinary text
            for cell in (cell for cells in cells_of for cell in cells):
                self.read(cell, depth + 1, lists)
                self.flush()
            return
        self.assembly.add_table(
            [[_cell_paragraphs(cell) for cell in cells] for cells in cells_of],
            marked=bool(cells_of[0]) and all(cell.tag == "th" for cell in cells_of[0]),
            anchor=self._anchor,
        )


def _rows(table: Any) -> list[Any]:
    """The rows of a table itself, not those of tables inside its cells."""
    parts = [table, *table.iterchildren("thead", "tbody", "tfoot")]
    return [row for part in parts for row in part.iterchildren("tr")]


def _cell_words(cell: Any) -> str:
    return " ".join("".join(_pieces(cell)).split())


def _cell_paragraphs(cell: Any) -> list[str]:
    return [" ".join(part.split()) for part in "".join(_pieces(cell)).split(_APART) if part.strip()]


def _pieces(element: Any) -> Iterator[str]:
    apart = _APART if element.tag in _BLOCKS or element.tag in {"br", "td", "th"} else ""
    yield apart + (element.text or "")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED and not _is_hidden(child):
            yield from _pieces(child)
        yield child.tail or ""
    yield apart


def _marker(item: Any) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "•"
    value = item.get("value")
    if value and value.isdigit():
        return f"{value}."
    start = parent.get("start", "1")
    place = [child for child in parent if child.tag == "li"].index(item)
    return f"{(int(start) if start.lstrip('-').isdigit() else 1) + place}."


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    if element.get("role") in _FURNITURE or element.get("title") in {"header", "footer"}:
        return True
    if element.tag in {"header", "footer"} and element.getparent() is not None and element.getparent().tag == "body":
        return True
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style
