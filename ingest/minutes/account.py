"""The account of letters: what became of each letter and digit of a document's text."""

from __future__ import annotations

from collections.abc import Sequence

from ipp_search.ingest.records import Block, Document, LeftOut
from ipp_search.ingest.text import line_at, line_starts

_LABEL_CHARS = 40  # of brackets and times between a speaker's name and what is said


class Account:
    """Told what is read of a document and what is left out; the rest is unread."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._held = bytearray(len(document.text))
        self._lines = line_starts(document.text)
        self._left_out = list(document.left_out)
        for start, end in document.facts_at:
            self._held[start:end] = b"\1" * (end - start)
        for one in document.left_out:
            if one.line is not None:
                start = document.text.index(one.text, self._lines[one.line - 1])
                self._held[start : start + len(one.text)] = b"\1" * len(one.text)

    def read(self, blocks: Sequence[Block]) -> None:
        """These became passages, headings, facts of the header, or the context of rows."""
        for block in blocks:
            self._hold(block)

    def leave_out(self, blocks: Sequence[Block], why: str) -> None:
        """These did not, and why."""
        for block in blocks:
            self._hold(block)
            line = line_at(self._lines, block.start)
            self._left_out.append(LeftOut(line, self._text[block.start : block.end], why))

    def _hold(self, block: Block) -> None:
        start = block.start
        if block.marker:  # the printed mark of an item belongs to it
            found = self._text.rfind(block.marker, max(0, start - len(block.marker) - 8), start)
            start = found if found >= 0 else start
        if block.speaker:  # the label before what is said, with its time
            found = self._text.rfind(block.speaker, max(0, start - len(block.speaker) - _LABEL_CHARS), start)
            line = self._text.rfind("\n", 0, found) + 1
            start = line if found >= 0 and not any(self._held[line:found]) else start
        self._held[start : block.end] = b"\1" * (block.end - start)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Whatever is in no passage, with why."""
        return tuple(self._left_out)

    @property
    def unread(self) -> float:
        """The share, 0 to 1, of letters and digits that nothing accounts for."""
        letters = [held for char, held in zip(self._text, self._held, strict=True) if char.isalnum()]
        return letters.count(0) / len(letters) if letters else 0.0
