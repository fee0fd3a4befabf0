"""Word files, by python-docx: headings by style, lists with their printed numbers, tables, footnotes.

Deleted and hidden text is left out, as it is on paper; headers and footers too, but a header may state the date. A Word
file has no pages until it is laid out, so none are given: the locator is the paragraph.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ipp_search.ingest.cues.labels import reads_as_heading
from ipp_search.ingest.readers.builder import Assembly
from ipp_search.ingest.readers.word_numbering import Numbering
from ipp_search.ingest.records import BOLD_LEVEL

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DAY_FIELD = re.compile(r"\b(DATE|TIME|SAVEDATE|PRINTDATE|CREATEDATE)\b", re.IGNORECASE)
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "txbxContent")}


def read(data: bytes) -> Assembly:
    """The blocks of a Word file."""
    import docx

    document = docx.Document(io.BytesIO(data))
    assembly = Assembly()
    styles = _heading_styles(document)
    notes = _footnotes(document)
    numbering = Numbering(document)
    for element in _blocks(document.element.body):
        if element.tag == f"{_W}tbl":
            _add_table(assembly, element)
        else:
            _add_paragraph(assembly, element, styles, numbering, notes)
    if above := "\n".join(_page_header(document)):
        assembly.facts["page_header"] = above
    return assembly


def _page_header(document: WordDocument) -> Iterator[str]:
    """The paragraphs printed above the pages, but for those with a field that prints the day of printing."""
    for section in document.sections:
        first = [section.first_page_header] if section.different_first_page_header_footer else []
        for header in (header for header in [*first, section.header] if not header.is_linked_to_previous):
            for paragraph in header._element.iter(f"{_W}p"):
                fields = [field.text or "" for field in paragraph.iter(f"{_W}instrText")]
                fields += [field.get(f"{_W}instr", "") for field in paragraph.iter(f"{_W}fldSimple")]
                words = "".join(_words(paragraph)).replace("\n", " ").strip()
                if words and not any(_DAY_FIELD.search(field) for field in fields):
                    yield words


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those inside content controls."""
    for child in parent:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
            yield from _blocks(child)


def _add_paragraph(
    assembly: Assembly, paragraph: Any, styles: dict[str, int], numbering: Numbering, notes: dict[str, str]
) -> None:
    words = "".join(_words(paragraph))
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(f"{_W}val") if style is not None else ""
    level = styles.get(name, 0)
    outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    if outline is not None and int(outline.get(f"{_W}val", "9")) < 9:
        level = int(outline.get(f"{_W}val")) + 1
    listed = numbering.of(paragraph, name) if words.strip() else None
    if not level and not listed and _is_bold(paragraph) and reads_as_heading(words):
        level = BOLD_LEVEL
    if level:
        number = f"{listed[1]} " if listed and listed[1][0].isalnum() else ""
        assembly.add(number + words, "heading", level=level)
    elif listed:
        assembly.add(words, "item", level=assembly.depth(listed[0]), marker=listed[1])
    else:
        assembly.add(words, "paragraph")
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(parent.tag.endswith("}Fallback") for parent in box.iterancestors()):
            for inner in box.iter(f"{_W}p"):
                assembly.add("".join(_words(inner)), "paragraph")
    for reference in paragraph.iter(f"{_W}footnoteReference"):
        if text := notes.get(reference.get(f"{_W}id")):
            assembly.add(text, "footnote")


def _add_table(assembly: Assembly, table: Any) -> None:
    rows = [row for row in table if row.tag == f"{_W}tr"]
    assembly.add_table(
        [[["".join(_words(p)) for p in cell.iter(f"{_W}p")] for cell in row.iterchildren(f"{_W}tc")] for row in rows],
        marked=bool(rows) and rows[0].find(f"{_W}trPr/{_W}tblHeader") is not None,
    )


def _words(element: Any) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED:
            continue
        if tag == f"{_W}r" and _is_hidden(child):
            continue
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag == f"{_W}tab":
            yield "\t"
        elif tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif isinstance(tag, str):
            yield from _words(child)


def _is_bold(paragraph: Any) -> bool:
    """Whether every run with words in it is set bold by hand."""
    runs = [run for run in paragraph.iter(f"{_W}r") if "".join(_words(run)).strip()]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(marks) and all(mark is not None and mark.get(f"{_W}val") not in {"0", "false"} for mark in marks)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in {"0", "false"}


def _heading_styles(document: WordDocument) -> dict[str, int]:
    """Style ids that make a paragraph a heading, with their rank."""
    ranks: dict[str, int] = {}
    for style in document.styles.element.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        words = name.get(f"{_W}val", "").lower() if name is not None else ""
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        if words.startswith("heading ") and words[8:].isdigit():
            ranks[style.get(f"{_W}styleId")] = int(words[8:])
        elif words == "title":
            ranks[style.get(f"{_W}styleId")] = 1
        elif outline is not None and int(outline.get(f"{_W}val", "9")) < 9:
            ranks[style.get(f"{_W}styleId")] = int(outline.get(f"{_W}val")) + 1
    return ranks


def _footnotes(document: WordDocument) -> dict[str, str]:
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes") and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            return {
                note.get(f"{_W}id", ""): " ".join("".join(_words(p)) for p in note.iter(f"{_W}p")).strip()
                for note in root.iter(f"{_W}footnote")
                if note.get(f"{_W}type") is None
            }
    return {}
