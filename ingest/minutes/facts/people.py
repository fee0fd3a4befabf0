"""Who was at a meeting, who sent apologies and who was in the chair, in the forms in which minutes list people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ipp_search.ingest.cues.labels import announced_field, header_field, is_sentence, split_label
from ipp_search.ingest.cues.names import (
    FULL_NAME,
    IN_BRACKETS,
    TITLE_BEFORE,
    forms_of,
    is_chair,
    is_nobody,
    is_person,
    named,
    names_in,
    once,
    person_at,
)
from ipp_search.ingest.minutes.facts.people_columns import columns_at
from ipp_search.ingest.minutes.facts.people_tables import lists_people, person_in_row
from ipp_search.ingest.minutes.facts.people_told import apologies_told, chairs_told, present_told, said_in
from ipp_search.ingest.records import Block

# "The attendees and proxies for this meeting were:"
_PRESENT_WERE = re.compile(
    r"\b(?:following|attendees|participants|members|delegates|people|persons)\b[^.:]{0,80}"
    r"\b(?:were|was|are|is|attended|joined|present|in attendance)\b[^.:]{0,40}:$",
    re.IGNORECASE,
)
_PRESENT_FROM = re.compile(
    r"(?:present|attending|attended) (?:from|for) (?P<body>[^:\n]{1,40}):\s*(?P<names>\S[^\n]*)", re.IGNORECASE
)
_BESIDE = re.compile(
    r"(?:other )?(?:staff|officers?|guests?|visitors?|observers?|officials|clerk|secretariat|advisers?)", re.I
)
"""Labels of people only beside other lists of people: elsewhere they head an item."""
_OF_PEOPLE = ("present", "apologies", "chair")
_NEXT_LABEL = re.compile(r"(?<=[.;)])\s+(?=[A-Z][\w ]{3,40}:\s)|\n(?=[*_]*[A-Z][\w ]{3,40}:)")
_SHORT_NAME = re.compile(rf"{TITLE_BEFORE}\b|[A-Z]\.? [A-Z]\w")  # Mr Lee, A Lee
_HEAD_BLOCKS = 60  # further down, people are spoken of and not listed
_NAME_WORDS = 6  # of a name or a body in a line of several
_TOP_BLOCKS = 12  # among which a list without a known label is one of those present
_FEWEST = 3  # names that make such a list
_NOT_THERE = re.compile(
    r"\b(?:distribut\w+|circulat\w+|cc|copy|copies|to|from|authors?|editors?|prepared|written|not|away|sent|minutes?"
    r"|sorry|missing|actions?|owners?|nominat\w+|candidates?|apolog\w+|thanks|speakers?|by)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 14  # of a line that names a person, with what they represent


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
        [] if listed["present"] else _unlabelled(told[:_TOP_BLOCKS])
    )
    marked = (named(entry) for entry in listed["present"] if is_chair(entry))
    chair = next(iter(listed["chair"]), None) or next(marked, None) or next(chairs_told(told), None)
    there = [*listed["present"], *([chair] if chair and listed["present"] else [])]  # who chairs a meeting is at it
    present, away = once(there), once(listed["apologies"])
    forms = frozenset(form for entry in [*present, *away, *([chair] if chair else [])] for form in forms_of(entry))
    return People(
        tuple(named(e) for e in present), tuple(named(e) for e in away), named(chair) if chair else None, forms
    )


def _unlabelled(said: Sequence[str]) -> list[str]:
    """The people of the first line whose label nobody knows, if all it has are names: ``There: Ann Lee, Bob Ray``."""
    for words in said:
        label, value = split_label(words)
        if value and header_field(label) is None and not _NOT_THERE.search(label):
            found = names_in(value)
            if len(found) >= _FEWEST and all(FULL_NAME.match(name) and is_person(name) for name in found):
                return found
    return []


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
        words = _folded(text[block.start : block.end]).strip("*_ ")
        if n <= _HEAD_BLOCKS and (columns := columns_at(text, block.start)):
            while n < len(blocks) and blocks[n].start < columns.end:
                n += 1
            yield from ((field, [entry], n - 1) for field, entry in columns.entries)
            continue
        if n <= _HEAD_BLOCKS and (match := _PRESENT_FROM.fullmatch(words)):
            yield "present", names_in(match["names"]), -1
            continue
        if n <= _HEAD_BLOCKS and block.role == "columns" and lists_people(words.split(" | ")):
            while n < len(blocks) and (held := _entries(text, blocks[n], "present")) is not None:
                yield from ((at, [entry], n) for at, entry in held)
                n += 1
            continue
        *parts, words = _parts(text[block.start : block.end])
        for part in parts:
            if (field := announced_field(part)) in _OF_PEOPLE:
                yield field, _behind(field, split_label(part)[1]), -1
        label, value = split_label(words)
        label = label or words
        field = header_field(label) if block.role == "heading" and not value else announced_field(words)
        if field is None and n <= _HEAD_BLOCKS and _PRESENT_WERE.search(words):
            field = "present"
        if field is None and listed and value and _BESIDE.fullmatch(label):
            field = "present"
        if field not in _OF_PEOPLE:
            listed = listed and field is not None
            continue
        listed = True
        if value and split_label(words)[0] and (names := _behind(field, value)):
            yield field, names, -1
            alone = len(names) == 1 and field != "chair" and block.role == "paragraph"
            alone = alone and n < len(blocks) and blocks[n].role == "paragraph"
            if not alone and not words.endswith((",", ";")):
                continue  # else others stand one below another
        if not value and n < len(blocks) and is_sentence(text[blocks[n].start : blocks[n].end]) and field == "present":
            n += 1  # how many came, before who
        while n < len(blocks) and (held := _entries(text, blocks[n], field)) is not None:
            yield from ((at, [entry], n) for at, entry in held)
            n += 1


def _parts(words: str) -> list[str]:
    """A block's labelled statements, of which several may stand in one: ``Present: Ann Lee. Absent: Bob Ray``."""
    found: list[str] = []
    for piece in _NEXT_LABEL.split(words):
        piece = _folded(piece).strip("*_ ")
        if found and not {header_field(split_label(one)[0]) for one in (found[-1], piece)} & {*_OF_PEOPLE}:
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def _behind(field: str, value: str) -> list[str]:
    """The people behind a label in its own line; none where a statement stands there."""
    if field == "chair":
        return [value.split(" | ")[0].rstrip(".")]
    return names_in(value.replace(" | ", ", ")) if _all_listed(value) else []


