"""Sets an action apart from what it stands in: where a line or sentence within a block has the label of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from ipp_search.ingest.cues.decisions import decision_rule
from ipp_search.ingest.cues.kind_labels import labelled_kind
from ipp_search.ingest.cues.tasks import ARROW, named_alone, tasks_in
from ipp_search.ingest.records import Block

_LINE = re.compile(r"[^\n]+")
_WITHIN = re.compile(
    r"(?<=[.!?…)])[ \t]+(?=[*_\[(]*(?:ACTIONS?|Action)(?: (?:points?|items?|POINTS?|ITEMS?))?[ \d.]*"
    r"(?:\([^()]{1,40}\))?[*_]*\s*:)"
)
_IN_CELL = re.compile(r"(?<=\S)[ \t]+(?=(?:ACTIONS?|Action) [^:|]{1,30}:)")
_ARROW = re.compile(rf"\s*{ARROW}\s*\w")
_LONG = 40  # words; a task in less is read with what it came from
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")
_LABEL = re.compile(r"\s*(\*\*|__)[^*_\n]{1,30}(:\1|\1\s*:)")  # any label in bold ends the action above it


def actions_apart(text: str, blocks: Sequence[Block], people: AbstractSet[str] | None = None) -> list[Block]:
    """The same blocks, those of minutes cut where a line or sentence begins with the label of an action.

    A sentence that gives a task to one of ``people`` stands apart from one that records a decision, and in a long text;
    None of a transcript.
    """
    parts: list[Block] = []
    for block in blocks:
        for part in _parts(text, block, people):
            before = parts[-1] if parts and parts[-1].role in {"item", "paragraph"} else None
            if before and part.role in {"item", "paragraph"} and named_alone(text[part.start : part.end]):
                part = replace(part, context=_last_sentence(text[before.start : before.end]))
            parts.append(part)
    return parts


def _last_sentence(words: str) -> str:
    """What ``Action: Clerk`` behind it speaks of."""
    return " ".join(_SENTENCE_END.split(words)[-1].split())


def _parts(text: str, block: Block, people: AbstractSet[str] | None) -> Iterator[Block]:
    words = text[block.start : block.end]
    starts = [0]
    if block.role in {"item", "paragraph"} and block.speaker is None:
        lines = [(match.start(), match[0]) for match in _LINE.finditer(words)]
        if any(_is_action(line) for _, line in lines[1:]):
            starts += [at for at, line in lines[1:] if labelled_kind(line.lstrip()) or _LABEL.match(line)]
        starts += [at for at, line in lines[1:] if _ARROW.match(line)]
        within = [match.end() for match in _WITHIN.finditer(words)]
        short = len(words.split()) <= _LONG and not decision_rule(words)
        starts += [at for at in within if not (short and named_alone(words[at:]))]
        if len(starts) == 1 and not labelled_kind(words):
            starts += _tasks(words, people)
    elif block.role == "row":
        starts += [match.end() for match in _IN_CELL.finditer(words)]
    for start, end in zip(sorted(set(starts)), [*sorted(set(starts))[1:], len(words)], strict=True):
        part = words[start:end]
        if part.strip():
            begin = block.start + start + len(part) - len(part.lstrip())
            yield (
                block
                if len(starts) == 1
                else replace(block, start=begin, end=begin + len(part.strip()), gap=block.gap and not start)
            )


def _tasks(words: str, people: AbstractSet[str] | None) -> list[int]:
    """Where the sentences begin that give someone a task, and those after them, if the text is to be cut at all."""
    tasks = tasks_in(words, people)
    rest = list(words)
    for start, end, _ in tasks:
        rest[start:end] = " " * (end - start)
    told = "".join(rest)
    if not tasks or not (decision_rule(told) or len(told.split()) > _LONG):
        return []
    places = {place for start, end, _ in tasks for place in (start, end)}
    return sorted(place for place in places if 0 < place < len(words) and words[place:].strip())


def _is_action(line: str) -> bool:
    return labelled_kind(line.lstrip()) == "action"
