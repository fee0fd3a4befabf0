"""The numbers and bullets that Word prints before list paragraphs: counted, not stored, so counted here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ipp_search.ingest.readers.list_numbers import count, decimal, letters, roman

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 8  # the last of the nine levels that a list of Word has
_PLACE = re.compile(r"%([1-9])")
_PRINTED: dict[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    """How a list prints one of its levels; ``indent`` in twentieths of a point."""

    format: str
    text: str
    start: int
    indent: int
    legal: bool = False
    """All numbers in its mark are figures, whatever the outer levels print."""
    restarts: bool = True
    """Counting begins anew below each item of an outer level."""


class Numbering:
    """Follows the lists of a document from its top; ask for each paragraph once, in order."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}  # by list id and level
        self._by_style: dict[str, tuple[str, int | None]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}  # where a list sets a number at its first item, by level
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            root = None
        bases: dict[str, str] = {}
        for style in document.styles.element.iter(f"{_W}style"):
            name = style.get(f"{_W}styleId", "")
            if base := _value(style, "basedOn"):
                bases[name] = base
            if found := _reference(style):
                self._by_style[name] = found
        for name in bases:
            seen, base = {name}, name
            while base not in self._by_style and base in bases and bases[base] not in seen:
                base = bases[base]
                seen.add(base)
            if base in self._by_style:
                self._by_style.setdefault(name, self._by_style[base])
        if root is not None:
            self._read(root)

    def _read(self, root: Any) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}
        styled: dict[str, int] = {}
        for definition in root.iter(f"{_W}abstractNum"):
            id_ = definition.get(f"{_W}abstractNumId", "")
            abstract[id_] = {_place(level): _level(level, None) for level in definition.iterchildren(f"{_W}lvl")}
            if style := _value(definition, "numStyleLink"):
                linked[id_] = style
            for level in definition.iterchildren(f"{_W}lvl"):
                if style := _value(level, "pStyle"):
                    styled[style] = _place(level)
        for number in root.iter(f"{_W}num"):
            id_, link = number.get(f"{_W}numId", ""), _value(number, "abstractNumId")
            if link is None:
                continue
            self._abstract[id_] = link
            levels = dict(abstract.get(link, {}))
            restarts = {}
            for change in number.iterchildren(f"{_W}lvlOverride"):
                place = _place(change)
                own = change.find(f"{_W}lvl")
                if own is not None:
                    levels[place] = _level(own, levels.get(place))
                if start := _value(change, "startOverride"):
                    restarts[place] = count(start, 1)
            self._levels[id_], self._restarts[id_] = levels, restarts
        for id_, link in self._abstract.items():  # a list that is another's, by way of a style
            found = self._by_style.get(linked.get(link, ""))
            if found and not self._levels[id_]:
                self._levels[id_] = self._levels.get(found[0], {})
        for style, (id_, level_) in self._by_style.items():
            self._by_style[style] = (id_, styled.get(style, 0) if level_ is None else level_)

    def of(self, paragraph: Any, style: str) -> tuple[int, str] | None:
        """How far a list paragraph is set in (twentieths of a point), and its printed mark; None if in no list."""
        found = _reference(paragraph)
        by_style = self._by_style.get(style)
        if found is None:
            found = by_style
        if found is None or found[0] == "0":
            return None
        list_id = found[0]
        level = found[1] if found[1] is not None else (by_style[1] or 0) if by_style else 0
        if list_id not in self._levels:
            return None
        defined = self._levels[list_id].get(level, _Level("bullet", "•", 1, 360 * (level + 1)))
        own = _indent(paragraph)
        indent = defined.indent if own is None else own
        if defined.format == "bullet":
            # Symbol fonts hide their bullets in the private use area.
            hidden = not defined.text.strip() or any("\ue000" <= char <= "\uf8ff" for char in defined.text)
            return indent, "•" if hidden else defined.text
        counts = self._counts[self._abstract[list_id]]
        start = self._restarts[list_id].pop(level, None)
        counts[level] = start if start is not None else counts.get(level, defined.start - 1) + 1
        levels = self._levels[list_id]
        for deeper in [n for n in counts if n > level and (n not in levels or levels[n].restarts)]:
            del counts[deeper]

        def printed(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            outer = levels.get(place, defined)
            form = "decimal" if defined.legal else outer.format
            return _PRINTED.get(form, decimal)(counts.get(place, outer.start))

        mark = _PLACE.sub(printed, defined.text).strip()
        return indent, mark or "•"


def _level(level: Any, before: _Level | None) -> _Level:
    place, indent = _place(level), _indent(level)
    made = _Level(
        _value(level, "numFmt") or "decimal",
        _value(level, "lvlText") or "",
        count(_value(level, "start"), 1),
        indent if indent is not None else 360 * (place + 1),
        level.find(f"{_W}isLgl") is not None,
        _value(level, "lvlRestart") != "0",
    )
    return made if before is None or made.text else replace(before, start=made.start)


def _place(element: Any) -> int:
    return count(element.get(f"{_W}ilvl"), 0, _DEEPEST)


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val")


def _indent(element: Any) -> int | None:
    found = element.find(f"{_W}pPr/{_W}ind")
    if found is None:
        return None
    left = found.get(f"{_W}left") or found.get(f"{_W}start")
    return count(left.partition(".")[0], 0) if left else None


def _reference(element: Any) -> tuple[str, int | None] | None:
    properties = element.find(f"{_W}pPr/{_W}numPr")
    if properties is None:
        return None
    list_id, level = _value(properties, "numId"), _value(properties, "ilvl")
    if list_id is None:
        return None
    return list_id, None if level is None else count(level, 0, _DEEPEST)
