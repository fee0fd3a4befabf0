"""What the style sheet inside a page, or an element's own style, says of its words: hidden, struck, bold.

Selectors of one part (``p``, ``.x``, ``#x``, ``p.x``) are understood, which is what office programs write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

Effect = Literal["hidden", "struck", "bold"]
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<name>[.#][\w-]+)?", re.IGNORECASE)
_TOLD: tuple[tuple[Effect, frozenset[str], re.Pattern[str]], ...] = (
    ("hidden", frozenset({"display"}), re.compile(r"none")),
    ("hidden", frozenset({"visibility"}), re.compile(r"hidden|collapse")),
    ("hidden", frozenset({"mso-hide"}), re.compile(r"all")),
    ("struck", frozenset({"text-decoration", "text-decoration-line"}), re.compile(r".*\bline-through\b.*")),
    ("bold", frozenset({"font-weight"}), re.compile(r"bold|bolder|[6-9]00")),
)


class StyleSheet:
    """The rules of a page."""

    def __init__(self, text: str) -> None:
        self._rules: dict[tuple[str, str], dict[str, str]] = {}
        for selectors, declarations in _rules(_COMMENT.sub(" ", text)):
            stated = _declared(declarations)
            for selector in selectors.split(","):
                match = _SIMPLE.fullmatch(selector.strip())
                if match and match[0] and stated:
                    key = ((match["tag"] or "").lower(), match["name"] or "")
                    self._rules.setdefault(key, {}).update(stated)

    def effects(self, element: Any) -> set[Effect]:
        """What the page says of an element itself, whatever it says of those around it."""
        stated: dict[str, str] = {}
        if self._rules:
            names = ["", *(f".{name}" for name in (element.get("class") or "").split())]
            if element.get("id"):
                names.append(f"#{element.get('id')}")
            for name in names:
                for tag in ("", element.tag):
                    stated.update(self._rules.get((tag, name), {}))
        stated.update(_declared(element.get("style") or ""))
        return {effect for effect, names, form in _TOLD if any(form.fullmatch(stated.get(name, "")) for name in names)}


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations; rules for some media only are left out."""
    pieces = re.split(r"([{}])", text)
    depth, selectors, body = 0, "", ""
    for piece in pieces:
        if piece == "{":
            depth += 1
        elif piece == "}":
            if depth == 1 and not selectors.lstrip().startswith("@"):
                yield selectors, body
            depth = max(0, depth - 1)
            selectors = body = ""
        elif depth == 0:
            selectors = piece.rpartition(";")[2]
        elif depth == 1:
            body = piece


def _declared(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip()
        for name, _, value in pairs
        if any(name.strip() in names for _, names, _ in _TOLD)
    }
