"""Cuts a record into citable passages: exact slices, each with its section, kind and owner."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from ipp_search.ingest.minutes import kinds
from ipp_search.ingest.minutes.structure import units_of
from ipp_search.ingest.records import Block, Document, Meeting, Passage
from ipp_search.ingest.text import line_at, line_starts

Split = Callable[[str], list[tuple[int, int]]]
"""Cuts a text that is too long for the encoder: spans in order, together covering its words."""


def cut_passages(
    document: Document, blocks: Sequence[Block], meeting: Meeting, split: Split, people: AbstractSet[str] | None = None
) -> tuple[Passage, ...]:
    """Every statement of the record as a passage, in reading order.

    ``people`` are the forms in which the meeting's people are named, in lower case; None of a transcript.
    """
    passages: list[Passage] = []
    seen: dict[str, int] = {}
    lines = line_starts(document.text)
    units = units_of(document.text, blocks)
    for unit, decided in zip(units, kinds.decide(document.text, blocks, units, people), strict=True):
        block = unit.block
        for start, end in split(unit.words):
            text = unit.words[start:end]
            part = kinds.part_of(unit, decided, text, people)
            key = "\0".join([meeting.id, *unit.section, text])
            seen[key] = seen.get(key, -1) + 1
            passages.append(
                Passage(
                    id=hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:16],
                    meeting=meeting,
                    text=text,
                    kind=part.kind,
                    owner=part.owner,
                    speaker=kinds.speaker(unit, part.kind, text),
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
