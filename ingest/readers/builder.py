"""Builds the text of a format that has no lines of its own: a line a block, marks and indentation shown."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from ipp_search.ingest.readers.plain_text import nesting_depth, read_blocks, split_marker
from ipp_search.ingest.records import Block, LeftOut, Role
from ipp_search.ingest.text import searchable

RUNNING = "a running header or footer"
STRUCK = "struck out"
DELETED = "deleted, as the file tracks its changes"
HIDDEN = "hidden, so that nobody sees it in print"
BESIDE = "beside the record on its page"
COMMENT = "a comment, which the page does not show"
ASLANT = "printed aslant across the page"
"""Why words of a file are in no passage."""

_SPACES = re.compile(" {2,}")  # left where words are left out, or typed to set a line
_SAME_INDENT = 40  # twentieths of a point


class Assembly:
    """Collects blocks in reading order; ``text``, ``blocks``, ``facts`` and the rest are what a Document takes."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.facts: dict[str, str] = {}
        self._left_out: dict[tuple[str, str], None] = {}
        self._unseen: Counter[str] = Counter()
        self.warnings: tuple[str, ...] = ()
        self.paragraph = 0
        self._gap = False
        self._lead = ""
        self._typed: list[tuple[int, str]] = []  # the open lists whose marks were typed, not styled
        self._indents: list[int] = []  # of the open lists, outermost first

    @property
    def text(self) -> str:
        """All lines, each ended by a line feed."""
        return "".join(f"{line}\n" for line in self._lines)

    def words(self, block: Block) -> str:
        """The words of a block of this assembly."""
        line = self._lines[block.paragraph - 1] if block.paragraph else ""
        return line[len(line) - (block.end - block.start) :]

    def depth(self, indent: int) -> int:
        """The depth of an item by how far it is set in, whatever list its style says it belongs to."""
        while self._indents and self._indents[-1] > indent + _SAME_INDENT:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1] + _SAME_INDENT:
            self._indents.append(indent)
        return len(self._indents)

    def leave_out(self, words: str, why: str) -> None:
        """Words that are no part of the text. What nobody sees in print is counted, and not shown after all."""
        if why in {HIDDEN, DELETED}:
            self._unseen[why] += sum(char.isalnum() for char in words)
        elif words := " ".join(words.split()):
            self._left_out[words, why] = None

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out, each stretch of words once."""
        told = [LeftOut(None, words, why) for words, why in self._left_out]
        return (*told, *(LeftOut(None, f"{count:,} letters", why) for why, count in self._unseen.items() if count))

    def empty(self) -> None:
        """An empty paragraph: it sets what follows apart."""
        self._gap = True

    def lead_in(self, words: str) -> None:
        """Words that stand before those of the next block on its line: a section's number in its own cell."""
        self._lead = words

    def append(self, other: Assembly) -> None:
        """Append the blocks of a part that another reader has read."""
        text = other.text
        for block in other.blocks:
            self._gap = self._gap or block.gap
            words, lead = text[block.start : block.end], text[block.start : block.lead]
            self.add(words, block.role, level=block.level, marker=block.marker, context=block.context, lead=lead)

    def add(self, words: str, role: Role, *, level: int = 0, marker: str = "", lead: str = "", **place: Any) -> None:
        """Append a block. ``words`` lose outer space and line breaks; a typed list mark makes an item of a paragraph.

        ``lead`` are the bold words that it begins with, where it is not all bold.
        ``place`` are further fields of Block (page, anchor, speaker, time, context).
        """
        words, lead = _on_one_line(words), _on_one_line(lead)
        if not words:
            self.empty()
            return
        if self._lead:
            words, self._lead = f"{self._lead} {words}", ""
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
        before = "  " * (level - 1) + f"{marker} " if role == "item" else ""
        start = self._length + len(before)
        place["lead"] = start + len(lead) if lead and words.startswith(lead) and len(lead) < len(words) else 0
        self.blocks.append(
            Block(start, start + len(words), role, level, marker, self._gap, paragraph=self.paragraph, **place)
        )
        self._lines.append(before + words)
        self._length += len(before) + len(words) + 1
        self._gap = False


def _on_one_line(words: str) -> str:
    return _SPACES.sub(" ", " ".join(part.strip() for part in searchable(words).split("\n") if part.strip()))


def of_text(text: str) -> Assembly:
    """The blocks of a plain text that stands in a file of another format."""
    assembly = Assembly()
    for block in read_blocks(text):
        if block.gap:
            assembly.empty()
        assembly.add(text[block.start : block.end], block.role, level=block.level, marker=block.marker)
    return assembly
