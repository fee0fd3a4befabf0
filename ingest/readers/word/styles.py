"""What the styles of a Word file say of its paragraphs and runs: rank as headings, bold, struck, hidden.

A style takes over from the one it is based on what it does not set itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ipp_search.ingest.readers.list_numbers import count

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}
_BODY_TEXT = 9  # the outline level of what is no heading
_CONTENTS = re.compile(r"toc ?(\d|heading)|table ?of ?(figures|authorities)", re.IGNORECASE)
_HIDDEN = ("vanish", "webHidden")
_STRUCK = ("strike", "dstrike")


class Styles:
    """The styles of a document."""

    def __init__(self, document: WordDocument) -> None:
        self._styles = {style.get(f"{_W}styleId", ""): style for style in document.styles.element.iter(f"{_W}style")}
        self._default = next(
            (
                id_
                for id_, style in self._styles.items()
                if style.get(f"{_W}default") in {"1", "true"} and style.get(f"{_W}type") == "paragraph"
            ),
            "",
        )
        self._ranks: dict[str, int] = {}
        self._set: dict[tuple[str, str], bool | None] = {}

    def of(self, paragraph: Any) -> str:
        """The id of a paragraph's style."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self._default if style is None else style.get(f"{_W}val", "")

    def rank(self, paragraph: Any) -> int:
        """The rank of a paragraph as a heading, 0 of one that is none."""
        outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None:
            return _rank(outline)
        style = self.of(paragraph)
        if style not in self._ranks:
            self._ranks[style] = next((rank for one in self._chain(style) if (rank := _own_rank(one)) is not None), 0)
        return self._ranks[style]

    def is_contents(self, paragraph: Any) -> bool:
        """Whether a paragraph is a line of a table of contents."""
        style = self.of(paragraph)
        return _CONTENTS.match(self._name(style) or style) is not None

    def is_gone(self, run: Any, paragraph_style: str) -> bool:
        """Whether the words of a run are hidden or struck through."""
        return self.is_struck(run, paragraph_style) or any(self.has(run, name, paragraph_style) for name in _HIDDEN)

    def is_struck(self, run: Any, paragraph_style: str) -> bool:
        """Whether the words of a run are struck through."""
        return any(self.has(run, name, paragraph_style) for name in _STRUCK)

    def has(self, run: Any, name: str, paragraph_style: str) -> bool:
        """Whether a run has a property that is on or off: its own, else its style's, else its paragraph's."""
        properties = run.find(f"{_W}rPr")
        if properties is not None:
            own = _toggle(properties, name)
            if own is not None:
                return own
            style = properties.find(f"{_W}rStyle")
            if style is not None and (set_ := self._says(style.get(f"{_W}val", ""), name)) is not None:
                return set_
        return bool(self._says(paragraph_style, name))

    def _says(self, style: str, name: str) -> bool | None:
        if (style, name) not in self._set:
            found = (one.find(f"{_W}rPr") for one in self._chain(style))
            toggles = (_toggle(properties, name) for properties in found if properties is not None)
            self._set[style, name] = next((value for value in toggles if value is not None), None)
        return self._set[style, name]

    def _name(self, style: str) -> str:
        element = self._styles.get(style)
        name = None if element is None else element.find(f"{_W}name")
        return "" if name is None else name.get(f"{_W}val", "")

    def _chain(self, style: str) -> list[Any]:
        """A style and those it is based on, nearest first."""
        chain: dict[str, Any] = {}
        while style in self._styles and style not in chain:
            chain[style] = self._styles[style]
            base = chain[style].find(f"{_W}basedOn")
            style = "" if base is None else base.get(f"{_W}val", "")
        return list(chain.values())


def _own_rank(style: Any) -> int | None:
    """The rank that a style itself gives, None if that is left to the style it is based on."""
    name = style.find(f"{_W}name")
    words = "" if name is None else name.get(f"{_W}val", "").lower()
    if words.startswith("heading ") and words[8:].isdigit():
        return count(words[8:], 0, _BODY_TEXT)
    outline = style.find(f"{_W}pPr/{_W}outlineLvl")
    if outline is not None:
        return _rank(outline)
    return 1 if words == "title" else None


def _rank(outline: Any) -> int:
    level = count(outline.get(f"{_W}val"), _BODY_TEXT)
    return level + 1 if level < _BODY_TEXT else 0


def _toggle(properties: Any, name: str) -> bool | None:
    found = properties.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val", "1").lower() not in _OFF
