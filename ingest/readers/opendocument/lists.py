"""The numbers and bullets that an OpenDocument text prints: counted, not stored, so counted here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ipp_search.ingest.readers.list_numbers import count, decimal, letters, roman

_DEEPEST = 10  # the last level that a list style defines
_PRINTED: dict[str, Callable[[int], str]] = {
    "1": decimal,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}


@dataclass(frozen=True, slots=True)
class _Level:
    """How a list prints one of its levels; ``indent`` in twentieths of a point."""

    bullet: str = "•"
    format: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    """How many levels, counted from the item's own outwards, its number shows."""
    indent: int = 0


class Lists:
    """Follows the lists of a document from its top; ask for each item once, in order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._counts: dict[str, list[int]] = {}  # by list: the last number of each level
        self._last: dict[str, str] = {}  # by list style: the list that used it last
        for style in document.get_styles(family="list"):
            self._read(style.get_attribute("style:name"), style)
        for outline in document.get_part("styles").get_elements("//text:outline-style"):
            self._read(None, outline)
        self._fresh = 0

    def _read(self, name: str | None, style: Any) -> None:
        for child in style.children:
            level = count(child.get_attribute("text:level"), 1, _DEEPEST)
            indent = 720 * level
            for alignment in child.get_elements("descendant::style:list-level-label-alignment"):
                indent = _twips(alignment.get_attribute("fo:margin-left"))
            if child.tag == "text:list-level-style-bullet":
                char = child.get_attribute("text:bullet-char") or "•"
                hidden = any("\ue000" <= one <= "\uf8ff" for one in char)
                self._levels[name or "", level] = _Level("•" if hidden else char, indent=indent)
            elif child.tag in {"text:list-level-style-number", "text:outline-level-style"}:
                form = child.get_attribute("style:num-format") or ""
                self._levels[name or "", level] = _Level(
                    "" if form or name is None else "•",
                    form,
                    child.get_attribute("style:num-prefix") or "",
                    child.get_attribute("style:num-suffix") or "",
                    count(child.get_attribute("text:start-value"), 1),
                    count(child.get_attribute("text:display-levels"), 1, _DEEPEST) or 1,
                    indent,
                )

    def indent(self, style: str, level: int) -> int:
        """How far the items at a depth of a list are set in, in twentieths of a point."""
        found = self._levels.get((style, level))
        return found.indent if found else 720 * level

    def begin(self, listing: Any, style: str) -> str:
        """The key under which a list at the outermost depth is counted: its own, or that of one it goes on with."""
        named = listing.get_attribute("text:continue-list")
        if named and named in self._counts:
            key = str(named)
        elif listing.get_attribute("text:continue-numbering") in {"true", True} and style in self._last:
            key = self._last[style]
        else:
            self._fresh += 1
            key = str(listing.get_attribute("xml:id") or f" {self._fresh}")
            self._counts[key] = []
        if own := listing.get_attribute("xml:id"):
            self._counts[str(own)] = self._counts[key]
        self._last[style] = key
        return key

    def mark(self, key: str, style: str, level: int, start: str | None) -> str:
        """The mark of the next item of a list at a depth; ``start`` is the number that the item itself sets."""
        defined = self._levels.get((style, level), _Level())
        if defined.bullet:
            return defined.bullet
        numbers = self._counts.setdefault(key, [])
        while len(numbers) < level - 1:
            numbers.append(self._levels.get((style, len(numbers) + 1), _Level()).start)
        before = numbers[level - 1] if len(numbers) >= level else defined.start - 1
        numbers[level - 1 :] = [count(start, before + 1)]
        if not defined.format:
            return ""
        first = max(0, level - defined.shown)
        shown = [
            _PRINTED.get(self._levels.get((style, place + 1), defined).format, decimal)(numbers[place])
            for place in range(first, level)
        ]
        return f"{defined.prefix}{'.'.join(shown)}{defined.suffix}".strip()


def _twips(length: str | None) -> int:
    match = re.fullmatch(r"(-?\d{1,6}(?:\.\d{1,9})?)(cm|mm|in|pt)", length or "")
    return int(float(match[1]) * {"cm": 567, "mm": 56.7, "in": 1440, "pt": 20}[match[2]]) if match else 0
