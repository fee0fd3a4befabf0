"""Which blocks are headings, and of what rank: by markup where there is some, else by shape.

Minutes pasted into plain text lose their styles, but not their shape: a heading is a short
line that ends no sentence and has something below it. Ranks follow numbering where there is
numbering; elsewhere two headings in a row are a section and its first sub-section.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from ipp_search.ingest.cues.dates import find_dates
from ipp_search.ingest.cues.kind_labels import labelled_kind
from ipp_search.ingest.cues.labels import announced_field, header_field, listed_fields
from ipp_search.ingest.minutes.heading.evidence import (
    SURE,
    asides,
    doubted,
    from_agenda,
    lone_cells,
    standing,
    stands_out,
    without_captions,
    without_initials,
)
from ipp_search.ingest.minutes.heading.numbering import mark_numbered
from ipp_search.ingest.minutes.heading.run_in import run_in
from ipp_search.ingest.minutes.heading.title import opening_titles, title_lines
from ipp_search.ingest.minutes.lines import GENERIC, MAX_CHARS, MAX_WORDS, is_short_line, reads_like_prose
from ipp_search.ingest.records import TITLE, TOPIC_LEVEL, Block

_TITLE_LINES = 8
_NUMBER = re.compile(r"^\d{1,3}(\.\d{1,3})*[.)]?$")
_ITEM_LABEL = re.compile(r"^(agenda )?(item|section|part)\s+\d+\s*[:.–-]", re.IGNORECASE)
# What a program or a registry writes over a record, not whoever took the minutes.
_FURNITURE = re.compile(
    r"(page \d+( of \d+)?$|https?://\S+$|www\.\S+$"
    r"|(date )?(printed|downloaded|exported|generated|created|saved|retrieved|published|posted|uploaded|received|issued"
    r"|(last )?(modified|updated|edited|revised|saved))( (by|on|from|at))?\b[^\n]{0,60}$"
    r"|(document|file|our|your|doc\.?)? ?(ref(erence)?|no|number|id|name|version|status|classification)\.?\s?:)",
    re.IGNORECASE,
)
_RECORD = re.compile(r"\b(minutes|notes|meeting|board|committee|council|group|forum|panel|team|call)\b", re.IGNORECASE)
# Items that every agenda has at its top level, whatever stands above them.
_STANDING_ITEM = re.compile(
    r"(apologies|introductions?|welcome|minutes of|matters arising|any other business|a\.?o\.?b\b|next meeting"
    r"|date of next|close\b|(summary of )?actions?( summary| points?| items?| log)?$)",
    re.IGNORECASE,
)


def mark_headings(
    text: str, blocks: Sequence[Block], *, guessed: bool = False, people: frozenset[str] = frozenset()
) -> list[Block]:
    """The same blocks with every heading's role and level set; the record's title has level TITLE.

    A title that is run into its paragraph becomes a block of its own. ``guessed`` tells that the reader took headings
    from how lines look, so that what numbers them, or stands around them, may prove it wrong. ``people`` are the forms,
    in lower case, in which the meeting's people are named: their initials alone are no heading but who is to act.
    """
    kept = opening_titles(text, without_initials(text, blocks, people))
    return title_lines(text, _marked(text, kept, guessed, people))


def _marked(text: str, blocks: Sequence[Block], guessed: bool, people: frozenset[str]) -> list[Block]:
    blocks = run_in(text, from_agenda(text, lone_cells(text, blocks)))
    by_format = sum(b.role == "heading" and b.level < TOPIC_LEVEL for b in blocks) > 1 and not guessed
    numbering = mark_numbered(text, blocks)
    blocks = without_captions(text, numbering.blocks)
    if guessed:
        blocks = doubted(text, blocks, numbering.headings)
        numbering = standing(text, dataclasses.replace(numbering, blocks=blocks))
        blocks = numbering.blocks
    marked_up = {n for n, b in enumerate(blocks) if b.role == "heading" and b.level < TOPIC_LEVEL}
    if by_format or len(marked_up - numbering.headings) > 1:
        return _with_title_marked(text, _ranked_together(blocks, numbering.headings))
    marked = list(blocks)
    above = _furniture_end(text, blocks)
    body = above + _title_end(text, blocks[above:])
    marked[above:body] = [dataclasses.replace(b, role="heading", level=TITLE) for b in blocks[above:body]]
    listed = listed_fields(text, marked)
    aside = asides(text, blocks, numbering.headings, people)
    run: list[int] = []
    state = _Ranks()
    for n in range(body, len(blocks)):
        follower = blocks[n + 1] if n + 1 < len(blocks) else None
        if n in numbering.headings:
            _rank(text, marked, run, state)
            run, state.numbered = [], blocks[n].level
            continue
        apart = n not in aside and n not in listed and n not in numbering.listed
        if guessed and len(numbering.headings) >= SURE:
            apart = apart and stands_out(text, blocks, n, min(numbering.headings))
        if apart and _is_shaped_like_heading(text, blocks[n], follower):
            run.append(n)
            continue
        _rank(text, marked, run, state)
        run = []
    return marked


def _ranked_together(blocks: Sequence[Block], numbered: frozenset[int]) -> list[Block]:
    """Numbered headings at the levels that markup gave those among them, so that both kinds are one outline."""
    marked = [block.level for n, block in enumerate(blocks) if block.role == "heading" and n not in numbered]
    least = min(marked, default=1)
    return [
        dataclasses.replace(block, level=block.level + least - 1) if n in numbered and least > 1 else block
        for n, block in enumerate(blocks)
    ]


def _with_title_marked(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Where markup tells headings, the first is the title if it outranks all others, or opens and names the record."""
    first = next(n for n, block in enumerate(blocks) if block.role == "heading")
    words = text[blocks[first].start : blocks[first].end]
    others = [block.level for block in blocks[first + 1 :] if block.role == "heading"]
    marked = list(blocks)
    opening = text[blocks[0].start : blocks[0].end]
    if first and blocks[0].role == "paragraph" and is_short_line(opening) and _names_record(text, opening, blocks[1]):
        marked[0] = dataclasses.replace(blocks[0], role="heading", level=TITLE)
        return marked
    if announced_field(words) is None and (
        blocks[first].level < min(others) or (first == 0 and _names_record(text, words, blocks[1]))
    ):
        marked[first] = dataclasses.replace(blocks[first], level=TITLE)
        below = blocks[first + 1]
        if below.role == "heading" and GENERIC.issuperset(text[below.start : below.end].lower().split()):
            marked[first + 1] = dataclasses.replace(below, level=TITLE)  # "Meeting Notes" below the group's name
    return marked


