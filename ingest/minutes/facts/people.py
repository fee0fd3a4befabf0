"""Who was at a meeting, who sent apologies and who was in the chair, in the forms in which minutes list people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ipp_search.ingest.cues.labels import announced_field, header_field, is_sentence, split_label
from ipp_search.ingest.cues.names import (
    FULL_NAME,
    forms_of,
    is_chair,
    is_person,
    named,
    names_in,
    once,
)
from ipp_search.ingest.minutes.facts.people_columns import columns_at
from ipp_search.ingest.minutes.facts.people_entries import (
    BODY,
    OF_PEOPLE,
    entries_in,
    in_one_line,
    names_behind,
    parts_of,
)
from ipp_search.ingest.minutes.facts.people_tables import lists_people
from ipp_search.ingest.minutes.facts.people_told import apologies_told, chairs_told, present_told, said_in
from ipp_search.ingest.records import Block

# "The attendees and proxies for this meeting were:"
_PRESENT_WERE = re.compile(
    r"\b(?:following|attendees|participants|members|delegates|people|persons)\b[^.:]{0,80}"
    r"\b(?:were|was|are|is|attended|joined|took part|participated|present|in attendance)\b[^.:]{0,40}:$",
    re.IGNORECASE,
)
_PRESENT_FROM = re.compile(
    r"(?:present|attending|attended) (?:from|for) (?P<body>[^:\n]{1,40}):\s*(?P<names>\S[^\n]*)", re.IGNORECASE
)
_BESIDE = re.compile(
    r"(?:other )?(?:staff|officers?|guests?|visitors?|observers?|officials|clerk|secretariat|advisers?)", re.I
)
"""Labels of people only beside other lists of people: elsewhere they head an item."""
_HEAD_BLOCKS = 60  # further down, people are spoken of and not listed
_EXTRA = re.compile(r"\s\\?\*\s.*|(?<=[\w)])\*")  # a star behind who joined by phone, and what it means
_TOP_BLOCKS = 14  # among which a list without a known label is one of those present
_FEWEST = 3  # names that make such a list
_NOT_THERE = re.compile(
    r"\b(?:distribut\w+|circulat\w+|cc|copy|copies|to|from|authors?|editors?|prepared|written|not|away|sent|minutes?"
    r"|sorry|missing|actions?|owners?|nominat\w+|candidates?|apolog\w+|thanks|speakers?|by)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class People:
    """The people of one meeting, as listed.

    ``forms`` are the ways in which its minutes may name them (``ann lee``, ``ann``, ``al``, ``mrs lee``), lower case.
    """

    attendees: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    chair: str | None = None
    forms: frozenset[str] = frozenset()


def read_people(text: str, blocks: Sequence[Block]) -> People:
    """Everybody whom the record of ``blocks`` lists as there, or as excused; a name that stands twice counts once."""
    listed: dict[str, list[str]] = {"present": [], "apologies": [], "chair": []}
    for field, entries, _ in _lists(text, blocks):
        listed[field] += entries
    told = said_in(text, blocks[:_HEAD_BLOCKS])
    listed["apologies"] += [name for words in told for name in apologies_told(words)]
    listed["present"] += [name for words in told for name in present_told(words)] or (
        [] if listed["present"] else _unlabelled(text, blocks)
    )
    marked = (named(entry) for entry in listed["present"] if is_chair(entry))
    chair = next(iter(listed["chair"]), None) or next(marked, None) or next(chairs_told(told), None)
    chair = _in_full(chair, listed["present"])
    if chair and listed["present"]:
        listed["present"] += names_in(chair)  # who chairs a meeting is at it
    present, away = once(listed["present"]), once(listed["apologies"])
    forms = frozenset(form for entry in [*present, *away, *([chair] if chair else [])] for form in forms_of(entry))
    return People(
        tuple(named(e) for e in present), tuple(named(e) for e in away), named(chair) if chair else None, forms
    )


def _unlabelled(text: str, blocks: Sequence[Block]) -> list[str]:
    """The people in the top lines whose labels nobody knows, or name a body, if all that such a line has are names.

    ``On the call: Ann Lee, Bob Ray, Cy Dunn``; ``Trustees: Ann Lee, Bob Ray`` with ``Staff: Cy Dunn`` below it.
    """
    found: list[str] = []
    for n, block in enumerate(blocks[:_TOP_BLOCKS]):
        for part in parts_of(text[block.start : block.end]):
            label, value = split_label(part)
            first, _, rest = part.partition(" | ")
            if not label and BODY.fullmatch(first.strip("*_: ")):
                label, value = first.strip("*_: "), rest
            if not label or header_field(label) is not None or _NOT_THERE.search(label):
                continue
            names = names_in(_EXTRA.sub("", value))
            if not value:
                below = (entries_in(text, after, "present") for after in blocks[n + 1 :])
                names = [name for held in takewhile(bool, below) for _, name in held or []]
            fewest = 1 if BODY.fullmatch(label) else _FEWEST
            if len(names) >= fewest and all(FULL_NAME.match(name) and is_person(name) for name in names):
                found += names
    return found


def _in_full(chair: str | None, present: Sequence[str]) -> str | None:
    """Who is in the chair, by the one name in the list of those present that has the word said of them."""
    if chair is None or " " in chair.strip():
        return chair
    of_that_name = [entry for entry in present if chair.strip().casefold() in entry.casefold().split()]
    return of_that_name[0] if len(of_that_name) == 1 else chair


def names_are_no_headings(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, those paragraphs that large print has made headings of, though they are people in a list."""
    people = {place for _, _, place in _lists(text, blocks)}
    return [
        replace(block, role="paragraph", level=0) if n in people and block.role == "heading" else block
        for n, block in enumerate(blocks)
    ]


