"""Markdown, by markdown-it-py: headings, nested lists, tables, code; comments left out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ipp_search.ingest.labels import announced_field, labelled_kind, split_label
from ipp_search.ingest.lines import line_starts
from ipp_search.ingest.records import Block, Role

if TYPE_CHECKING:
    from markdown_it.token import Token

BOLD_LEVEL = 7
"""The rank of a line that is all bold, below every heading that is marked as one."""

_BOLD = re.compile(r"(\*\*|__)(?P<words>(?:(?!\1).)+?):?\1:?")
_BOLD_WORDS = 12
_FACT = re.compile(r"\s*(title|date|end_date|series|group)\s*:\s*(\S.*?)\s*", re.IGNORECASE)


def read_blocks(text: str) -> list[Block]:
    """Blocks of a Markdown text, as slices of it: inline marks stay as the author typed them."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    starts = [*line_starts(text), len(text) + 1]
    blocks: list[Block] = []
    depth, marker, heading, in_row = 0, "", 0, False
    heads, row = "", 0
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    parser.core.ruler.disable(["inline", "text_join"])  # inline marks are quoted as typed; parsing them costs most
    for token in parser.parse(text):
        match token.type:
            case "list_item_open":
                depth += 1
                marker = (token.info + token.markup) if token.info else token.markup
            case "list_item_close":
                depth -= 1
                marker = ""
            case "heading_open":
                heading = int(token.tag[1:])
            case "heading_close":
                heading = 0
            case "table_open":
                row, heads = 0, ""
            case "tr_open" if token.map:
                in_row, row = True, row + 1
                for block in _block(text, starts, token, "columns" if row == 1 else "row", 0, ""):
                    heads = text[block.start : block.end] if row == 1 else heads
                    blocks.append(replace(block, context="" if row == 1 else heads))
            case "tr_close":
                in_row = False
            case "inline" if not in_row:
                # Only an item's first paragraph carries its marker; further ones stay in its depth.
                role: Role = "heading" if heading else "item" if depth else "paragraph"
                for block in _block(text, starts, token, role, heading or depth, marker):
                    blocks += _refined(text, block)
                marker = ""
            case "fence" | "code_block":
                blocks += _block(text, starts, token, "paragraph", 0, "")
            case "html_block" if not token.content.lstrip().startswith("<!--"):
                blocks += _block(text, starts, token, "paragraph", 0, "")
    return blocks


def front_matter(text: str) -> dict[str, str]:
    """The facts that a front matter (``---`` … ``---`` at the very top) states of the meeting."""
    if not text.startswith("---\n"):
        return {}
    head = text[4:].partition("\n---")[0]
    found = [_FACT.fullmatch(line) for line in head.split("\n")]
    facts = {match[1].lower(): match[2].strip("\"'") for match in found if match}
    if "group" in facts:
        facts.setdefault("series", facts.pop("group"))
    return facts


def _refined(text: str, block: Block) -> list[Block]:
    """A paragraph as what it is: header facts a line each, or a heading that is only bold."""
    words = text[block.start : block.end]
    if block.role != "paragraph":
        return [block]
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
    if (
        bold
        and len(words.split()) <= _BOLD_WORDS
        and not bold["words"].rstrip().endswith(".")
        and announced_field(words) is None
        and labelled_kind(words) is None
    ):
        start = block.start + bold.start("words")
        return [replace(block, start=start, end=block.start + bold.end("words"), role="heading", level=BOLD_LEVEL)]
    return [block]


def _block(text: str, starts: list[int], token: Token, role: Role, level: int, marker: str) -> list[Block]:
    if token.map is None or (not token.content.strip() and role not in {"row", "columns"}):
        return []
    first, stop = token.map
    start, end = starts[first], starts[stop] - 1
    if token.type == "inline":
        # The token's content lacks the marks before each line (#, -, >), so find its ends in the source.
        lines = [line.strip() for line in token.content.split("\n")]
        start = max(start, text.find(lines[0], start, end))
        last = max(start, starts[min(first + len(lines), stop) - 1])
        found = text.find(lines[-1], last, end)
        end = end if found < 0 else found + len(lines[-1])
    words = text[start:end]
    outer = " \t\n|" if role in {"row", "columns"} else None
    start += len(words) - len(words.lstrip(outer))
    end -= len(words) - len(words.rstrip(outer))
    gap = first > 0 and not text[starts[first - 1] : starts[first]].strip()
    return [Block(start, end, role, level, marker, gap)] if start < end else []
