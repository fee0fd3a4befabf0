"""Which elements of a web page are no part of its text, and why."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Any

from ipp_search.ingest.readers.builder import BESIDE, HIDDEN, STRUCK
from ipp_search.ingest.readers.html.main_part import is_furniture, titles

_STRUCK = {"del", "s", "strike"}
_SKIPPED = {
    "script", "style", "template", "noscript", "head", "nav", "aside", "svg", "math", "iframe", "object", "button",
    "input", "select", "textarea", "label", "frameset",
}  # fmt: skip
_FURNITURE = {"banner", "contentinfo", "navigation", "search", "complementary"}  # ARIA roles
_CONTENTS = re.compile(r"\bMsoT(oc\d|ocHeading)\b", re.IGNORECASE)  # of Word's tables of contents


def why_gone(element: Any, effects: AbstractSet[str]) -> str:
    """Why a person who looks at the page does not read an element as the record's; empty if it is read.

    ``effects`` are those of its style.
    """
    if element.tag in _STRUCK or "struck" in effects:
        return STRUCK
    if "hidden" in effects or element.get("hidden") is not None or (element.get("aria-hidden") or "").lower() == "true":
        return HIDDEN
    if element.tag in _SKIPPED or element.get("role") in _FURNITURE or element.get("title") in {"header", "footer"}:
        return BESIDE
    parent = element.getparent()
    in_body = parent is not None and parent.tag == "body"
    if element.tag in {"header", "footer"} and in_body and not titles(element):
        return BESIDE
    return BESIDE if _CONTENTS.search(element.get("class") or "") or is_furniture(element) else ""
