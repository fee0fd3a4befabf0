"""Which blocks are headings, and of what rank: by markup where there is some, else by shape.

Minutes pasted into plain text lose their styles, but not their shape: a heading is a short
line that ends no sentence and has something below it. Ranks follow numbering where there is
numbering; elsewhere two headings in a row are a section and its first sub-section.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from ipp_search.ingest.dates import first_date
from ipp_search.ingest.labels import LABEL, announced_field
from ipp_search.ingest.records import Block

TITLE = 0
"""The level of a heading that names the whole record."""

_MAX_CHARS, _MAX_WORDS = 80, 12
_NUMBER = re.compile(r"^\d{1,3}(\.\d{1,3})*\.?$")
# Items that every agenda has at its top level, whatever stands above them.
_STANDING_ITEM = re.compile(
    r"(apologies|introductions?|welcome|minutes of|matters arising|any other business|a\.?o\.?b\b|next meeting"
    r"|date of next|close\b|(summary of )?actions?( summary| points?| items?| log)?$)",
    re.IGNORECASE,
)


def mark_headings(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The same blocks with every heading's role and level set; the record's title has level TITLE."""
    if any(block.role == "heading" for block in blocks):
        return _with_title_marked(blocks)
    marked = list(blocks)
    body = _title_end(text, blocks)
    marked[:body] = [dataclasses.replace(b, role="heading", level=TITLE) for b in blocks[:body]]
    run: list[int] = []
    state = _Ranks()
    for n in range(body, len(blocks)):
        follower = blocks[n + 1] if n + 1 < len(blocks) else None
        if _is_shaped_like_heading(text, blocks[n], follower):
            run.append(n)
            continue
        _rank(text, marked, run, state)
        run = []
    return marked


def _with_title_marked(blocks: Sequence[Block]) -> list[Block]:
    first = next(n for n, block in enumerate(blocks) if block.role == "heading")
    marked = list(blocks)
    marked[first] = dataclasses.replace(blocks[first], level=TITLE)
    return marked


def _title_end(text: str, blocks: Sequence[Block]) -> int:
    """How many leading blocks are title lines: all short lines above the first header fact, at least one."""
    for n, block in enumerate(blocks[:8]):
        words = text[block.start : block.end]
        if announced_field(words) or (n and first_date(words)):
            return n
        if not _is_short_line(words) or block.role == "item":
            break
    return (
        1 if blocks and blocks[0].role == "paragraph" and _is_short_line(text[blocks[0].start : blocks[0].end]) else 0
    )


def _is_short_line(words: str) -> bool:
    return (
        len(words) <= _MAX_CHARS
        and len(words.split()) <= _MAX_WORDS
        and "\n" not in words
        and words[-1] not in ".;:,?!"
        and (words[0].isupper() or words[0].isdigit())
        and not LABEL.match(words)
    )


def _is_shaped_like_heading(text: str, block: Block, follower: Block | None) -> bool:
    if follower is None or not _is_short_line(text[block.start : block.end]):
        return False
    if block.role == "item":
        # A numbered line heads what follows, unless the next number follows at once: then it is a list.
        return bool(_NUMBER.match(block.marker)) and not _NUMBER.match(follower.marker)
    return block.role == "paragraph"


class _Ranks:
    """What the headings met so far tell of the next one's level."""

    numbered = 0  # the level of the last numbered heading
    has_subsections = False  # the current section opened with a sub-section
    headings = 0
    tight = False  # headings stand without an empty line above, so one that has it starts afresh


def _rank(text: str, blocks: list[Block], run: list[int], state: _Ranks) -> None:
    """Set the levels of ``run``, headings that stand directly below one another."""
    if len(run) > 2:
        return  # a list of short lines (names, say), not headings
    for place, n in enumerate(run):
        block = blocks[n]
        words = text[block.start : block.end]
        if _NUMBER.match(block.marker):
            level = state.numbered = block.marker.strip(".").count(".") + 1
            blocks[n] = dataclasses.replace(block, start=text.rindex(block.marker, 0, block.start), marker="")
        elif len(run) == 2:
            level = state.numbered + 1 + place
            state.has_subsections = True
        elif state.numbered:
            level = state.numbered + 1
        elif state.has_subsections and not _STANDING_ITEM.match(words) and not (block.gap and state.tight):
            level = 2
        else:
            level = 1
            state.has_subsections = False
        state.tight = state.tight or (not block.gap and place == 0 and state.headings > 0)
        state.headings += 1
        blocks[n] = dataclasses.replace(blocks[n], role="heading", level=level)
