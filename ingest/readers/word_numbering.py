"""The numbers and bullets that Word prints before list paragraphs: counted, not stored, so counted here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    """How a list prints one of its levels; ``indent`` in twentieths of a point."""

    format: str
    text: str
    start: int
    indent: int


class Numbering:
    """Follows the lists of a document from its top; ask for each paragraph once, in order."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}  # by list id and level
        self._by_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            root = None
        if root is not None:
            self._read(root)
        for style in document.styles.element.iter(f"{_W}style"):
            found = _reference(style)
            if found:
                self._by_style[style.get(f"{_W}styleId")] = found

    def _read(self, root: Any) -> None:
        abstract = {}
        for definition in root.iter(f"{_W}abstractNum"):
            levels = {}
            for level in definition.iter(f"{_W}lvl"):
                values = {}
                for name in ("numFmt", "lvlText", "start"):
                    element = level.find(f"{_W}{name}")
                    values[name] = element.get(f"{_W}val") if element is not None else None
                place = int(level.get(f"{_W}ilvl", "0"))
                indent = _indent(level)
                levels[place] = _Level(
                    values["numFmt"] or "decimal",
                    values["lvlText"] or "",
                    int(values["start"] or 1),
                    indent if indent is not None else 360 * (place + 1),
                )
            abstract[definition.get(f"{_W}abstractNumId")] = levels
        for number in root.iter(f"{_W}num"):
            link = number.find(f"{_W}abstractNumId")
            if link is not None:
                id_ = number.get(f"{_W}numId")
                self._abstract[id_] = link.get(f"{_W}val")
                self._levels[id_] = abstract.get(link.get(f"{_W}val"), {})

    def of(self, paragraph: Any, style: str) -> tuple[int, str] | None:
        """How far a list paragraph is set in (twentieths of a point), and its printed mark; None if in no list."""
        found = _reference(paragraph) or self._by_style.get(style)
        if found is None or found[0] == "0":
            return None
        list_id, level = found
        if list_id not in self._levels:
            return None
        defined = self._levels[list_id].get(level, _Level("bullet", "•", 1, 360 * (level + 1)))
        own = _indent(paragraph)
        indent = defined.indent if own is None else own
        if defined.format in {"bullet", "none"}:
            # Symbol fonts hide their bullets in the private use area.
            hidden = not defined.text.strip() or any("\ue000" <= char <= "\uf8ff" for char in defined.text)
            return indent, "•" if hidden else defined.text
        counts = self._counts[self._abstract[list_id]]
        counts[level] = counts.get(level, defined.start - 1) + 1
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        text = defined.text
        for n in range(level + 1):
            outer = self._levels[list_id].get(n, defined)
            text = text.replace(f"%{n + 1}", _printed(counts.get(n, 1), outer.format))
        return indent, text or "•"


def _indent(element: Any) -> int | None:
    found = element.find(f"{_W}pPr/{_W}ind")
    if found is None:
        return None
    left = found.get(f"{_W}left") or found.get(f"{_W}start")
    return int(float(left)) if left else None


def _reference(element: Any) -> tuple[str, int] | None:
    properties = element.find(f"{_W}pPr/{_W}numPr")
    if properties is None:
        return None
    list_id, level = properties.find(f"{_W}numId"), properties.find(f"{_W}ilvl")
    if list_id is None:
        return None
    return list_id.get(f"{_W}val"), int(level.get(f"{_W}val")) if level is not None else 0


def _printed(number: int, format_: str) -> str:
    if format_.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if format_.startswith("upper") else letter
    if format_.endswith("Roman"):
        roman = ""
        for value, digits in _ROMAN:
            while number >= value:
                roman, number = roman + digits, number - value
        return roman.upper() if format_.startswith("upper") else roman
    return str(number)