def _all_listed(value: str) -> bool:
    """Whether what stands behind a label is a list, and not a statement about what is present."""
    first = next(iter(names_in(value)), "")
    return len(IN_BRACKETS.sub("", first).split()) <= _NAME_WORDS


def _entries(text: str, block: Block, field: str) -> list[tuple[str, str]] | None:
    """The people in a block below a label, each with the field they belong to; None where it is something else."""
    words = text[block.start : block.end]
    if block.role == "heading" and not (
        FULL_NAME.match(words.strip()) or re.match(rf"{TITLE_BEFORE}\b|[A-Z]\.? [A-Z]\w", words)
    ):
        return None  # large print makes headings of names, but a word alone is one
    if block.role == "columns":
        return []
    if block.role == "row" or " | " in words:
        heads = (block.context or "").split(" | ")
        return person_in_row(field, [_folded(cell) for cell in re.split(r" \|(?= )", words)], heads)
    found: list[tuple[str, str]] = []
    lines = [line.replace("**", "").strip(" *_•·-–●○\t") for line in words.split("\n")]
    if header_field(lines[0]) or announced_field(words):
        return [] if block.role == "item" else None
    if field == "apologies" and (names := apologies_told(_folded(words))):
        return [(field, name) for name in names]
    if block.role == "item" and len(words.split()) <= _MOST_WORDS and not is_sentence(words) and ":" not in words:
        name = person_at(_folded(" ".join(lines)))
        bare = IN_BRACKETS.sub("", _folded(" ".join(lines)))
        return [] if is_nobody(bare) or re.fullmatch(r"[A-Z]{1,3}", bare) else [(field, name or bare.strip())]
    for line in filter(None, lines):
        if len(line.split()) > _MOST_WORDS and len(re.findall("[,;]", line)) < 2:
            return found or None
        many = names_in(line) if re.search("[,;].*[,;]|; ", line) else []
        if many and block.role == "paragraph" and all(map(is_person, many)):
            found += [(field, each) for each in many]
            continue
        name = person_at(line)
        if name is None:
            return None
        found.append((field, name))
    return found or None


def _folded(words: str) -> str:
    return " ".join(words.split())