def _lists(text: str, blocks: Sequence[Block]) -> Iterator[tuple[str, list[str], int]]:
    """What stands under each label or heading of people: its field, its entries and the place of their block."""
    n = 0
    listed = False
    """Whether the block before belongs to a list of people."""
    while n < len(blocks):
        block = blocks[n]
        n += 1
        words = in_one_line(text[block.start : block.end]).strip("*_ ")
        if n <= _HEAD_BLOCKS and (columns := columns_at(text, block.start)):
            while n < len(blocks) and blocks[n].start < columns.end:
                n += 1
            yield from ((field, [entry], n - 1) for field, entry in columns.entries)
            continue
        if n <= _HEAD_BLOCKS and (match := _PRESENT_FROM.fullmatch(words)):
            yield "present", names_in(match["names"]), -1
            continue
        if n <= _HEAD_BLOCKS and block.role == "columns" and lists_people(words.split(" | ")):
            while n < len(blocks) and (held := entries_in(text, blocks[n], "present")) is not None:
                yield from ((at, [entry], n) for at, entry in held)
                n += 1
            listed = True
            continue
        *parts, words = parts_of(text[block.start : block.end])
        for part in parts:
            if (field := announced_field(part)) in OF_PEOPLE:
                yield field, names_behind(field, split_label(part)[1]), -1
        labelled, value = split_label(words)
        label = labelled or words
        field = header_field(label) if block.role == "heading" and not value else announced_field(words)
        if field is None and n <= _HEAD_BLOCKS and _PRESENT_WERE.search(words):
            field = "present"
        if field is None and listed and value and _BESIDE.fullmatch(label):
            field = "present"
        if field not in OF_PEOPLE:
            listed = listed and field is not None
            continue
        listed = True
        if labelled and value and (names := names_behind(field, value)):
            yield field, names, -1
            alone = len(names) == 1 and field != "chair" and block.role == "paragraph"
            alone = alone and n < len(blocks) and blocks[n].role == "paragraph"
            if not alone and not words.endswith((",", ";")):
                continue  # else others stand one below another
        if not value and n < len(blocks) and is_sentence(text[blocks[n].start : blocks[n].end]) and field == "present":
            n += 1  # how many came, before who
        while n < len(blocks) and (held := entries_in(text, blocks[n], field)) is not None:
            yield from ((at, [entry], n) for at, entry in held)
            n += 1
