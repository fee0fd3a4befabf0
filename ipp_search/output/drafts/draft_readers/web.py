"""Pages: every text of the tree, with what is hidden, generated or only an attribute told as such."""

from __future__ import annotations

import re
from typing import Any

from ipp_search.output.drafts.document import STYLE
from ipp_search.query.verification.statements import Block, Draft, mark

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i kbd label mark nobr q rp rt ruby s samp small span"
    " strike strong sub sup time tt u var wbr ins del".split()
)
_TOLD = {
    "title",
    "alt",
    "aria-label",
    "aria-description",
    "placeholder",
    "value",
    "label",
    "summary",
    "srcdoc",
    "content",
}
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|content\s*:|clip|text-indent\s*:\s*-|(?:left|top|right)\s*:\s*-|(?:max-)?(?:height|width)\s*:\s*0|transparent"
    r"|(?<!-)color\s*:\s*(?:#f{3,8}\b|white)|text-decoration[^;]{0,100}line-through|transform|z-index",
    re.IGNORECASE,
)
_OF_PROGRAMS = {"viewport", "generator", "author", "created", "changed", "changedby", "progid", "appversion"}
_CROSSED = {"del", "s", "strike"}
_UNREAD = {
    "img": "a picture, whose words cannot be read", "canvas": "a drawing by a program",
    "iframe": "another page inside this one", "object": "an embedded file", "embed": "an embedded file",
    "video": "a film", "audio": "a sound",
}  # fmt: skip
_REFUSED = {"script": "a program, which can change the page", "template": "hidden text", "noscript": "hidden text"}


def read_html(text: str) -> Draft:
    """The blocks of a page and its notes, the list items that have the id ``note-…``."""
    import lxml.html

    tree = lxml.html.document_fromstring(text)
    page = _Page()
    page.walk(tree)
    page.end()
    return Draft(page.blocks, page.notes)


