"""The words of a paragraph of a Word file, as printed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ipp_search.ingest.readers.builder import DELETED, HIDDEN, STRUCK
from ipp_search.ingest.readers.word.styles import Styles
from ipp_search.ingest.readers.word.symbols import UNKNOWN, character, without_private

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {
    f"{W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "txbxContent", "rt")
} | {_FALLBACK}
_SIGNS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
    f"{W}t": "", f"{M}t": "",
}  # fmt: skip


def words_of(paragraph: Any, styles: Styles) -> str:
    """What is printed of a paragraph, without the boxes and notes that hang on it."""
    return "".join(_words(paragraph, styles, styles.of(paragraph)))


def left_out(body: Any, styles: Styles) -> Iterator[tuple[str, str]]:
    """The words of a body that are not, or no longer, its text, each stretch with why."""
    for paragraph in body.iter(f"{W}p"):
        style = styles.of(paragraph)
        runs = ((run, _why_gone(run, styles, style)) for run in paragraph.iter(f"{W}r"))
        for why, stretch in groupby(runs, lambda each: each[1]):
            if why:
                texts = (text for run, _ in stretch for text in run.iterchildren(f"{W}t", f"{W}delText"))
                yield "".join(text.text or "" for text in texts), why


def _why_gone(run: Any, styles: Styles, style: str) -> str:
    if next(run.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None:
        return DELETED
    if styles.is_struck(run, style):
        return STRUCK
    return HIDDEN if styles.is_gone(run, style) else ""


def is_bold(paragraph: Any, styles: Styles) -> bool:
    """Whether all its words are bold."""
    style = styles.of(paragraph)
    runs = [run for run in paragraph.iter(f"{W}r") if "".join(_words(run, styles, style)).strip()]
    return bool(runs) and all(styles.has(run, "b", style) for run in runs)


def lead_of(paragraph: Any, styles: Styles) -> str:
    """The bold words that a paragraph begins with."""
    style = styles.of(paragraph)
    lead = ""
    for run in paragraph.iterchildren(f"{W}r"):
        words = "" if styles.is_gone(run, style) else "".join(_words(run, styles, style))
        if words.strip() and not styles.has(run, "b", style):
            break
        lead += words
    return lead


def boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes that hang on a paragraph, each once, but for those in its boxes."""
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        if element.tag == f"{W}txbxContent":
            yield element
        elif element.tag not in {_FALLBACK, f"{W}del", f"{W}moveFrom"}:
            pending += reversed(element)


def note_marks(element: Any) -> Iterator[tuple[str, str]]:
    """The notes that ``element`` refers to, as kind (``footnote``, ``endnote``) and id."""
    for reference in element.iter(f"{W}footnoteReference", f"{W}endnoteReference"):
        if not any(
            above.tag in {f"{W}del", f"{W}moveFrom"} for above in reference.iterancestors(f"{W}del", f"{W}moveFrom")
        ):
            yield reference.tag.removeprefix(W).removesuffix("Reference"), reference.get(f"{W}id", "")


def _words(element: Any, styles: Styles, style: str, font: str = "") -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == f"{W}r":
            if not styles.is_gone(child, style):
                yield from _words(child, styles, style, _font(child))
        elif tag in _SIGNS:
            yield _SIGNS[tag] or without_private(child.text or "", font)
        elif tag == f"{W}sym":
            yield _symbol(child)
        elif tag.startswith(M):
            yield _formula(child)
        else:
            yield from _words(child, styles, style, font)


def _font(run: Any) -> str:
    fonts = run.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii", "")


def _symbol(element: Any) -> str:
    try:
        return character(element.get(f"{W}font", ""), int(element.get(f"{W}char", ""), 16))
    except (ValueError, OverflowError):
        return UNKNOWN


def _formula(element: Any) -> str:
    """A formula on one line: ``a/b``, ``x^2``, ``√(x)``."""
    tag = element.tag.removeprefix(M)
    if tag == "t":
        return str(element.text or "")
    if tag == "f":
        return "/".join(_grouped(part) for part in element if part.tag in {f"{M}num", f"{M}den"})
    if tag in {"sup", "sub"}:
        inner = _grouped(element)
        return f"{'^' if tag == 'sup' else '_'}{inner}" if inner else ""
    if tag == "chr":
        return str(element.get(f"{M}val", ""))
    if tag == "deg":
        return ""
    inner = "".join(_formula(child) for child in element if isinstance(child.tag, str))
    if tag == "rad":
        return f"√({inner})"
    return f"({inner})" if tag == "d" else inner


def _grouped(part: Any) -> str:
    inner = "".join(_formula(child) for child in part if isinstance(child.tag, str))
    return inner if len(inner) < 2 or inner.replace(".", "").isalnum() else f"({inner})"
