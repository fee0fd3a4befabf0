"""The people in one block: behind its labels, in its lines, in its cells."""

from __future__ import annotations

import re

from ipp_search.ingest.cues.labels import announced_field, header_field, is_sentence, split_label
from ipp_search.ingest.cues.names import (
    FULL_NAME,
    IN_BRACKETS,
    TITLE_BEFORE,
    is_nobody,
    is_person,
    names_in,
    person_at,
)
from ipp_search.ingest.minutes.facts.people_tables import person_in_row
from ipp_search.ingest.minutes.facts.people_told import apologies_told
from ipp_search.ingest.records import Block

OF_PEOPLE = ("present", "apologies", "chair")
_NEXT_LABEL = re.compile(
    r"(?<=[.;)])\s+(?=[A-Z][\w’' ]{3,40}:\s)|\n(?=[*_]*[A-Z][\w’' ]{3,40}:)"
    r"|\s\|\s(?=[A-Z][\w’' ]{3,40}:\s)"
    r"|(?<=\w)\s+(?=(?:Date|Time|Venue|Location|Place|Chair(?:man|woman|person)?|Present|Apologies|Absent|Secretary):\s)"
)
BODY = re.compile(
    r"(?:(?:the|voting|non-voting|ordinary|elected|co-opted|board|committee|council|executive|core|other) ){0,2}"
    r"(?:members?|trustees|directors|governors|committee|council|councillors|board|panel|delegates|team|staff|officers"
    r"|executive|guests?|visitors?|observers?|advisers?|speakers|invited|by (?:phone|zoom|video|telephone)|online"
    r"|remote(?:ly)?|in person|in the room)|(?:from|for|on) [\w ]{2,30}",
    re.IGNORECASE,
)
_SHORT_NAME = re.compile(rf"{TITLE_BEFORE}\b|[A-Z]\.? [A-Z]\w")  # Mr Lee, A Lee
_ONE_OF_RUN = re.compile(
    rf"(?>(?:{TITLE_BEFORE}\.? )?+[^\W\d_a-z][\w’'-]{{1,40}} [^\W\d_a-z][\w’'-]{{1,40}}(?: \([^()]{{1,40}}\))?+)"
)
_RUN = re.compile(rf"{_ONE_OF_RUN.pattern}(?: {_ONE_OF_RUN.pattern}){{1,40}}+")
_NAME_WORDS = 6  # of a name or a body in a line of several
_MOST_WORDS = 14  # of a line that names a person, with what they represent


def parts_of(words: str) -> list[str]:
    """A block's labelled statements, of which several may stand in one: ``Present: Ann Lee. Absent: Bob Ray``."""
    found: list[str] = []
    for piece in _NEXT_LABEL.split(words):
        piece = in_one_line(piece).strip("*_ ")
        if found and not any(_is_of_people(split_label(one)[0]) for one in (found[-1], piece)):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def _is_of_people(label: str) -> bool:
    return header_field(label) in OF_PEOPLE or BODY.fullmatch(label) is not None


def names_behind(field: str, value: str) -> list[str]:
    """The people behind a label in its own line; none where a statement stands there."""
    if field == "chair":
        return [value.split(" | ")[0].rstrip(".")]
    if _RUN.fullmatch(value):  # a cell that had a name a line
        return [match[0] for match in _ONE_OF_RUN.finditer(value)]
    return names_in(value.replace(" | ", ", ")) if _all_listed(value) else []


def _all_listed(value: str) -> bool:
    """Whether what stands behind a label is a list, and not a statement about what is present."""
    first = next(iter(names_in(value)), "")
    return len(IN_BRACKETS.sub("", first).split()) <= _NAME_WORDS


def entries_in(text: str, block: Block, field: str) -> list[tuple[str, str]] | None:
    """The people in a block below a label, each with the field they belong to; None where it is something else."""
    words = text[block.start : block.end]
    if block.role == "heading" and not (FULL_NAME.match(words.strip()) or _SHORT_NAME.match(words)):
        return None  # large print makes headings of names, but a word alone is one
    if block.role == "columns":
        return []
    if block.role == "row" or " | " in words:
        first = words.partition(" | ")[0].strip(" *_:")
        if BODY.fullmatch(first) or header_field(first):
            return None  # another list
        heads = (block.context or "").split(" | ")
        return person_in_row(field, [in_one_line(cell) for cell in re.split(r" \|(?= )", words)], heads)
    found: list[tuple[str, str]] = []
    lines = [line.replace("**", "").strip(" *_•·-–●○\t") for line in words.split("\n")]
    if header_field(lines[0]) or announced_field(words):
        return [] if block.role == "item" else None
    if field == "apologies" and (names := apologies_told(in_one_line(words))):
        return [(field, name) for name in names]
    if block.role == "item" and len(words.split()) <= _MOST_WORDS and not is_sentence(words) and ":" not in words:
        name = person_at(in_one_line(" ".join(lines)))
        bare = IN_BRACKETS.sub("", in_one_line(" ".join(lines)))
        return [] if is_nobody(bare) or re.fullmatch(r"[A-Z]{1,3}", bare) else [(field, name or bare.strip())]
    for line in filter(None, lines):
        if len(line.split()) > _MOST_WORDS and len(re.findall("[,;]", line)) < 2:
            return found or None
        several = re.search(rf"[,;].*[,;]|; |, {TITLE_BEFORE}\b", line)
        many = names_in(line) if several else []
        if many and block.role == "paragraph" and all(map(is_person, many)):
            found += [(field, each) for each in many]
            continue
        name = person_at(line)
        if name is None:
            return None
        found.append((field, name))
    return found or None


def in_one_line(words: str) -> str:
    """Words with every run of space and line ends as one space."""
    return " ".join(words.split())
