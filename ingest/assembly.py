"""Builds the text of a format that has no lines of its own: a line a block, marks and indentation shown."""

from __future__ import annotations

import re
from typing import Any

from ipp_search.ingest.characters import searchable
from ipp_search.ingest.plaintext import nesting_depth, split_marker
from ipp_search.ingest.records import Block, Role

_COLUMN = re.compile(
    r"(no|ref|number|item|agenda item|topic|subject|title|issue|risk|theme|discussion|notes?|comments?|minute|summary"
    r"|actions?|action points?|tasks?|decisions?|outcome|owner|action owner|lead|who|by whom|responsible|assigned( to)?"
    r"|due|due date|deadline|when|by when|date|target date|status|progress|update|rag|name|names|organisation"
    r"|organization|role|representing|initials|team|present|attended|attendance|apologies|description|detail|details)"
)
_SAME_INDENT = 40  # twentieths of a point


class Assembly:
    """Collects blocks in reading order; ``text`` and ``blocks`` are what a Document takes."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.paragraph = 0
        self._gap = False
        self._typed: list[tuple[int, str]] = []  # the open lists whose marks were typed, not styled
        self._indents: list[int] = []  # of the open lists, outermost first

    @property
    def text(self) -> str:
        """All lines, each ended by a line feed."""
        return "".join(f"{line}\n" for line in self._lines)

    def depth(self, indent: int) -> int:
        """The depth of an item by how far it is set in, whatever list its style says it belongs to."""
        while self._indents and self._indents[-1] > indent + _SAME_INDENT:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1] + _SAME_INDENT:
            self._indents.append(indent)
        return len(self._indents)

    def empty(self) -> None:
        """An empty paragraph: it sets what follows apart."""
        self._gap = True

    def add(self, words: str, role: Role, *, level: int = 0, marker: str = "", **place: Any) -> None:
        """Append a block. ``words`` lose outer space and line breaks; a typed list mark makes an item of a paragraph.

        ``place`` are further fields of Block (page, anchor, speaker, time, context).
        """
        words = " ".join(part.strip() for part in searchable(words).split("\n") if part.strip())
        if not words:
            self.empty()
            return
        if role == "paragraph":
            typed, begin = split_marker(words)
            if typed:
                role, marker, words = "item", typed, words[begin:].strip()
                level = level or nesting_depth(self._typed, 0, marker)
            else:
                self._typed.clear()
        if role != "item":
            self._indents.clear()
        self.paragraph += 1
        lead = "  " * (level - 1) + f"{marker} " if role == "item" else ""
        start = self._length + len(lead)
        self.blocks.append(
            Block(start, start + len(words), role, level, marker, self._gap, paragraph=self.paragraph, **place)
        )
        self._lines.append(lead + words)
        self._length += len(lead) + len(words) + 1
        self._gap = False


def is_head(cells: list[str], rows: int, marked: bool = False) -> bool:
    """Whether the first row of a table names its columns: it is ``marked`` so, or has words that columns have.

    A table of facts (``Date | 3 June 2025``) or of names has no such row, and its first row must not be lost.
    """
    if rows < 2 or len(cells) < 2 or not all(0 < len(cell.split()) <= 5 for cell in cells):
        return False
    known = [_COLUMN.fullmatch(cell.strip(" .:#*_").lower()) is not None for cell in cells]
    return marked or all(known) or (len(cells) > 2 and sum(known) * 2 >= len(cells))
