"""OpenDocument text (.odt), by odfdo: headings, nested lists, tables, notes; deleted and hidden text left out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from ipp_search.ingest.readers.builder import Assembly

_LEFT_OUT = {
    "text:tracked-changes", "text:note", "office:annotation", "text:hidden-text", "text:hidden-paragraph",
    "text:table-of-content", "draw:frame", "draw:custom-shape", "draw:g", "text:sequence-decls", "office:forms",
}  # fmt: skip
_DEEPEST = 100
_DAY_FIELDS = (
    "descendant::text:date[not(@text:fixed='true')] | descendant::text:print-date | descendant::text:modification-date"
)


def read(data: bytes) -> Assembly:
    """The blocks of an OpenDocument text."""
    from odfdo import Document

    document = Document(io.BytesIO(data))
    assembly = Assembly()
    _read(assembly, document.body, _Lists(document), 0, "", "")
    if above := "\n".join(_page_header(document)):
        assembly.facts["page_header"] = above
    return assembly


def _page_header(document: Any) -> Iterator[str]:
    """The paragraphs printed above the pages, but for those with a date that follows the calendar."""
    for paragraph in document.get_part("styles").get_elements(
        "//style:master-page/style:header//text:p | //style:master-page/style:header-first//text:p"
    ):
        words = " ".join("".join(_words(paragraph)).split())
        if words and not paragraph.get_elements(_DAY_FIELDS):
            yield words


class _Lists:
    """What list styles print before their items."""

    def __init__(self, document: Any) -> None:
        self._marks: dict[tuple[str, int], str] = {}
        self._indents: dict[tuple[str, int], int] = {}
        for style in document.get_styles(family="list"):
            name = style.get_attribute("style:name")
            for child in style.children:
                level = int(child.get_attribute("text:level") or 1)
                for alignment in child.get_elements("descendant::style:list-level-label-alignment"):
                    self._indents[name, level] = _twips(alignment.get_attribute("fo:margin-left"))
                if child.tag == "text:list-level-style-bullet":
                    self._marks[name, level] = child.get_attribute("text:bullet-char") or "•"
                else:
                    suffix = child.get_attribute("style:num-suffix") or ""
                    self._marks[name, level] = f"%{suffix or '.'}"

    def indent(self, name: str, level: int) -> int:
        """How far the items at a depth of a list are set in, in twentieths of a point."""
        return self._indents.get((name, level), 720 * level)

    def mark(self, name: str, level: int, place: int) -> str:
        """The mark of the ``place``-th item at a depth of a list."""
        mark = self._marks.get((name, level), "•").replace("%", str(place))
        return mark if not any("\ue000" <= char <= "\uf8ff" for char in mark) else "•"


def _read(assembly: Assembly, element: Any, lists: _Lists, depth: int, style: str, marker: str) -> None:
    """Walk the children of ``element``, ``depth`` lists deep; ``marker`` is due to its next paragraph."""
    if depth > _DEEPEST:
        return
    for child in element.children:
        tag = child.tag
        if tag in _LEFT_OUT:
            continue
        if tag == "text:h":
            level = int(child.get_attribute("text:outline-level") or 1)
            assembly.add("".join(_words(child)), "heading", level=level)
        elif tag == "text:p":
            named = child.get_attribute("text:style-name") or ""
            words = "".join(_words(child))
            if depth:
                assembly.add(words, "item", level=assembly.depth(lists.indent(style, depth)), marker=marker)
                marker = ""
            elif named == "Title":
                assembly.add(words, "heading", level=1)
            else:
                assembly.add(words, "paragraph")
            for boxed in child.get_elements(
                "descendant::draw:text-box//text:p | descendant::draw:custom-shape//text:p"
            ):
                assembly.add("".join(_words(boxed)), "paragraph")
            for note in child.get_elements("descendant::text:note/text:note-body"):
                assembly.add(" ".join("".join(_words(p)) for p in note.children), "footnote")
        elif tag == "text:list":
            own = child.get_attribute("text:style-name") or style
            items = [item for item in child.children if item.tag in {"text:list-item", "text:list-header"}]
            for place, item in enumerate(items, 1):
                _read(assembly, item, lists, depth + 1, own, lists.mark(own, depth + 1, place))
        elif tag == "table:table":
            _add_table(assembly, child)
        else:
            _read(assembly, child, lists, depth, style, marker)


def _add_table(assembly: Assembly, table: Any) -> None:
    rows = table.get_elements(
        "table:table-row | table:table-rows/table:table-row | table:table-header-rows/table:table-row"
    )
    assembly.add_table(
        [
            [
                ["".join(_words(p)) for p in cell.get_elements("descendant::text:p")]
                for cell in row.children
                if cell.tag == "table:table-cell"
            ]
            for row in rows
        ],
        marked=bool(table.get_elements("table:table-header-rows")),
    )


def _twips(length: str | None) -> int:
    match = re.fullmatch(r"(-?[\d.]+)(cm|mm|in|pt)", length or "")
    return int(float(match[1]) * {"cm": 567, "mm": 56.7, "in": 1440, "pt": 20}[match[2]]) if match else 0


def _words(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element.children:
        tag = child.tag
        if tag == "text:s":
            yield " " * int(child.get_attribute("text:c") or 1)
        elif tag == "text:tab":
            yield "\t"
        elif tag == "text:line-break":
            yield "\n"
        elif tag not in _LEFT_OUT:
            yield from _words(child)
        yield child.tail or ""
