"""Builds the text of a format that has no lines of its own: a line a block, marks and indentation shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ipp_search.ingest.cues.columns import DECISIONS, Cell, Layout, is_head, layout_of
from ipp_search.ingest.readers.plain_text import nesting_depth, split_marker
from ipp_search.ingest.records import TOPIC_LEVEL, Block, Role
from ipp_search.ingest.text import searchable

_SAME_INDENT = 40  # twentieths of a point


class Assembly:
    """Collects blocks in reading order; ``text``, ``blocks``, ``facts`` and ``left_out`` are what a Document takes."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.facts: dict[str, str] = {}
        self.left_out: tuple[str, ...] = ()
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

    def add_table(
        self, rows: Sequence[Sequence[Cell]], *, marked: bool = False, pages: Sequence[int] = (), **place: Any
    ) -> None:
        """Append a table: a block a row, or what a row of minutes holds.

        ``marked`` tells that the first row is marked as the columns' heads; ``pages`` is that of each row;
        ``place`` are further fields of Block.
        """
        rows = [[[line for words in cell for line in words.split("\n")] for cell in row] for row in rows]
        flat = [[" ".join(" ".join(cell).split()) for cell in row] for row in rows]
        heads: list[str] = []
        layout: Layout | None = None
        for n, (row, cells) in enumerate(zip(rows, flat, strict=True)):
            if pages:
                place["page"] = pages[n]
            if n == 0 and is_head(cells, len(rows), marked):
                heads, layout = cells, layout_of(cells, rows[1:])
                self.add(" | ".join(cells), "columns", **place)
            elif layout and len(cells) < len(heads) and len([cell for cell in cells if cell]) == 1:
                self.add(" ".join(cells), "heading", level=TOPIC_LEVEL, **place)
            elif layout and len(cells) == len(heads):
                self._add_minutes(layout, heads, row, cells, place)
            else:
                self.add(" | ".join(cells).strip(" |"), "row", context=" | ".join(heads), **place)

    def _add_minutes(
        self, layout: Layout, heads: list[str], row: Sequence[Cell], cells: list[str], place: dict[str, Any]
    ) -> None:
        if topic := " ".join(cells[n] for n in layout.topic if cells[n]):
            self.add(topic, "heading", level=TOPIC_LEVEL, **place)
        for n in layout.statements:
            for words in filter(str.strip, row[n]):
                self.add(words, "row", context=heads[n] if DECISIONS.fullmatch(heads[n]) else "", **place)
        tasks = [[words for words in row[n] if words.strip()] for n in layout.tasks]
        if len({len(cell) for cell in tasks if cell}) == 1:  # a paragraph a task, its owner and date beside it
            lines = [[cell[k] if cell else "" for cell in tasks] for k in range(max(map(len, tasks)))]
        else:
            lines = [[cells[n] for n in layout.tasks]] if any(tasks) else []
        for line in lines:
            self.add(" | ".join(line).strip(" |"), "row", context=" | ".join(heads[n] for n in layout.tasks), **place)
