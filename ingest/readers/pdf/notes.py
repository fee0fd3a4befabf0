"""Footnotes of a PDF: a raised figure in a sentence is the mark of a note where one stands below it on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ipp_search.ingest.readers.pdf.columns import Line

_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARKS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_NOTE = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}(?=\s))\s*(?=\S)")
_UNIT = re.compile(r"(?<!\w)(?:[kcm]?m|ft|in|10)$")


def set_notes_apart(lines: Sequence[Line]) -> None:
    """Take the marks of footnotes out of the sentences, and tell the notes by ``Line.note``.

    Raised figures that no note answers ("m²", "10⁶") are set as plain ones.
    """
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    for page in by_page.values():
        _set_apart(page)


def _set_apart(page: Sequence[Line]) -> None:
    every = list(_with_cells(page))
    marked = {mark: line for line in reversed(every) for mark in _marks_in(line)}
    noted = set()
    for line in page:
        found = _NOTE.match(line.words)
        mark = found[1].translate(_LEVEL) if found else ""
        if mark in marked and marked[mark].bottom > line.bottom and marked[mark] is not line:
            line.note = True
            noted.add(mark)
    for line in every:
        first = _NOTE.match(line.words) if line.note else None
        begin = first.end() if first else 0
        line.words = line.words[:begin].translate(_LEVEL) + _plain(line.words[begin:], noted)


def _with_cells(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        yield line
        for row in line.rows:
            for cell in row:
                yield from cell


def _marks_in(line: Line) -> list[str]:
    """The raised figures of a line that may be marks of notes."""
    return [
        found[0].translate(_LEVEL)
        for found in _MARKS.finditer(line.words)
        if found.start() and not _UNIT.search(line.words[: found.start()])
    ]


def _plain(words: str, noted: set[str]) -> str:
    def spelt(found: re.Match[str]) -> str:
        mark = found[0].translate(_LEVEL)
        return "" if mark in noted and not _UNIT.search(words[: found.start()]) else mark

    return _MARKS.sub(spelt, words)
