"""Sets an action apart from what it stands in: where a line or sentence within a block has the label of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ipp_search.ingest.cues.labels import labelled_kind
from ipp_search.ingest.records import Block

_LINE = re.compile(r"[^\n]+")
_WITHIN = re.compile(
    r"(?<=[.!?…)])[ \t]+(?=[*_\[(]*(?:ACTIONS?|Action)(?: (?:points?|items?|POINTS?|ITEMS?))?[ \d.]*[*_]*\s*:)"
)
_LABEL = re.compile(r"\s*(\*\*|__)[^*_\n]{1,30}(:\1|\1\s*:)")  # any label in bold ends the action above it


def actions_apart(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, those of minutes cut where a line or sentence begins with the label of an action."""
    return [part for block in blocks for part in _parts(text, block)]


def _parts(text: str, block: Block) -> Iterator[Block]:
    words = text[block.start : block.end]
    starts = [0]
    if block.role in {"item", "paragraph"} and block.speaker is None:
        lines = [(match.start(), match[0]) for match in _LINE.finditer(words)]
        if any(_is_action(line) for _, line in lines[1:]):
            starts += [at for at, line in lines[1:] if labelled_kind(line.lstrip()) or _LABEL.match(line)]
        starts += [match.end() for match in _WITHIN.finditer(words)]
    for start, end in zip(sorted(starts), [*sorted(starts)[1:], len(words)], strict=True):
        part = words[start:end]
        if part.strip():
            begin = block.start + start + len(part) - len(part.lstrip())
            yield (
                block
                if len(starts) == 1
                else replace(block, start=begin, end=begin + len(part.strip()), gap=block.gap and not start)
            )


def _is_action(line: str) -> bool:
    return labelled_kind(line.lstrip()) == "action"
