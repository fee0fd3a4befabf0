"""The words of a paragraph of an OpenDocument text, as printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ipp_search.ingest.readers.builder import DELETED, HIDDEN
from ipp_search.ingest.readers.list_numbers import count
from ipp_search.ingest.readers.opendocument.styles import Styles

LEFT_OUT = {
    "text:tracked-changes", "text:note", "office:annotation", "office:annotation-end", "text:hidden-text",
    "text:hidden-paragraph", "text:table-of-content", "text:illustration-index", "text:table-index",
    "text:alphabetical-index", "draw:frame", "draw:custom-shape", "draw:g", "text:sequence-decls",
    "text:variable-decls", "text:user-field-decls", "office:forms", "text:ruby-text",
}  # fmt: skip
_MOST_SPACES = 1_000  # in a row; files may state any number


def words_of(element: Any, styles: Styles) -> str:
    """What is printed of a paragraph, without the boxes and notes that hang on it."""
    if styles.is_gone("paragraph", element.get_attribute("text:style-name")):
        # A span of it may set again what the paragraph's style takes away.
        spans = (child for child in element.children if child.tag == "text:span")
        return "".join(word for span in spans for word in _shown_again(span, styles))
    return "".join(_words(element, styles))


def left_out(body: Any, styles: Styles) -> Iterator[tuple[str, str]]:
    """The words of a body that are not, or no longer, its text, each stretch with why."""
    for section in body.get_elements("descendant::text:section[@text:display='none' or @text:display='condition']"):
        yield section.inner_text, HIDDEN
    for element in body.get_elements("descendant::text:p | descendant::text:h | descendant::text:span"):
        family = "text" if element.tag == "text:span" else "paragraph"
        if element.get_elements("ancestor::text:tracked-changes"):
            if family == "paragraph":
                yield element.inner_text, DELETED
        elif why := styles.why_gone(family, element.get_attribute("text:style-name")):
            spans = [child for child in element.children if child.tag == "text:span"]
            shown = [span.inner_text for span in spans if any(_shown_again(span, styles))]
            gone = element.inner_text
            for words in shown:
                gone = gone.replace(words, " ", 1)
            yield gone, why


def is_bold(element: Any, styles: Styles) -> bool:
    """Whether all words of a paragraph are bold."""
    if styles.is_bold("paragraph", element.get_attribute("text:style-name")):
        return True
    if (element.text or "").strip():
        return False
    spans = [child for child in element.children if "".join(_words(child, styles)).strip()]
    return bool(spans) and all(
        child.tag == "text:span"
        and styles.is_bold("text", child.get_attribute("text:style-name"))
        and not (child.tail or "").strip()
        for child in spans
    )


def lead_of(element: Any, styles: Styles) -> str:
    """The bold words that a paragraph begins with."""
    lead = element.text or ""
    if lead.strip():
        return ""
    for child in element.children:
        if child.tag != "text:span" or not styles.is_bold("text", child.get_attribute("text:style-name")):
            break
        lead += "".join(_words(child, styles))
        if (child.tail or "").strip():
            break
        lead += child.tail or ""
    return lead


def _shown_again(span: Any, styles: Styles) -> Iterator[str]:
    if styles.shows("text", span.get_attribute("text:style-name")):
        yield from _words(span, styles)


def _words(element: Any, styles: Styles) -> Iterator[str]:
    yield element.text or ""
    for child in element.children:
        tag = child.tag
        if tag == "text:s":
            yield " " * count(child.get_attribute("text:c"), 1, _MOST_SPACES)
        elif tag == "text:tab":
            yield "\t"
        elif tag == "text:line-break":
            yield "\n"
        elif tag == "draw:frame":
            yield from _formulas(child)
        elif tag not in LEFT_OUT and not (
            tag == "text:span" and styles.is_gone("text", child.get_attribute("text:style-name"))
        ):
            yield from _words(child, styles)
        yield child.tail or ""


def _formulas(frame: Any) -> Iterator[str]:
    """The words of formulas that are written in the text itself."""
    for formula in frame.get_elements("descendant::math:math"):
        yield "".join(str(part) for part in formula.xpath("descendant::text()[not(parent::math:annotation)]"))
