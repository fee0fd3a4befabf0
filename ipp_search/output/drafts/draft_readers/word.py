"""Word files: every part that holds words, with what is hidden, struck or beside the text told as such."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipp_search.output.drafts.draft_readers.archive import parse, parts
from ipp_search.query.verification.statements import Block, Draft, mark

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
# Parts that hold no words of the document, and those read by name below.
_NO_WORDS = re.compile(
    r"word/(?:styles|stylesWithEffects|settings|webSettings|fontTable|numbering|document|footnotes|people"
    r"|commentsIds|commentsExtended|commentsExtensible)\.xml|word/theme/|.*_rels/|\[Content_Types\]|docProps/|customXml/"
)
_UNREAD = re.compile(r"word/(?:media|embeddings|activeX|afchunk)|.*\.(?:bin|ole|html?|mht|rtf|docx|xlsx|pptx)$", re.I)
_TINY = 6  # half-points; smaller letters are not seen
_WORDS = {"t", "delText", "instrText", "v"}


def read_docx(path: Path) -> Draft:
    """The blocks of a Word file and its footnotes; endnotes, comments, headers and the rest follow as blocks.

    Raises:
        ValueError: the file is no Word file.
    """
    with zipfile.ZipFile(path) as package:
        held = parts(package)
        if _DOCUMENT not in held:
            raise ValueError("it has no text of a Word document")
        reader = _Reader(held)
        if "word/footnotes.xml" in held:
            reader.footnotes(parse(held["word/footnotes.xml"]))
        reader.part(parse(held[_DOCUMENT]), "paragraph")
        for name, raw in held.items():
            if _UNREAD.match(name):
                reader.aside(name, name, "a picture or file inside the document, whose words cannot be read")
            elif name.endswith(".xml") and not _NO_WORDS.match(name):
                kind = name.rpartition("/")[2].removesuffix(".xml")
                what = "a comment" if kind.startswith("comments") else ""
                reader.part(parse(raw), f"{kind}, paragraph", what)
        return Draft(reader.blocks, reader.notes)


class _Reader:
    def __init__(self, held: dict[str, bytes]) -> None:
        self.blocks: list[Block] = []
        self.notes: dict[str, str] = {}
        self._hidden = _hiding_styles(held.get("word/styles.xml"))
        if "word/numbering.xml" in held:
            for level in parse(held["word/numbering.xml"]).iter(f"{_W}lvlText"):
                if re.search(r"[^\W\d_]{3,}", words := level.get(f"{_W}val") or ""):
                    self.aside("numbering", words, "words set before each item of a list")

    def aside(self, place: str, words: str, what: str) -> None:
        """Add what a page does not show as its text."""
        if words.strip():
            self.blocks.append(Block(" ".join(words.split()), place, aside=what))

    def footnotes(self, tree: Any) -> None:
        """Read the notes behind the references."""
        for note in tree.iter(f"{_W}footnote"):
            name = note.get(f"{_W}id")
            paragraphs = ["".join(self._visible(p, f"footnote {name}")) for p in note.iter(f"{_W}p")]
            words = " ".join(" ".join(paragraphs).split())
            if words:
                self.notes[name] = words

    def part(self, tree: Any, place: str, what: str = "") -> None:
        """Read the paragraphs and rows of a part; ``what`` makes all of them asides."""
        number = 0
        for element in tree.iter():
            tag = _local(element)
            number += tag == "p"
            here = f"{place} {number}"
            if tag == "tr" and not _within(element, {"tr"}):
                cells = tuple(" ".join("".join(self._visible(cell, here)).split()) for cell in element.iter(f"{_W}tc"))
                self.blocks.append(Block(" | ".join(cells), f"{place} {number + 1}", cells=cells, aside=what))
            elif tag == "p" and element.tag.startswith(_W) and not _within(element, {"tr"}):
                words = "".join(self._visible(element, here))
                if words.strip():
                    self.blocks.append(Block(words.strip(), here, _level(element), aside=what))
            elif tag == "t" and not element.tag.startswith(_W) and not _within(element, {"p"}):
                self.aside(here, element.text or "", "words of a drawing")
            elif tag in {"v", "pt"} and (element.text or "").strip() and not element.tag.startswith(_W):
                self.aside(here, element.text, "words of a chart")
            self._attributes(element, here)

    def _attributes(self, element: Any, place: str) -> None:
        for name, value in element.attrib.items():
            known = name.rpartition("}")[2]
            if known in {"descr", "alt", "string"} or (known == "title" and _local(element) == "docPr"):
                self.aside(place, value, "the description of a picture")
        if _local(element) in {"alias", "placeholder", "tooltip"} and (value := element.get(f"{_W}val")):
            self.aside(place, value, "the label of a field")

    def _visible(self, paragraph: Any, place: str) -> Iterator[str]:
        """The words that a page shows of a paragraph; the others become asides."""
        hidden_paragraph = self._is_hidden(paragraph.find(f"{_W}pPr"))
        for node in paragraph.iter():
            tag = _local(node)
            if node is not paragraph and _inside_other(node, paragraph):
                continue
            if tag in _WORDS:
                run = next((one for one in node.iterancestors() if _local(one) == "r"), None)
                what = self._unseen(node, run)
                if what or hidden_paragraph:
                    self.aside(place, node.text or "", what or "hidden text")
                else:
                    yield node.text or ""
                    if _within(node, {"ins", "moveTo"}):
                        self.aside(place, node.text or "", "an insertion that nobody has accepted")
            elif tag in {"tab", "br", "cr"} and _local(node.getparent()) == "r":
                yield " "
            elif tag == "noBreakHyphen":
                yield "-"
            elif tag == "softHyphen":
                yield "\u00ad"
            elif tag == "sym":
                code = int(node.get(f"{_W}char") or "FFFD", 16)
                yield chr(code - 0xF000 if code >= 0xF000 else code)
            elif tag == "footnoteReference":
                yield mark(node.get(f"{_W}id") or "")
            elif tag in {"endnoteReference", "commentReference"}:
                continue

    def _unseen(self, node: Any, run: Any) -> str:
        tag = _local(node)
        if tag == "delText" or _within(node, {"del", "moveFrom"}):
            return "a deletion that nobody has accepted"
        if tag == "instrText":
            # Numbers and places of a page; anything else can make up words.
            harmless = re.fullmatch(r"\s*(?:PAGE|NUMPAGES|TOC|PAGEREF|HYPERLINK|REF)\b.*", node.text or "", re.DOTALL)
            return "" if not (node.text or "").strip() else "a field" if not harmless else "a field of the page"
        properties = run.find(f"{_W}rPr") if run is not None else None
        if self._is_hidden(properties):
            return "hidden text"
        if properties is not None and any(_on(properties, name) for name in ("strike", "dstrike")):
            return "text that is crossed out"
        return ""

    def _is_hidden(self, properties: Any) -> bool:
        if properties is None:
            return False
        styles = [properties.find(f"{_W}{name}") for name in ("pStyle", "rStyle")]
        return _hides(properties) or any(s is not None and s.get(f"{_W}val") in self._hidden for s in styles)


def _hiding_styles(raw: bytes | None) -> frozenset[str]:
    styles = parse(raw).iter(f"{_W}style") if raw else ()
    return frozenset(
        style.get(f"{_W}styleId")
        for style in styles
        if (properties := style.find(f"{_W}rPr")) is not None and _hides(properties)
    )


def _hides(properties: Any) -> bool:
    colour, size = properties.find(f"{_W}color"), properties.find(f"{_W}sz")
    white = colour is not None and (colour.get(f"{_W}val") or "").upper() in {"FFFFFF", "FEFEFE"}
    tiny = size is not None and int(size.get(f"{_W}val") or _TINY) < _TINY
    return white or tiny or any(_on(properties, name) for name in ("vanish", "webHidden", "specVanish"))


def _on(properties: Any, name: str) -> bool:
    found = properties.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val") not in {"0", "false", "off"}


def _level(paragraph: Any) -> int:
    style, outline = paragraph.find(f"{_W}pPr/{_W}pStyle"), paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    name = (style.get(f"{_W}val") if style is not None else None) or ""
    if outline is not None and (outline.get(f"{_W}val") or "").isdigit():
        return int(outline.get(f"{_W}val")) + 1
    return int(name[-1]) if re.fullmatch(r"Heading ?\d", name) else 1 if name == "Title" else 0


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _within(element: Any, tags: set[str]) -> bool:
    return any(_local(ancestor) in tags for ancestor in element.iterancestors())


def _inside_other(node: Any, paragraph: Any) -> bool:
    """Whether a node belongs to a paragraph inside this one, as of a text box."""
    for ancestor in node.iterancestors():
        if ancestor is paragraph:
            return False
        if ancestor.tag == f"{_W}p" and paragraph.tag == f"{_W}p":
            return True
    return False