def _names_record(text: str, words: str, follower: Block) -> bool:
    below = text[follower.start : follower.end]
    return (
        bool(find_dates(words, year=2000))
        or _RECORD.search(words) is not None
        or follower.role == "heading"
        or announced_field(below) is not None
    )


def _furniture_end(text: str, blocks: Sequence[Block]) -> int:
    """How many leading blocks say something of the file (``Printed: 5 July``, ``Page 1 of 4``) above its title."""
    for n, block in enumerate(blocks[:_TITLE_LINES]):
        words = text[block.start : block.end]
        if block.role != "paragraph" or block.speaker is not None or not _FURNITURE.match(words):
            return n if n < len(blocks) - 1 else 0
    return 0


def _title_end(text: str, blocks: Sequence[Block]) -> int:
    """How many leading blocks are title lines: all short lines above the first header fact, at least one."""
    for n, block in enumerate(blocks[:_TITLE_LINES]):
        words = text[block.start : block.end]
        if announced_field(words) or (n and find_dates(words, year=2000)):
            return n
        if not is_short_line(words) or block.role == "item" or block.speaker is not None or block.time is not None:
            break
    first = text[blocks[0].start : blocks[0].end] if blocks else ""
    return int(
        bool(first)
        and blocks[0].speaker is None
        and blocks[0].time is None
        and blocks[0].role in {"paragraph", "heading"}
        and is_short_line(first)
    )


def _is_shaped_like_heading(text: str, block: Block, follower: Block | None) -> bool:
    if follower is None or block.end - block.start > MAX_CHARS or block.role not in {"paragraph", "item"}:
        return False
    if block.speaker is not None or block.time is not None:
        return False  # a short turn of speech
    numbered = block.role == "item" and _NUMBER.match(block.marker)
    if block.role == "item" and not numbered:
        return False
    if numbered and follower.role == "item" and _NUMBER.match(follower.marker) and not _is_child(block, follower):
        return False  # the next number follows at once: a list
    words = text[block.start : block.end].strip("*_ ")
    bare = words
    if (numbered and words.endswith(".") and len(words.split()) <= MAX_WORDS // 2) or (
        words.endswith(":") and words.isupper()
    ):
        bare = words[:-1]
    elif _ITEM_LABEL.match(words):
        bare = words.replace(":", "", 1)
    if not is_short_line(bare) or labelled_kind(words) or (announced_field(words) and header_field(words) is None):
        return False
    if block.role == "paragraph" and follower.role == "paragraph" and not follower.gap and reads_like_prose(words):
        return False
    # A line with a date is a fact; headings that name meetings are told apart before.
    return not find_dates(words)


def _is_child(block: Block, follower: Block) -> bool:
    return follower.marker.startswith(block.marker.strip(".)") + ".")


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
            level = state.numbered = block.marker.strip(".)").count(".") + 1
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