class _Page:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.notes: dict[str, str] = {}
        self._text: list[str] = []
        self._level = 0
        self._title = ""

    def end(self) -> None:
        """What was gathered is a block."""
        words = "".join(self._text)
        if words.strip():
            # A heading keeps its rank through what is inside it.
            self.blocks.append(Block(words.strip(), self._place(), self._level))
        self._text.clear()

    def _place(self) -> str:
        return f"block {len(self.blocks) + 1}"

    def _aside(self, words: str, what: str) -> None:
        if words.strip():
            self.blocks.append(Block(words.strip(), self._place(), aside=what))

    def walk(self, element: Any) -> None:
        """Read an element with all that is below it."""
        if not isinstance(element.tag, str):
            self._aside(element.text or "", "a comment in the page's source")
            return
        tag = element.tag.rpartition("}")[2].lower()
        for name, value in element.attrib.items():
            if name.lower() in _TOLD and not (tag in {"meta", "li", "ol"} and not _is_text(element, name)):
                self._aside(value, f"the attribute {name}, which a reader may be shown")
        self._effects(element, tag)
        if tag in _UNREAD:
            self._aside(element.get("src") or element.get("data") or tag, _UNREAD[tag])
        if tag in _REFUSED or (tag == "style" and _may_hide((element.text or "").strip())):
            what = _REFUSED.get(tag, "a style sheet that is not ours and may hide or add words")
            self._aside(" ".join("".join(element.itertext()).split())[:300], what)
        if tag in {"script", "style", "template"}:
            return
        if tag == "title":
            self._title = "".join(element.itertext())
            return
        if tag in _CROSSED or element.get("hidden") is not None or _HIDES.search(element.get("style") or ""):
            what = "text that is crossed out" if tag in _CROSSED else "text that is hidden or moved out of sight"
            self._aside(" ".join("".join(element.itertext()).split()), what)
            return
        self._open(element, tag)

    def _effects(self, element: Any, tag: str) -> None:
        """Tell what changes a page beside its words: programs, other pages, the direction of writing, list numbers."""
        for name, value in element.attrib.items():
            if name.lower().startswith("on"):
                self._aside(value, "a program, which can change the page")
        turned = (element.get("dir") or "").lower() == "rtl" or tag == "bdo"
        start = element.get("start") if tag == "ol" else element.get("value") if tag == "li" else None
        for told, what in (
            (tag == "base", "an address that turns every link elsewhere"),
            (tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh", "the page leads elsewhere"),
            (tag == "link" and "style" in (element.get("rel") or "").lower(), "a style sheet that is not read"),
            (turned, "writing turned round"),
            (tag == "ol" and element.get("reversed") is not None, "a list numbered backwards"),
            (start not in {None, "1"} and tag == "ol", "a list that does not begin with 1"),
            (start is not None and tag == "li", "a number set by hand"),
        ):
            if told:
                self._aside(" ".join("".join(element.itertext()).split())[:300] or tag, what)

    def _open(self, element: Any, tag: str) -> None:
        name = element.get("id", "")
        if tag == "li" and name.startswith("note-"):
            self.end()
            self._note(element, name[5:])
        elif tag == "a" and element.get("href", "").startswith("#note-"):
            to, shown = element.get("href")[6:], "".join(element.itertext()).strip()
            if shown != to:
                self._aside(shown, f"the number shown for note {to}")
            self._text.append(mark(to))
        elif tag == "tr":
            self._row(element)
        elif tag in _INLINE:
            self._text += ["“"] if tag == "q" else []
            self._inside(element)
            self._text += ["”"] if tag == "q" else []
        elif tag == "br":
            self._text.append(" ")
        else:
            self.end()
            level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0
            outer, self._level = self._level, level or self._level
            self._inside(element)
            self.end()
            self._level = outer
            if level == 1 and self._title and self._title.strip() != "".join(element.itertext()).strip():
                self._aside(self._title, "the title of the window")
            self._title = "" if level == 1 else self._title

    def _inside(self, element: Any) -> None:
        self._text.append(element.text or "")
        for child in element:
            self.walk(child)
            self._text.append(child.tail or "")

    def _row(self, element: Any) -> None:
        self.end()
        cells = []
        for cell in element:
            if isinstance(cell.tag, str) and cell.tag in {"td", "th"}:
                before = len(self.blocks)
                self._cell(cell)
                inner = self.blocks[before:]
                cells.append(" ".join(block.text for block in inner if not block.aside))
                self.blocks[before:] = [block for block in inner if block.aside]
            else:
                self.walk(cell)
            self._text.append(cell.tail or "")
        self.end()
        self.blocks.append(Block(" | ".join(cells), self._place(), cells=tuple(cells)))

    def _cell(self, cell: Any) -> None:
        """Read a cell; what it holds are the blocks from here."""
        self.walk(cell)
        self.end()

    def _note(self, element: Any, name: str) -> None:
        before = len(self.blocks)
        self._inside(element)
        self.end()
        inner = self.blocks[before:]
        self.blocks[before:] = [block for block in inner if block.aside]
        words = " ".join(" ".join(block.text for block in inner if not block.aside).split())
        parent = element.getparent()
        number = str([one for one in parent if one.tag == "li"].index(element) + 1)
        if name in self.notes or (name.isdigit() and name != number):
            self._aside(words, f"the note shown as {number} is not the one that is linked")
        self.notes.setdefault(name, words)


def _may_hide(style: str) -> bool:
    """Whether a style sheet that is not ours can hide words, add some, or fetch another."""
    return style != STYLE and (_HIDES.search(style) or re.search(r"@import|url\(|position\s*:", style)) is not None


def _is_text(element: Any, name: str) -> bool:
    """Whether an attribute of a ``meta`` is a sentence about the page, or of a list no mere number."""
    if element.tag == "meta":
        return name == "content" and "name" in element.attrib and element.get("name").lower() not in _OF_PROGRAMS
    return not (element.get(name) or "").strip().isdigit()
