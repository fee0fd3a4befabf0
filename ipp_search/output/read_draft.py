"""Reads a briefing back from Markdown, HTML, Word or JSON, as a person may have edited it."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.readers.decoding import NotText, decode
from ipp_search.query.verification.drafts import Block, Draft, mark

FORMATS = ("md", "html", "docx", "json")
_NOTE = re.compile(r"^\[\^(\w+)\]:\s*(.+)$")
_MARK = re.compile(r"\[\^(\w+)\]")
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_draft(path: Path) -> Draft:
    """The blocks of a briefing, and the citations behind its notes.

    Raises:
        UnreadableRecord: the file is missing, of another format, or damaged.
    """
    kind = path.suffix[1:].lower()
    if kind not in FORMATS:
        raise UnreadableRecord(f"{path} is no briefing that can be checked.", f"Give a {', '.join(FORMATS)} file.")
    try:
        if kind == "docx":
            return _word(path)
        text, _ = decode(path.read_bytes())
        return {"md": _markdown, "html": _html, "json": _json}[kind](text)
    except OSError as error:
        raise UnreadableRecord(f"{path} cannot be read: {error.strerror or error}.", "Check the spelling.") from None
    except (NotText, ValueError, KeyError, TypeError, zipfile.BadZipFile, SyntaxError) as error:
        raise UnreadableRecord(f"{path} cannot be read as a briefing: {error}.", "Draft it again.") from None


def _markdown(text: str) -> Draft:
    notes: dict[str, str] = {}
    blocks: list[Block] = []
    paragraph: list[str] = []
    begun = 0

    def end() -> None:
        if paragraph:
            words = _MARK.sub(lambda m: mark(m[1]), " ".join(paragraph).replace("\\|", "|"))
            blocks.append(Block(words, f"line {begun}"))
            paragraph.clear()

    for number, line in enumerate(text.split("\n"), 1):
        if note := _NOTE.match(line):
            notes[note[1]] = note[2].strip()
            continue
        heading, bullet, row = _HEADING.match(line), _BULLET.match(line), line.startswith("|")
        if heading or bullet or row or not line.strip():
            end()
        if heading:
            words = _MARK.sub(lambda m: mark(m[1]), heading[2])
            blocks.append(Block(words, f"line {number}", len(heading[1])))
        elif line.strip() and not re.fullmatch(r"\|(?: *-+ *\|)+", line.strip()):
            begun = begun if paragraph else number
            paragraph.append(_BULLET.sub("", line).strip())
            if row:
                end()
    end()
    return Draft(_without_sources(blocks), notes)


def _without_sources(blocks: Iterable[Block]) -> list[Block]:
    return [block for block in blocks if not (block.level and block.text.strip() == "Sources")]


def _html(text: str) -> Draft:
    import lxml.html

    tree = lxml.html.document_fromstring(text)
    notes = {
        item.get("id", "")[5:]: " ".join("".join(str(part) for part in item.itertext()).split())
        for item in tree.iter("li")
        if item.get("id", "").startswith("note-")
    }
    blocks: list[Block] = []
    for n, element in enumerate(tree.iter("h1", "h2", "h3", "h4", "p", "li", "tr"), 1):
        if element.tag == "li" and element.get("id", "").startswith("note-"):
            continue
        cells = element.findall("td") or element.findall("th") if element.tag == "tr" else [element]
        words = " | ".join(" ".join(_html_words(cell).split()) for cell in cells)
        level = int(element.tag[1]) if element.tag[0] == "h" else 0
        blocks.append(Block(words, f"element {n} ({element.tag})", level))
    return Draft(_without_sources(blocks), notes)


def _html_words(element: Any) -> str:
    words = element.text or ""
    for child in element:
        to = child.get("href", "") if child.tag == "a" else ""
        words += mark(to[6:]) if to.startswith("#note-") else _html_words(child)
        words += child.tail or ""
    return words


def _word(path: Path) -> Draft:
    import docx as python_docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    try:
        file = python_docx.Document(str(path))
    except PackageNotFoundError as error:
        raise ValueError(error) from None
    part = next((p for p in file.part.package.iter_parts() if str(p.partname) == "/word/footnotes.xml"), None)
    notes: dict[str, str] = {}
    if part is not None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for footnote in etree.fromstring(part.blob, parser).iter(f"{_W}footnote"):
            words = "".join(t.text or "" for t in footnote.iter(f"{_W}t")).strip()
            if words:
                notes[str(footnote.get(f"{_W}id"))] = words
    blocks: list[Block] = []
    for n, element in enumerate(file.element.body.iter(f"{_W}p", f"{_W}tr"), 1):
        if element.tag == f"{_W}tr":
            words = " | ".join("".join(_word_words(cell)) for cell in element.iter(f"{_W}tc"))
            blocks.append(Block(words, f"paragraph {n}"))
        elif not any(True for _ in element.iterancestors(f"{_W}tr")):
            style = element.find(f"{_W}pPr/{_W}pStyle")
            name = (style.get(f"{_W}val") if style is not None else None) or ""
            level = int(name[-1]) if name.startswith("Heading") and name[-1].isdigit() else 1 if name == "Title" else 0
            blocks.append(Block("".join(_word_words(element)), f"paragraph {n}", level))
    return Draft([block for block in blocks if block.text.strip()], notes)


def _word_words(element: Any) -> Iterator[str]:
    for node in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}footnoteReference"):
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag == f"{_W}footnoteReference":
            yield mark(node.get(f"{_W}id"))
        else:
            yield " "


def _json(text: str) -> Draft:
    held = json.loads(text)

    def words(pieces: list[dict[str, Any]]) -> str:
        return "".join(piece["words"] + "".join(mark(str(n)) for n in piece["notes"]) for piece in pieces)

    blocks = [
        Block(
            " | ".join(map(words, block["cells"])) if block["cells"] else words(block["pieces"]),
            f"block {n}",
            block["level"],
        )
        for n, block in enumerate(held["blocks"], 1)
    ]
    return Draft(blocks, {str(source["note"]): source["citation"] for source in held["sources"]})
