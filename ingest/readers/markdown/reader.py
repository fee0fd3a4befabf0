"""Markdown, by pulldown-cmark: headings, nested lists, tables, code; comments left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ipp_search.ingest.cues.labels import announced_field, reads_as_heading, split_label
from ipp_search.ingest.readers.builder import COMMENT
from ipp_search.ingest.readers.markdown import front_matter
from ipp_search.ingest.readers.markdown.tables import rows_of
from ipp_search.ingest.records import BOLD_LEVEL, Block, LeftOut, Role
from ipp_search.ingest.text import line_at, line_starts

_BOLD = re.compile(r"(\*\*|__)(?P<words>(?:(?!\1).)+?):?\1:?")
_STATE = re.compile(r"\[[^\sxX]\](?=[ \t]+\S)")  # of a task, beyond open and done: "[-]", "[/]", "[>]"

_WHOLE: dict[str, Role] = {
    "TableHead": "columns",
    "TableRow": "row",
    "CodeBlock": "paragraph",
    "HtmlBlock": "paragraph",
}
_BLOCKS = {"Paragraph", "List", "Item", "FootnoteDefinition", "BlockQuote", "Table", "Rule", *_WHOLE} | {
    f"H{level}" for level in range(1, 7)
}


def read_blocks(text: str) -> list[Block]:
    """Blocks of a Markdown text, as slices of it: inline marks stay as the author typed them."""
    top = front_matter.length(text)
    character = _Characters(text[top:], top)
    blocks: list[Block] = []
    table: list[Block] = []
    for run in _runs(text[top:]):
        outset = character.at(run.start if run.item is None else run.item)
        start, end = character.at(run.start), character.at(run.end)
        words = text[start:end]
        outer = " \t\n|" if run.role in {"row", "columns"} else None
        if start > top and text[start - 1] == "\\":
            start -= 1  # an escaped first letter is quoted as typed
        if run.item is not None and (state := _STATE.match(text, start, end)):
            start = state.end()
            words = text[start:end]
        marker = text[outset:start].strip() if run.item is not None else ""
        start += len(words) - len(words.lstrip(outer))
        end -= len(words) - len(words.rstrip(outer))
        if start >= end or words.startswith("<!--") or not words.strip("`~ \n"):
            continue
        if run.role != "row":
            blocks += rows_of(text, table)
            table = []
        block = Block(start, end, run.role, run.level, marker, _below_empty_line(text, start))
        if run.role in {"columns", "row"}:
            table.append(block)
        else:
            blocks += _refined(text, block) if run.role == "paragraph" else [block]
    return blocks + rows_of(text, table)


def comments(text: str, blocks: Sequence[Block]) -> Iterator[LeftOut]:
    """The comments that stand outside of all blocks, a line each."""
    lines = line_starts(text)
    held = [(block.start, block.end) for block in blocks]
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        if not any(first <= start < last for first, last in held):
            for match in re.finditer(r"[^\n]+", text[start:end].removeprefix("<!--")):
                at = start + len("<!--") + match.start()
                if match[0].strip():
                    yield LeftOut(line_at(lines, at), match[0].strip(), COMMENT)
        start = text.find("<!--", end)


@dataclass(slots=True)
class _Run:
    """What becomes a block, in bytes; ``item`` is where the mark of its list item begins, if it is the first in it."""

    role: Role
    level: int
    start: int
    end: int
    item: int | None = None


def _runs(text: str) -> Iterator[_Run]:
    import pyromark

    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
    lists, notes, item = 0, 0, None
    run: _Run | None = None
    closed = False  # within a block that is quoted whole, marks and all
    for event, span in pyromark.events_with_range(text, options=options):
        start, end = span["start"], span["end"]
        step, tag = (0, "") if "Text" in event else _tag(event)  # most events are words
        role: Role = "footnote" if notes else "item" if lists else "paragraph"
        if tag not in _BLOCKS:
            if run is not None and start >= run.start and end <= run.end:
                continue
            if not closed:
                # The words of a heading, or of an item without paragraphs, reach from their first mark to their last.
                if run is None:
                    run, item = _Run(role, lists, start, end, item), None
                run.start, run.end = min(run.start, start), max(run.end, end)
            continue
        if run is not None and run.start < run.end:
            yield run
        run = None
        if tag == "List":
            lists += step
        elif tag == "FootnoteDefinition":
            notes += step
            item = start if step > 0 else None
        elif tag == "Item":
            item = start if step > 0 else None
        elif tag == "Paragraph" and step > 0:
            run, item = _Run(role, lists, start, end, item), None
        elif tag.startswith("H") and tag[1:].isdigit() and step > 0:
            run, item = _Run("heading", int(tag[1:]), end, start), None
        elif tag in _WHOLE:
            closed = step > 0
            if closed:
                indented = item is not None and tag == "CodeBlock"  # an item whose words stand far from its mark
                yield _Run(role, lists, start, end, item) if indented else _Run(_WHOLE[tag], 0, start, end)
                item = None


def _tag(event: Any) -> tuple[int, str]:
    """Whether an event opens (1), closes (-1) or is (0) a thing, and which."""
    if isinstance(event, str):
        return 0, event
    ((phase, value),) = event.items()
    if phase not in {"Start", "End"}:
        return 0, phase
    if isinstance(value, dict):
        ((name, value),) = value.items()
        if name == "Heading":
            name = value["level"] if isinstance(value, dict) else value
        value = name
    return (1 if phase == "Start" else -1), value


class _Characters:
    """Offsets in bytes as offsets in characters; asked in rising order."""

    def __init__(self, text: str, first: int) -> None:
        self._bytes = b"" if text.isascii() else text.encode()
        self._first, self._seen, self._characters = first, 0, first

    def at(self, offset: int) -> int:
        if not self._bytes:
            return self._first + offset
        self._characters += len(self._bytes[self._seen : offset].decode())
        self._seen = offset
        return self._characters


def _below_empty_line(text: str, start: int) -> bool:
    line = text.rfind("\n", 0, start)
    return line >= 0 and not text[text.rfind("\n", 0, line) + 1 : line].strip()


def _refined(text: str, block: Block) -> list[Block]:
    """A paragraph as what it is: header facts a line each, or a heading that is only bold."""
    words = text[block.start : block.end]
    lines = words.split("\n")
    if len(lines) > 1 and any(announced_field(line) and split_label(line)[0] for line in lines):
        parts: list[Block] = []
        start = block.start
        for line in lines:
            inner = line.strip().removesuffix("\\").rstrip()
            if inner:
                begin = text.index(inner, start)
                parts.append(replace(block, start=begin, end=begin + len(inner), gap=block.gap and not parts))
            start += len(line) + 1
        return parts
    bold = _BOLD.fullmatch(words)
    if bold and reads_as_heading(words):
        start = block.start + bold.start("words")
        return [replace(block, start=start, end=block.start + bold.end("words"), role="heading", level=BOLD_LEVEL)]
    return [block]
