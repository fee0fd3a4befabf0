"""Running headers and footers of a PDF: lines that stand at the same place on several pages."""

from __future__ import annotations

import re

from ipp_search.ingest.readers.pdf.columns import Line

_SAME_PLACE = 3.0  # points
_RUNNING_WORDS = 14
_PAGE_NUMBER = re.compile(r"[\s–—-]*(?:\d+|[ivxl]+)[\s–—-]*", re.IGNORECASE)


def part_running_lines(lines: list[Line], pages: int) -> tuple[list[Line], list[str]]:
    """The lines but for those that stand at the same place on several pages, and these, each once.

    A line that stands once is kept, and page numbers alone are not worth telling.
    """
    places: dict[str, list[Line]] = {}
    for line in lines:
        if line.at_edge:
            places.setdefault(_shape(line), []).append(line)
    running = set()
    for same in places.values():
        for line in same:
            pages_with = {other.page for other in same if abs(other.bottom - line.bottom) <= _SAME_PLACE}
            if len(pages_with) > 1 and len(pages_with) * 3 >= pages:
                running.add(id(line))
    told = {_shape(line): line.words for line in reversed(lines) if id(line) in running}
    told.pop("#", None)
    return [line for line in lines if id(line) not in running], list(reversed(told.values()))


def _shape(line: Line) -> str:
    """A line as running lines compare: with any number for a page's, unless it is a sentence of its own."""
    if line.words.endswith((".", ";", ":")) or len(line.words.split()) > _RUNNING_WORDS:
        return line.words
    return "#" if _PAGE_NUMBER.fullmatch(line.words) else re.sub(r"\d+", "#", line.words)
