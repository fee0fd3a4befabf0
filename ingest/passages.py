"""Cuts a record into citable units: exact slices, each with its section, kind and owner."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ipp_search.ingest.headings import TITLE
from ipp_search.ingest.labels import ANSWERS, announced_field, header_field, labelled_kind, split_label
from ipp_search.ingest.lines import line_at, line_starts
from ipp_search.ingest.records import Block, Document, Kind, Meeting, Passage

Split = Callable[[str], list[tuple[int, int]]]
"""Cuts a text that is too long for the encoder: spans in order, together covering its words."""

_JOINED_CHARS = 800  # a lead-in and its sub-items up to this length are one citable unit
_ACTION_SECTION = re.compile(
    r"[\d.\s]*(summary of |list of |agreed |new |open )?"
    r"actions?( points?| items?| summary| list| log)?( agreed| arising)?",
    re.IGNORECASE,
)
# "HMPPS and the Parole Board to identify …": names, joined by small words, then "to" and a verb.
_OWNER = re.compile(
    r"(?P<owner>(?:[Tt]he )?[^\W\d_a-z][\w&’'./-]*(?: (?:[^\W\d_a-z][\w&’'./-]*|and|of|the|for|&|/))*)"
    r" (?:to|will(?! be\b)) [a-z]"
)


@dataclass
class _Unit:
    """A slice that will become one passage, or several where it is too long."""

    start: int
    end: int
    section: tuple[str, ...]
    kind: Kind
    context: str


def cut_passages(document: Document, blocks: Sequence[Block], meeting: Meeting, split: Split) -> tuple[Passage, ...]:
    """Every statement of the record as a passage, in reading order.

    Headings and title lines become section paths and the citation, not passages. A bullet that
    only leads in ("… the prospect of:") is kept with the sub-bullets it introduces.
    """
    passages: list[Passage] = []
    seen: dict[str, int] = {}
    lines = line_starts(document.text)
    for unit in _units(document.text, blocks):
        words = document.text[unit.start : unit.end]
        for start, end in split(words):
            text = words[start:end]
            key = "\0".join([meeting.id, *unit.section, text])
            seen[key] = seen.get(key, -1) + 1
            passages.append(
                Passage(
                    id=hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:16],
                    meeting=meeting,
                    text=text,
                    kind=unit.kind,
                    owner=_owner(words) if unit.kind == "action" else None,
                    section=unit.section,
                    start=unit.start + start,
                    end=unit.start + end,
                    start_line=line_at(lines, unit.start + start),
                    end_line=line_at(lines, unit.start + end - 1),
                    context=unit.context,
                )
            )
    return tuple(passages)


def _units(text: str, blocks: Sequence[Block]) -> Iterator[_Unit]:
    headings: list[tuple[int, str]] = []
    parents: list[Block] = []  # the items that the current one hangs under, outermost first
    field: str | None = None  # the header fact that the current heading or lead-in announces
    skip_to = -1
    for n, block in enumerate(blocks):
        words = text[block.start : block.end]
        if block.role == "heading":
            parents, field = [], None
            if block.level != TITLE:
                headings = [h for h in headings if h[0] < block.level] + [(block.level, " ".join(words.split()))]
                field = header_field(words)
            continue
        if n < skip_to:
            continue
        parents = [p for p in parents if p.level < block.level] if block.role == "item" else []
        own_field = announced_field(words)
        kind = _kind(words, headings, own_field or field)
        section = tuple(title for _, title in headings)
        if words.endswith(":") and (joined := _joined_end(blocks, n)) > n + 1:
            end = blocks[joined - 1].end
            if end - block.start <= _JOINED_CHARS:
                yield _Unit(block.start, end, section, kind, _context(text, parents, own_field or field))
                skip_to = joined
                continue
        yield _Unit(block.start, block.end, section, kind, _context(text, parents, own_field or field))
        if block.role == "item":
            parents.append(block)
        elif words.endswith(":"):
            field = own_field or field


def _joined_end(blocks: Sequence[Block], lead: int) -> int:
    """One past the last sub-item that hangs directly under the item ``lead``."""
    end = lead + 1
    while (
        blocks[lead].role == "item"
        and end < len(blocks)
        and blocks[end].role == "item"
        and blocks[end].level > blocks[lead].level
    ):
        end += 1
    return end


def _context(text: str, parents: Sequence[Block], field: str | None) -> str:
    above = [" ".join(text[p.start : p.end].split()) for p in parents[-2:]]
    return " ".join([*([ANSWERS[field]] if field else []), *above])


def _kind(words: str, headings: Sequence[tuple[int, str]], field: str | None) -> Kind:
    own = labelled_kind(words)
    if own:
        return own
    if field:
        return "header"
    if headings and _ACTION_SECTION.fullmatch(headings[-1][1]):
        return "action"
    return "discussion"


def _owner(words: str) -> str | None:
    task = split_label(words)[1] if labelled_kind(words) else words
    match = _OWNER.match(task.strip("*_ "))
    return match["owner"] if match else None
