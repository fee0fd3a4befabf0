"""Decides what each unit of a record is: an action or not, whose, and who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ipp_search.ingest.cues.columns import ACTIONS, DECISIONS, OWNERS, is_action
from ipp_search.ingest.cues.labels import labelled_kind
from ipp_search.ingest.cues.people import owner_of, speaker_of
from ipp_search.ingest.minutes.structure import Unit, announces
from ipp_search.ingest.records import Block, Kind
from ipp_search.ingest.text import searchable

_NOT_SPOKEN = {"action", "header"}
_LOWER = re.compile(r"(?<![@/.\w-])[^\W\d_A-Z]{2,}\b")  # what is written so somewhere is not the name of a person
TICK_BOX = re.compile(r"(?:\S+\s+)?\[(?P<tick>[ xX/>-])\](?=\s)")
# Below a heading of actions: that there are none, links to other pages, the end of the meeting.
_NO_TASK = re.compile(
    r"[\W_]*(none|nil|n/?a|(there were )?no (new |further )?actions?( items?| points?)?( (agreed|arising))?)?[\W_]*"
    r"|(\[[^\]]*\]\([^)]*\)\s*)+|.*\b(meeting|call) (was )?(closed|adjourned|ended|finished)\b.*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a unit is, and of an action who is to do it."""

    kind: Kind
    owner: str | None = None


def decide(text: str, blocks: Sequence[Block], units: Sequence[Unit]) -> list[Decided]:
    """The kind and owner of each of ``units``, which are of ``blocks``, in the same order."""
    boxed = _tick_boxes(text, blocks)
    common = frozenset(_LOWER.findall(searchable(text)))
    decided: list[Decided] = []
    for unit in units:
        above = unit.parents[-1] if unit.parents else None
        of_parent = decided[above] if above is not None else None
        announced = above is not None and announces(units[above].words)
        decided.append(_decide(unit, of_parent, announced, unit.place in boxed, common))
    return decided


def speaker(unit: Unit, kind: Kind, text: str) -> str | None:
    """Who is said to have said ``text``, which is all or a part of the unit."""
    return unit.block.speaker or (None if kind in _NOT_SPOKEN else speaker_of(searchable(text)))


def _decide(unit: Unit, parent: Decided | None, announced: bool, boxed: bool, common: frozenset[str]) -> Decided:
    block, words = unit.block, unit.words
    if block.role == "heading":
        return Decided(labelled_kind(words) or ("header" if unit.field else "discussion"))
    kind = "action" if boxed and unit.field is None else _kind(unit)
    if parent is not None and parent.kind == "action" and labelled_kind(words) is None:
        if announced or kind == "action":  # a part of the action above it
            return Decided("action", owner_of(searchable(words), common) or parent.owner)
        return Decided(kind)
    if kind == "action":
        return Decided(kind, block.owner or _owner_cell(block, words) or owner_of(searchable(words), common))
    return Decided(kind)


def _owner_cell(block: Block, words: str) -> str | None:
    """What a table row has in the column for owners, None where there is no such column."""
    heads, cells = block.context.split("|"), words.split("|")
    if len(heads) < len(cells):
        return None
    cells += [""] * (len(heads) - len(cells))  # empty cells at the end of a row are not printed
    return next((cell.strip() or None for head, cell in zip(heads, cells, strict=True) if OWNERS.search(head)), None)


def _kind(unit: Unit) -> Kind:
    block, words = unit.block, unit.words
    own = labelled_kind(words)
    if own:
        return own
    if block.role == "footnote":
        return "note"
    if unit.field:
        return "header"
    if block.role == "row" and DECISIONS.fullmatch(block.context):
        return "decision"
    if block.role == "row" and is_action(block.context, words):
        return "action"
    if any(ACTIONS.fullmatch(title.strip(" :*_")) for title in unit.section) and not _NO_TASK.fullmatch(words):
        return "action"
    return "discussion"


def _tick_boxes(text: str, blocks: Sequence[Block]) -> set[int]:
    """The items that begin with ``[ ]`` or ``[x]``, by place, where not every item does: then they are tasks."""
    items = [n for n, block in enumerate(blocks) if block.role == "item"]
    boxed = {n for n in items if TICK_BOX.match(f"{blocks[n].marker} {text[blocks[n].start : blocks[n].end]}")}
    return boxed if len(boxed) < len(items) else set()
