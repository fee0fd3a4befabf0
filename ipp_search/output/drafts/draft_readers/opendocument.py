"""OpenDocument texts: body, notes, headers and footers, with comments, hidden and deleted words told as such."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipp_search.output.drafts.draft_readers.archive import parse, parts
from ipp_search.query.verification.statements import Block, Draft, mark

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_ASIDES = {
    "annotation": "a comment", "tracked-changes": "a deletion that nobody has accepted", "hidden-text": "hidden text",
    "hidden-paragraph": "hidden text", "conditional-text": "text that depends on a condition",
    "desc": "the description of a picture", "script": "a program", "object": "an embedded object",
    "object-ole": "an embedded object", "image": "a picture, whose words cannot be read",
}  # fmt: skip


def read_odt(path: Path) -> Draft:
    """The blocks of an OpenDocument text and its footnotes.

    Raises:
        ValueError: the file is no such text.
    """
    with zipfile.ZipFile(path) as package:
        held = parts(package)
    if "content.xml" not in held:
        raise ValueError("it has no text of a document")
    content = parse(held["content.xml"])
    trees = [content, *([parse(held["styles.xml"])] if "styles.xml" in held else [])]
    reader = _Reader(trees)
    for tree, place in zip(trees, ("paragraph", "header or footer, paragraph"), strict=False):
        reader.walk(tree, place)
    return Draft(reader.blocks, reader.notes)


class _Reader:
    def __init__(self, trees: list[Any]) -> None:
        self.blocks: list[Block] = []
        self.notes: dict[str, str] = {}
        self._hidden = {
            style.get(f"{_STYLE}name")
            for tree in trees
            for style in tree.iter(f"{_STYLE}style")
            if any(_hides(properties) for properties in style.iter(f"{_STYLE}text-properties"))
        }

    def walk(self, element: Any, place: str) -> None:
        """Read an element with all that is below it."""
        tag = _local(element)
        here = f"{place} {len(self.blocks) + 1}"
        if tag in _ASIDES:
            self._aside(element, here, _ASIDES[tag])
        elif tag == "table-row":
            cells = tuple(
                " ".join(" ".join("".join(self._words(p, here)) for p in _paragraphs(cell)).split())
                for cell in element
                if _local(cell) in {"table-cell", "covered-table-cell"}
            )
            self.blocks.append(Block(" | ".join(cells), here, cells=cells))
        elif element.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            words = "".join(self._words(element, here)).strip()
            level = int(element.get(f"{_TEXT}outline-level") or 1) if tag == "h" else 0
            if tag == "p" and (element.get(f"{_TEXT}style-name") or "") == "Title":
                level = 1
            if words:
                self.blocks.append(Block(words, here, level))
        else:
            for child in element:
                self.walk(child, place)

    def _aside(self, element: Any, place: str, what: str) -> None:
        values = [element.get(f"{_TEXT}string-value") or ""]
        words = " ".join(" ".join([*values, *element.itertext()]).split())
        picture = _local(element) in {"image", "object", "object-ole"}
        if words or picture:
            self.blocks.append(Block(words or _local(element), place, aside=what))

    def _words(self, element: Any, place: str) -> Iterator[str]:
        if element.get(f"{_TEXT}style-name") in self._hidden:
            self.blocks.append(
                Block(" ".join("".join(element.itertext()).split()), place, aside="hidden or struck text")
            )
            return
        yield element.text or ""
        for child in element:
            tag = _local(child)
            if tag == "note":
                yield self._note(child)
            elif tag in _ASIDES:
                self._aside(child, place, _ASIDES[tag])
            elif tag == "s":
                yield " " * int(child.get(f"{_TEXT}c") or 1)
            elif tag in {"tab", "line-break"}:
                yield " "
            elif tag == "frame":
                # A text box or a picture beside the text.
                self.walk(child, place)
            elif child.tag == f"{_TEXT}p":
                yield from (" ", *self._words(child, place))
            elif tag and not tag.startswith("bookmark"):
                yield from self._words(child, place)
            yield child.tail or ""

    def _note(self, note: Any) -> str:
        name = re.sub(r"\W", "", note.get(f"{_TEXT}id") or "") or str(len(self.notes) + 1)
        body = note.find(f"{_TEXT}note-body")
        words = " ".join("".join("".join(self._words(p, f"note {name}")) for p in body.iter(f"{_TEXT}p")).split())
        self.notes[name] = words
        return mark(name)


def _paragraphs(cell: Any) -> Iterator[Any]:
    """The paragraphs of a cell, without those of the notes in it."""
    for paragraph in cell.iter(f"{_TEXT}p", f"{_TEXT}h"):
        if not any(_local(above) == "note" for above in paragraph.iterancestors()):
            yield paragraph


def _hides(properties: Any) -> bool:
    struck = properties.get(f"{_STYLE}text-line-through-style") not in {None, "none"}
    white = (properties.get(f"{_FO}color") or "").lower() in {"#ffffff", "#fefefe"}
    tiny = re.fullmatch(r"[0-2](?:\.\d+)?pt", properties.get(f"{_FO}font-size") or "") is not None
    return struck or white or tiny or properties.get(f"{_TEXT}display") in {"none", "condition"}


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
