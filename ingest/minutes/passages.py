"""Cuts a record into citable units: exact slices, each with its section, kind and owner."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ipp_search.ingest.cues.columns import ACTIONS, DECISIONS, OWNERS, is_action
from ipp_search.ingest.cues.labels import (
    ANSWERS,
    PEOPLE,
    announced_field,
    header_field,
    is_sentence,
    labelled_kind,
    leads_in,
    listed_fields,
)
from ipp_search.ingest.cues.people import owner_of, speaker_of
from ipp_search.ingest.records import TITLE, TOPIC_LEVEL, Block, Document, Kind, Meeting, Passage
from ipp_search.ingest.text import line_at, line_starts

Split = Callable[[str], list[tuple[int, int]]]
"""Cuts a text that is too long for the encoder: spans in order, together covering its words."""

_NOT_SPOKEN = {"action", "header"}
_LOWER = re.compile(r"(?<![@/.\w-])[^\W\d_A-Z]{2,}\b")  # what is written so somewhere is not the name of a person
TICK_BOX = re.compile(r"(?:\S+\s+)?\[(?P<tick>[ xX])\](?=\s)")
# Below a heading of actions: that there are none, links to other pages, the end of the meeting.
_NO_TASK = re.compile(
    r"[\W_]*(none|nil|n/?a|(there were )?no (new |further )?actions?( items?| points?)?( (agreed|arising))?)?[\W_]*"
    r"|(\[[^\]]*\]\([^)]*\)\s*)+|.*\b(meeting|call) (was )?(closed|adjourned|ended|finished)\b.*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass
class _Unit:
    """A block that will become one passage, or several where it is too long."""

    block: Block
    words: str
    section: tuple[str, ...]
    kind: Kind
    owner: str | None
    context: str


def cut_passages(document: Document, blocks: Sequence[Block], meeting: Meeting, split: Split) -> tuple[Passage, ...]:
    """Every statement of the record as a passage, in reading order.

    Headings, title lines and the heads of table columns are not passages: they become section
    paths, citations and context. A sub-bullet carries what it hangs under as context.
    """
    passages: list[Passage] = []
    seen: dict[str, int] = {}
    lines = line_starts(document.text)
    for unit in _units(document.text, blocks):
        block = unit.block
        for start, end in split(unit.words):
            text = unit.words[start:end]
            key = "\0".join([meeting.id, *unit.section, text])
            seen[key] = seen.get(key, -1) + 1
            passages.append(
                Passage(
                    id=hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:16],
                    meeting=meeting,
                    text=text,
                    kind=unit.kind,
                    owner=unit.owner,
                    speaker=block.speaker or (None if unit.kind in _NOT_SPOKEN else speaker_of(text)),
                    section=unit.section,
                    start=block.start + start,
                    end=block.start + end,
                    start_line=line_at(lines, block.start + start),
                    end_line=line_at(lines, block.start + end - 1),
                    page=block.page,
                    paragraph=block.paragraph,
                    time=block.time,
                    anchor=block.anchor,
                    context=unit.context,
                )
            )
    return tuple(passages)


def _units(text: str, blocks: Sequence[Block]) -> Iterator[_Unit]:
    headings: list[tuple[int, str]] = []
    parents: list[_Unit] = []  # what the current block hangs under, outermost first
    field: str | None = None  # the header fact that the current heading names
    listed = listed_fields(text, blocks)
    boxed = _tick_boxes(text, blocks)
    common = frozenset(_LOWER.findall(text))
    for n, block in enumerate(blocks):
        words = text[block.start : block.end]
        if block.role == "columns":
            continue
        if block.role != "row":  # the items of a table end with it
            headings = [h for h in headings if h[0] < TOPIC_LEVEL]
        if block.role == "heading":
            parents, field = [], None
            if block.level != TITLE:
                headings = [h for h in headings if h[0] < block.level] + [(block.level, " ".join(words.split()))]
                field = header_field(words)
                if _stands_alone(blocks, n):
                    kind: Kind = labelled_kind(words) or ("header" if field else "discussion")
                    yield _Unit(block, words, tuple(title for _, title in headings[:-1]), kind, None, "")
            continue
        if block.role != "item" and not (parents and not block.gap and leads_in(parents[-1].words)):
            parents = []
        parents = [unit for unit in parents if unit.block.level < block.level or leads_in(unit.words)]
        below = None if field in PEOPLE and is_sentence(words) else field
        own_field = announced_field(words) or listed.get(n) or below
        kind = "action" if n in boxed and own_field is None else _kind(block, words, headings, own_field)
        owner = (block.owner or _owner_cell(block, words) or owner_of(words, common)) if kind == "action" else None
        if parents and parents[-1].kind == "action" and labelled_kind(words) is None:
            if _announces(parents[-1].words):
                kind = "action"  # a part of that action
            owner = (owner_of(words, common) or parents[-1].owner) if kind == "action" else None
        unit = _Unit(block, words, tuple(title for _, title in headings), kind, owner, "")
        unit.context = _context(unit, parents, own_field)
        yield unit
        if block.role == "item" or _announces(words):
            parents.append(unit)


def _announces(words: str) -> bool:
    return words.rstrip("*_ ").endswith(":")


def _stands_alone(blocks: Sequence[Block], n: int) -> bool:
    """Whether nothing is below a heading but the next one: then it is all that the record says of its subject."""
    if n + 1 == len(blocks):
        return True
    after = blocks[n + 1]
    return after.role == "heading" and TITLE < after.level <= blocks[n].level


def _context(unit: _Unit, parents: Sequence[_Unit], field: str | None) -> str:
    above = [" ".join(parent.words.split()) for parent in parents[-2:]]
    speaker = [unit.block.speaker] if unit.block.speaker else []
    heads = [unit.block.context] if unit.block.context else []
    return " ".join([*([ANSWERS[field]] if field else []), *above, *speaker, *heads])


def _owner_cell(block: Block, words: str) -> str | None:
    """What a table row has in the column for owners, None where there is no such column."""
    heads, cells = block.context.split("|"), words.split("|")
    if len(heads) < len(cells):
        return None
    cells += [""] * (len(heads) - len(cells))  # empty cells at the end of a row are not printed
    return next((cell.strip() or None for head, cell in zip(heads, cells, strict=True) if OWNERS.search(head)), None)


def _kind(block: Block, words: str, headings: Sequence[tuple[int, str]], field: str | None) -> Kind:
    own = labelled_kind(words)
    if own:
        return own
    if block.role == "footnote":
        return "note"
    if field:
        return "header"
    if block.role == "row" and DECISIONS.fullmatch(block.context):
        return "decision"
    if block.role == "row" and is_action(block.context, words):
        return "action"
    if any(ACTIONS.fullmatch(title.strip(" :*_")) for _, title in headings) and not _NO_TASK.fullmatch(words):
        return "action"
    return "discussion"


def _tick_boxes(text: str, blocks: Sequence[Block]) -> set[int]:
    """The items that begin with ``[ ]`` or ``[x]``, by place, where not every item does: then they are tasks."""
    items = [n for n, block in enumerate(blocks) if block.role == "item"]
    boxed = {n for n in items if TICK_BOX.match(f"{blocks[n].marker} {text[blocks[n].start : blocks[n].end]}")}
    return boxed if len(boxed) < len(items) else set()
