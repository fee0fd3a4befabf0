"""Which parts of a web page are the record: its main part, and above it what names the meeting and those who met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ipp_search.ingest.cues.labels import announced_field

_UNSEEN = {"script", "style", "template", "noscript", "nav", "aside", "svg"}
_LABELS = ("dt", "th", "td", "p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6")
# Names that makers of sites give to elements, as id or class.
_MAIN = {"content", "main", "main-content", "maincontent", "page-content", "post-content", "entry-content", "primary"}
_FURNITURE = {
    "skip", "skip-link", "skiplink", "breadcrumb", "breadcrumbs", "menu", "navbar", "navigation", "sidebar",
    "site-footer", "page-footer", "share", "pagination",
}  # fmt: skip
_MOST = 0.5  # of the letters of a page
_LABEL_CHARS = 60  # of the line that holds a label such as "Present:"


@dataclass(frozen=True, slots=True)
class MainPart:
    """The element that holds the record, the ones above it that belong to it, and the words of all others."""

    main: Any
    above: tuple[Any, ...] = ()
    left_out: tuple[str, ...] = ()


def main_part(root: Any) -> MainPart:
    """The record's part of a page: all of its body, or what is marked as ``main`` with its title and header above."""
    main = next((element for element in root.iter() if element.tag == "main" or element.get("role") == "main"), None)
    if main is None:
        body = root.find("body")
        body = body if body is not None else root
        main = _named_main(body)
        if main is None:
            return MainPart(body)
    above: list[Any] = []
    left_out: list[str] = []
    for ancestor in [*reversed(list(main.iterancestors())), main]:
        for beside in reversed(list(ancestor.itersiblings(preceding=True))):
            if isinstance(beside.tag, str) and beside.tag != "head":
                (above if titles(beside) or has_labels(beside) else left_out).append(beside)
    for ancestor in [main, *main.iterancestors()]:
        left_out += [beside for beside in ancestor.itersiblings() if isinstance(beside.tag, str)]
    words = (words_of(element) for element in left_out)
    return MainPart(main, tuple(above), tuple(dict.fromkeys(said for said in words if said)))


def _named_main(body: Any) -> Any:
    """The only element that is named as a page's main part and holds most of its words; None where there is none."""
    named = [element for element in body.iter() if isinstance(element.tag, str) and _MAIN & _names(element)]
    outer = [element for element in named if not any(above in named for above in element.iterancestors())]
    held = len(words_of(outer[0])) if len(outer) == 1 else 0
    return outer[0] if held > len(words_of(body)) * _MOST else None


def _names(element: Any) -> set[str]:
    return set(f"{element.get('id') or ''} {element.get('class') or ''}".lower().split())


def is_furniture(element: Any) -> bool:
    """Whether an element is named as what leads about the site, and states nothing of a meeting."""
    return bool(_FURNITURE & _names(element)) and not titles(element) and not has_labels(element)


def titles(element: Any) -> bool:
    """Whether an element holds the page's only first heading, and that is more than a link to the site."""
    found = [element] if element.tag == "h1" else list(element.iter("h1"))
    if len(found) != 1 or len(list(element.getroottree().iter("h1"))) != 1:
        return False
    return len(words_of(found[0])) > sum(len(words_of(link)) for link in found[0].iter("a"))


def has_labels(element: Any) -> bool:
    """Whether lines of an element announce who was there, or when: ``Present``, ``Apologies``, ``Date``."""
    if element.tag in _UNSEEN:
        return False
    lines = (words_of(part) for part in element.iter(*_LABELS) if not any(child.tag in _LABELS for child in part))
    return any(line and len(line) <= _LABEL_CHARS and announced_field(line) for line in lines)


def words_of(element: Any) -> str:
    """The words of an element, but for scripts and what leads about the site."""
    if element.tag in _UNSEEN or not isinstance(element.tag, str):
        return ""
    said = [element.text or ""]
    for child in element:
        said += [words_of(child), child.tail or ""]
    return " ".join(" ".join(said).split())
