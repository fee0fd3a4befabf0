"""A record set out for reading: headings, passages, and what between them stands in none, nothing left away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipp_search.ingest.records import Passage
    from ipp_search.query.reading import WholeRecord

_MARKER = re.compile(r"^[\W\d_]+|[\W_]+$")
_A_PAGE = 80_000  # bytes of the record on one page, so that with what stands beside it no page has 200 kB
_MARKUP = 400  # bytes around a part, as measured on pages of transcripts


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a record: a heading (``level`` from 2), a passage, or words outside of all passages, and why so."""

    kind: Literal["heading", "passage", "outside"]
    text: str
    level: int = 0
    anchor: str = ""
    passage: Passage | None = None
    why: str = ""


@dataclass(slots=True)
class _Headings:
    """The headings of a meeting that are still to come, in the order of the record."""

    paths: list[tuple[str, ...]]
    count: int = 0
    known: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in self.paths:
            self.known.setdefault(bare(path[-1]), len(path))

    def part(self, line: str) -> Part | None:
        """The heading that a line is, if it is one."""
        level = self.known.get(bare(line))
        if level is None:
            return None
        self.count += 1
        return Part("heading", line.strip().strip("#").strip() or line, min(level + 1, 6), f"h-{self.count}")


def set_out(whole: WholeRecord) -> list[Part]:
    """The parts of a record, in order; together they have every letter of it.

    A line between two passages is a heading where the record's headings have it; else the reason for which it was
    left out is told, if there is one.
    """
    headings = _Headings([path for path in whole.exported.sections if path])
    reasons = {line.line: line.why for line in whole.exported.left_out if line.line is not None}
    parts: list[Part] = []
    place = whole.begin
    line = whole.text.count("\n", 0, place) + 1
    for passage in whole.exported.passages:
        if passage.start > place:
            parts += _between(whole.text[place : passage.start], line, headings, reasons)
        if passage.end > place:  # a passage may stand inside another, as a cell does in its row
            line += whole.text.count("\n", place, passage.end)
            place = passage.end
        parts.append(Part("passage", passage.text, anchor=f"p-{passage.id}", passage=passage))
    parts += _between(whole.text[place : whole.end], line, headings, reasons)
    return parts


def leaves(parts: Sequence[Part]) -> list[list[Part]]:
    """A record's parts, cut into pages that a browser gets at once; at least one, and none of them empty but for that.

    A page ends before a heading where one stands in its last fifth.
    """
    cut: list[list[Part]] = [[]]
    size = 0
    for part in parts:
        weight = len(part.text.encode()) + _MARKUP
        ends = size + weight > _A_PAGE or (part.kind == "heading" and size > 0.8 * _A_PAGE)
        if cut[-1] and ends:
            cut.append([])
            size = 0
        cut[-1].append(part)
        size += weight
    return cut


def _between(text: str, first: int, headings: _Headings, reasons: dict[int, str]) -> Iterator[Part]:
    """The lines between two passages; a list marker alone is none."""
    for number, line in enumerate(text.split("\n"), first):
        if not any(map(str.isalnum, line)):
            continue
        yield headings.part(line) or Part("outside", line.strip(), why=reasons.get(number, ""))


def bare(words: str) -> str:
    """A heading without its number and marks, so that it is known in the text as in a section's path."""
    return _MARKER.sub("", " ".join(words.split())).casefold()
