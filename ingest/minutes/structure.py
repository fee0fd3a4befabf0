"""Which blocks make a citable unit, the headings above each, and what it hangs under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ipp_search.ingest.cues.labels import (
    ANSWERS,
    PEOPLE,
    announced_field,
    header_field,
    is_sentence,
    leads_in,
    listed_fields,
)
from ipp_search.ingest.records import TITLE, TOPIC_LEVEL, Block

# In pairs round words; of underscores only round several, for __proto__ is a name.
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])|(?<!\w)(_{1,3})(?=\S)([^_\n]* [^_\n]*?)(?<=\S)\3(?!\w)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # as Markdown writes "2\." that begins no list
_LINK = re.compile(r"\[([^\]]{1,300})\]\([^)\s]{0,500}\)")
_REFERENCE = re.compile(
    r"(?:(?<!\s)\s++)?\((see|cf\.?) (figure|fig\.|table|annex|appendix|slide)[^()]*(\([^()]*\)[^()]*)*\)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A block that is to become one passage, or several where it is too long.

    ``place`` is that of its block among the record's; ``section`` the headings above it, outermost first;
    ``parents`` the places, among the units, of what it hangs under, outermost first; ``field`` the header fact
    that it states (a key of ANSWERS); ``context`` the words that belong to its meaning but not to it.
    """

    place: int
    block: Block
    words: str
    section: tuple[str, ...]
    parents: tuple[int, ...]
    field: str | None
    context: str


def units_of(text: str, blocks: Sequence[Block]) -> list[Unit]:
    """The units of blocks whose headings are marked, in reading order.

    Headings, title lines and the heads of table columns are none: they become section paths, citations and
    context. A heading below which nothing stands is one: it is all that is said of its subject.
    """
    units: list[Unit] = []
    headings: list[tuple[int, str]] = []
    parents: list[int] = []
    field: str | None = None  # the header fact that the current heading names
    listed = listed_fields(text, blocks)
    for n, block in enumerate(blocks):
        words = text[block.start : block.end]
        if block.role == "columns":
            continue
        if block.role == "heading":
            parents, field = [], None
            if block.level != TITLE:
                headings = _below(headings, block, words)
                field = header_field(words)
                if _stands_alone(blocks, n):
                    units.append(Unit(n, block, words, tuple(title for _, title in headings[:-1]), (), field, ""))
            continue
        if block.role != "row":  # the items of a table end with it
            headings = [h for h in headings if h[0] < TOPIC_LEVEL]
        if block.role != "item" and not (parents and not block.gap and leads_in(units[parents[-1]].words)):
            parents = []
        parents = [p for p in parents if units[p].block.level < block.level or leads_in(units[p].words)]
        below = None if field in PEOPLE and is_sentence(words) else field
        own_field = announced_field(words) or listed.get(n) or below
        section = tuple(title for _, title in headings)
        above = [units[p].words for p in parents[-2:]]
        units.append(Unit(n, block, words, section, tuple(parents), own_field, _context(block, above, own_field)))
        if block.role == "item" or announces(words):
            parents.append(len(units) - 1)
    return units


def outline(text: str, blocks: Sequence[Block]) -> Iterator[tuple[str, ...]]:
    """The path of every heading, in reading order, whether or not a passage stands below it."""
    headings: list[tuple[int, str]] = []
    for block in blocks:
        if block.role == "heading" and block.level != TITLE:
            headings = _below(headings, block, text[block.start : block.end])
            yield tuple(title for _, title in headings)
        elif block.role not in {"row", "columns"}:
            headings = [h for h in headings if h[0] < TOPIC_LEVEL]


def announces(words: str) -> bool:
    """Whether a text ends in a colon, so that what follows belongs to it."""
    return words.rstrip("*_ ").endswith(":")


def _below(headings: Sequence[tuple[int, str]], block: Block, words: str) -> list[tuple[int, str]]:
    return [h for h in headings if h[0] < min(block.level, TOPIC_LEVEL)] + [(block.level, _title(words))]


def _title(words: str) -> str:
    """The words of a heading, without the marks of emphasis, the address of a link and a reference elsewhere."""
    bare = _ESCAPED.sub(r"\1", _LINK.sub(r"\1", " ".join(words.split())))
    plain = _EMPHASIS.sub(lambda pair: pair[2] or pair[4], bare).strip()
    if plain.startswith("**") and plain.count("**") == 1:  # its other end is in the lines below
        plain = plain.removeprefix("**").lstrip()
    return _REFERENCE.sub("", plain) or bare


def _stands_alone(blocks: Sequence[Block], n: int) -> bool:
    """Whether nothing is below a heading but the next one: then it is all that the record says of its subject."""
    if n + 1 == len(blocks):
        return True
    after = blocks[n + 1]
    return after.role == "heading" and TITLE < after.level <= blocks[n].level


def _context(block: Block, above: Sequence[str], field: str | None) -> str:
    parents = [" ".join(words.split()) for words in above]
    speaker = [block.speaker] if block.speaker else []
    heads = [block.context] if block.context else []
    return " ".join([*([ANSWERS[field]] if field else []), *parents, *speaker, *heads])
