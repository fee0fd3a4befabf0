"""Markdown, by markdown-it-py: headings, nested lists, tables, code; comments left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.ingest.lines import line_starts
from ipp_search.ingest.records import Block, Role

if TYPE_CHECKING:
    from markdown_it.token import Token


def read_blocks(text: str) -> list[Block]:
    """Blocks of a Markdown text, as slices of it: inline marks stay as the author typed them."""
    from markdown_it import MarkdownIt

    starts = [*line_starts(text), len(text) + 1]
    blocks: list[Block] = []
    depth, marker, heading, in_row = 0, "", 0, False
    for token in MarkdownIt("commonmark").enable("table").parse(text):
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
            case "tr_open" if token.map:
                in_row = True
                blocks += _block(text, starts, token, "row", 0, "")
            case "tr_close":
                in_row = False
            case "inline" if not in_row:
                # Only an item's first paragraph carries its marker; further ones stay in its depth.
                role: Role = "heading" if heading else "item" if depth else "paragraph"
                blocks += _block(text, starts, token, role, heading or depth, marker)
                marker = ""
            case "fence" | "code_block":
                blocks += _block(text, starts, token, "paragraph", 0, "")
            case "html_block" if not token.content.lstrip().startswith("<!--"):
                blocks += _block(text, starts, token, "paragraph", 0, "")
    return blocks


def _block(text: str, starts: list[int], token: Token, role: Role, level: int, marker: str) -> list[Block]:
    if token.map is None or (not token.content.strip() and role != "row"):
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
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    gap = first > 0 and not text[starts[first - 1] : starts[first]].strip()
    return [Block(start, end, role, level, marker, gap)]
