"""Decides what each unit of a record is: an action or not, whose, and who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from ipp_search.ingest.cues.columns import ACTIONS, DECISIONS, NEXT_STEPS, OWNERS, cells_of, is_action, is_head
from ipp_search.ingest.cues.decisions import decision_rule
from ipp_search.ingest.cues.kind_labels import labelled_kind
from ipp_search.ingest.cues.people import owner_of, speaker_of
from ipp_search.ingest.cues.tasks import is_only_who, named_behind, tasks_in
from ipp_search.ingest.minutes.structure import Unit, announces
from ipp_search.ingest.records import MONTHS, Block, Kind
from ipp_search.ingest.text import searchable

_SPEAKS_AS_AP = re.compile(r"[*_]*A\.?P\.?[*_]*\s*[:–—-]")  # an action point, unless someone's initials
_NOT_SPOKEN = {"action", "header"}
_LOWER = re.compile(r"(?<![@/.\w-])[^\W\d_A-Z]{2,}\b")  # what is written so somewhere is not the name of a person
_CELLS = 3  # its number or task, the task or its day, who
_OWNER_WORDS = 6
_SOMEONE = re.compile(
    r"(?!(?i:completed?|done|closed|open|ongoing|on[- ]going|pending|in hand|in progress|yes|no)\b)[^\W\d][^\d.:;]*"
)
TICK_BOX = re.compile(r"(?:\S+\s+)?\[(?P<tick>[ xX/>-])\](?=\s)")
_STATEMENT = re.compile(
    r"(?i:in hand|on-?going|completed?|pending|done|closed|in progress|no (?:progress|update|change"
    r"|responses?)\b[^.]*)\W*$"
    rf"|(?i:(?:{'|'.join(MONTHS)}) update\b)|(?:It|This|There|These|That) (?:will be|is|are|was|were|has been"
    rf"|have been)\b"
)
"""How far an action is, or a remark on it, below a heading of actions."""
# Below a heading of actions: that there are none, links to other pages, the end of the meeting.
_NO_TASK = re.compile(
    r"[\W_]*+(none(, [^.]{0,60})?|nil|n/?a|(there were )?no (new |further )?actions?( items?| "
    r"points?)?( (agreed|arising))?)?[\W_]*"
    r"|(\[[^\]]*\]\([^)]*\)\s*)+|.*\b(meeting|call) (was )?(closed|adjourned|ended|finished)\b.*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a unit is, and of an action who is to do it; ``told`` where only its sentences say so."""

    kind: Kind
    owner: str | None = None
    told: bool = False


def decide(
    text: str, blocks: Sequence[Block], units: Sequence[Unit], people: AbstractSet[str] | None = None
) -> list[Decided]:
    """The kind and owner of each of ``units``, which are of ``blocks``, in the same order.

    ``people`` are the forms in which the meeting's people are named, in lower case; None of a transcript.
    """
    boxed = _tick_boxes(text, blocks)
    common = frozenset(_LOWER.findall(searchable(text)))
    decided: list[Decided] = []
    for unit in units:
        above = unit.parents[-1] if unit.parents else None
        of_parent = decided[above] if above is not None else None
        announced = above is not None and announces(units[above].words)
        one = _decide(unit, of_parent, announced, unit.place in boxed, common)
        if one.kind == "action" and decided and _is_who(unit, units[len(decided) - 1]):
            decided[-1] = Decided("action", unit.words.strip())
            one = Decided("discussion")
        decided.append(one)
    return [
        _told(unit, people)
        if (one.kind == "discussion" or (people and "ap" in people and _SPEAKS_AS_AP.match(unit.words)))
        and unit.block.role != "heading"
        else one
        for unit, one in zip(units, decided, strict=True)
    ]


def _is_who(unit: Unit, before: Unit) -> bool:
    """Whether a cell for actions has but who is to do what the paragraph beside it says."""
    beside = before.block.role == "row" and before.section == unit.section and not before.block.context
    return unit.block.role == "row" and beside and is_only_who(unit.words.strip())


def _told(unit: Unit, people: AbstractSet[str] | None) -> Decided:
    """What a unit is that nothing labels: told by its sentences, an action before a decision."""
    spoken = unit.block.speaker is not None
    if not spoken and (tasks := tasks_in(unit.words, people)):
        return Decided("action", tasks[0][2], told=True)
    return Decided("decision" if decision_rule(unit.words, spoken) else "discussion", told=True)


