"""What the styles of an OpenDocument text say: hidden, struck through, bold, rank as a heading, list.

A style takes over from its parent what it does not set itself.
"""

from __future__ import annotations

from typing import Any

from ipp_search.ingest.readers.builder import HIDDEN, STRUCK
from ipp_search.ingest.readers.list_numbers import count

_STRUCKS = ("style:text-line-through-style", "style:text-line-through-type")
_HEADING_LEVELS = 10  # of OpenDocument's outline


class Styles:
    """The styles of a document, by name; automatic ones before common ones."""

    def __init__(self, document: Any) -> None:
        self._styles: dict[tuple[str, str], Any] = {}
        for family in ("paragraph", "text"):
            for style in document.get_styles(family=family):
                name = style.get_attribute("style:name")
                if name and style.tag == "style:style":
                    self._styles.setdefault((family, name), style)
        self._gone: dict[tuple[str, str], str] = {}

    def is_gone(self, family: str, name: str | None) -> bool:
        """Whether words in a style are hidden or struck through."""
        return bool(self.why_gone(family, name))

    def why_gone(self, family: str, name: str | None) -> str:
        """Why words in a style are none of the text; empty where they are."""
        key = (family, name or "")
        if key not in self._gone:
            struck = any(self._says(*key, each) not in {None, "none"} for each in _STRUCKS)
            hidden = self._says(*key, "text:display") in {"none", "true"}
            self._gone[key] = STRUCK if struck else HIDDEN if hidden else ""
        return self._gone[key]

    def shows(self, family: str, name: str | None) -> bool:
        """Whether a style itself sets that its words are shown as they are, whatever is around them."""
        said = [self._says(family, name or "", each) for each in (*_STRUCKS, "text:display")]
        return any(said) and not self.is_gone(family, name)

    def is_bold(self, family: str, name: str | None) -> bool:
        """Whether words in a style are bold."""
        return self._says(family, name or "", "fo:font-weight") in {
            "bold", "600", "700", "800", "900",
        }  # fmt: skip

    def rank(self, name: str | None) -> int:
        """The rank of a paragraph of this style as a heading, 0 of one that is none."""
        for one, style in self._chain("paragraph", name or ""):
            if one == "Title":
                return 1
            if level := count(style.get_attribute("style:default-outline-level"), 0, _HEADING_LEVELS):
                return level
        return 0

    def _says(self, family: str, name: str, attribute: str) -> str | None:
        for _, style in self._chain(family, name):
            for child in style.children:
                if child.tag == "style:text-properties" and (value := child.get_attribute(attribute)) is not None:
                    return str(value).lower()
        return None

    def _chain(self, family: str, name: str) -> list[tuple[str, Any]]:
        chain: dict[str, Any] = {}
        while (family, name) in self._styles and name not in chain:
            chain[name] = self._styles[family, name]
            name = chain[name].get_attribute("style:parent-style-name") or ""
        return list(chain.items())