def part_of(unit: Unit, decided: Decided, text: str, people: AbstractSet[str] | None) -> Decided:
    """What ``text`` is, all or a part of the unit: a long text is an action or a decision where a sentence is one."""
    if not decided.told or text == unit.words:
        return decided
    return _told(replace(unit, words=text), people)


def speaker(unit: Unit, kind: Kind, text: str) -> str | None:
    """Who is said to have said ``text``, which is all or a part of the unit."""
    return unit.block.speaker or (None if kind in _NOT_SPOKEN else speaker_of(searchable(text)))


def _decide(unit: Unit, parent: Decided | None, announced: bool, boxed: bool, common: frozenset[str]) -> Decided:
    block, words = unit.block, unit.words
    if block.role == "heading":
        labelled = None if ACTIONS.fullmatch(words.strip(" :*_")) else labelled_kind(words)
        return Decided(labelled or ("header" if unit.field else "discussion"))
    if block.role == "row" and is_head(words.split(" | "), 2):
        return Decided("discussion")  # the heads of columns, where the reader did not tell them
    kind = "action" if boxed and unit.field is None else _kind(unit)
    if parent is not None and parent.kind == "decision" and announced and kind == "discussion":
        return Decided("decision")
    if parent is not None and parent.kind == "action" and labelled_kind(words) is None:
        if announced or kind == "action":  # a part of the action above it
            return Decided("action", _in_row(block, words) or owner_of(searchable(words), common) or parent.owner)
        return Decided(kind)
    if kind == "action":
        return Decided(kind, _in_row(block, words) or owner_of(searchable(words), common))
    return Decided(kind)


def _in_row(block: Block, words: str) -> str | None:
    """Who stands beside an action in its table."""
    return block.owner or _owner_cell(block, words) or _last_cell(block, words)


def _owner_cell(block: Block, words: str) -> str | None:
    """What a table row has in the column for owners, None where there is no such column."""
    heads, cells = [head.strip() for head in block.context.split("|")], cells_of(words)
    if len(heads) < len(cells):
        return None
    cells += [""] * (len(heads) - len(cells))  # empty cells at the end of a row are not printed
    return next((cell.strip() or None for head, cell in zip(heads, cells, strict=True) if OWNERS.search(head)), None)


def _last_cell(block: Block, words: str) -> str | None:
    """Who stands in the last cell of a row whose columns have no heads: a few words without figures, no state."""
    cells = [cell.strip() for cell in cells_of(words)]
    if block.role != "row" or block.context or len(cells) < _CELLS:
        return None
    named = [cell for cell in cells[2:] if cell and len(cell.split()) <= _OWNER_WORDS and _SOMEONE.fullmatch(cell)]
    return named[-1] if named else None


def _kind(unit: Unit) -> Kind:
    block, words = unit.block, unit.words
    own = labelled_kind(words)
    if own:
        return own
    if block.role == "footnote":
        return "note"
    if unit.field:
        return "header"
    if block.role in {"item", "paragraph"} and named_behind(words):
        return "action"
    if block.role == "row" and DECISIONS.fullmatch(block.context):
        return "decision"
    if block.role == "row" and is_action(block.context, words):
        return "action"
    if any(ACTIONS.fullmatch(title.strip(" :*_")) for title in unit.section):
        return "discussion" if _NO_TASK.fullmatch(words) or _STATEMENT.match(words) else "action"
    if block.role == "item" and any(NEXT_STEPS.fullmatch(title.strip(" :*_")) for title in unit.section):
        return "discussion" if announces(words) or speaker_of(words) or _NO_TASK.fullmatch(words) else "action"
    if any(DECISIONS.fullmatch(title.strip(" :*_")) for title in unit.section[-1:]) and not _NO_TASK.fullmatch(words):
        return "decision"
    return "discussion"


def _tick_boxes(text: str, blocks: Sequence[Block]) -> set[int]:
    """The items that begin with ``[ ]`` or ``[x]``, by place, where not every item does: then they are tasks."""
    items = [n for n, block in enumerate(blocks) if block.role == "item"]
    boxed = {n for n in items if TICK_BOX.match(f"{blocks[n].marker} {text[blocks[n].start : blocks[n].end]}")}
    return boxed if len(boxed) < len(items) else set()
