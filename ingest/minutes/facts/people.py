"""Who was at a meeting, who sent apologies and who was in the chair, in the forms in which minutes list people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ipp_search.ingest.cues.labels import PEOPLE, announced_field, header_field, is_sentence, split_label
from ipp_search.ingest.cues.names import (
    CHAIR,
    FULL_NAME,
    IN_BRACKETS,
    INITIALS,
    PERSON,
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
from ipp_search.ingest.records import Block

_ABSENT = re.compile(r"apol|absent|no$|not present|a$|x$", re.IGNORECASE)
_HEADS = re.compile(
    r"(attendee|participant|member|delegate|councillor)?s?\s*+(name)?s?\s*+(\((present|attending)\))?"
    r"|initials|organi[sz]ation.*|role|e-?mail|affiliation|representing|company|present|apologies",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bapologies(?: for (?:their |his |her )?(?:absence|non-attendance))?"
    r"(?: (?:were|was|had|have|has|been|also|received|noted|accepted|sent|given|tendered|made|recorded|and)){0,5}"
    r" (?:from|by|for):? (?!absen)(?P<names>[^\n|]+)",
    re.IGNORECASE,
)
_SENT = re.compile(r"\b(?:sent|sends|gave|given|tendered|offered|made) (?:his|her|their|in his|in her) apologies\b")
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
_OFFICE = re.compile(r"(?:vice[- ])?(?:chair(?:man|woman|person)?|president|mayor|secretary|clerk)\b.*", re.IGNORECASE)
_CHAIRED = re.compile(
    rf"\b(?:chaired by|in the chair (?:was|:)) (?P<by>{PERSON.pattern})"
    rf"|\bcalled to order (?:at [^,;]{{1,20}}? )?by (?:the )?(?:(?:[Vv]ice[- ])?(?:Board |Committee "
    rf"|Council )?(?:Chair(?:man"
    rf"|woman|person)?|President|Mayor|Convenor|Commodore|Captain),? )?(?P<called>{PERSON.pattern})"
    rf"|(?P<who>(?>{PERSON.pattern}))(?: \([A-Z]{{1,4}}\))? (?:was in the chair|took the chair|chaired "
    rf"the meeting|in the chair\b)"
)
_END = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Dr)(?<!Mrs)(?<!Ms)\.(?:\s|$)")
_SHORT_NAME = re.compile(rf"{TITLE_BEFORE}\b|[A-Z]\.? [A-Z]\w")  # Mr Lee, A Lee
_HEAD_BLOCKS = 60  # further down, people are spoken of and not listed
_NAME_WORDS = 6  # of a name or a body in a line of several
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
    told = _told(text, blocks[:_HEAD_BLOCKS])
    listed["apologies"] += [name for words in told for name in _apologies_told(words)]
    chaired = (match["by"] or match["called"] or match["who"] for words in told if (match := _CHAIRED.search(words)))
    chaired = (name for name in (_END.split(name)[0] for name in chaired) if not _OFFICE.fullmatch(name))
    marked = (named(entry) for entry in listed["present"] if is_chair(entry))
    chair = next(iter(listed["chair"]), None) or next(marked, None) or next(chaired, None)
    present, away = once(listed["present"]), once(listed["apologies"])
    forms = frozenset(form for entry in [*present, *away, *([chair] if chair else [])] for form in forms_of(entry))
    return People(
        tuple(named(e) for e in present), tuple(named(e) for e in away), named(chair) if chair else None, forms
    )


def _told(text: str, blocks: Sequence[Block]) -> list[str]:
    """What the first blocks say, a list that goes on in the next one with it."""
    said: list[str] = []
    for block in blocks:
        words = _folded(text[block.start : block.end])
        if said and said[-1].endswith((";", ",", " and")):
            said[-1] = f"{said[-1]} {words}"
        elif block.speaker is None:
            said.append(words)
    return said


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
        label, value = split_label(words)
        label = label or words
        field = header_field(label) if block.role == "heading" and not value else announced_field(words)
        if field is None and n <= _HEAD_BLOCKS and _PRESENT_WERE.search(words):
            field = "present"
        if field is None and listed and value and _BESIDE.fullmatch(label):
            field = "present"
        if field not in {*PEOPLE, "chair"}:
            listed = listed and field is not None
            continue
        listed = True
        if value and split_label(words)[0] and (field == "chair" or _all_listed(value)):
            names = [value.split(" | ")[0]] if field == "chair" else names_in(value.replace(" | ", ", "))
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
        return _row(field, [_folded(cell) for cell in words.split(" | ")])
    found: list[tuple[str, str]] = []
    lines = [line.replace("**", "").strip(" *_•·-–●○\t") for line in words.split("\n")]
    if header_field(lines[0]) or announced_field(words):
        return [] if block.role == "item" else None
    if field == "apologies" and (names := _apologies_told(_folded(words))):
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


def _row(field: str, cells: list[str]) -> list[tuple[str, str]] | None:
    """A row of an attendance table: the first cell that is a name; another may say who was not there."""
    if all(_HEADS.fullmatch(cell) for cell in cells if cell):
        return []
    n = next((n for n, cell in enumerate(cells) if is_person(cell)), None)
    if n is None:
        return None
    rest = cells[n + 1 :]
    initials = next(
        (cell for cell in rest if INITIALS.fullmatch(cell) and cell[-1:].isupper() and cell not in {"AP", "NO"}), None
    )
    role = next((cell for cell in rest if CHAIR.search(cell) and len(cell.split()) <= 3), None)
    marks = f" ({initials})" if initials else ""
    absent = any(_ABSENT.match(cell) for cell in rest)
    return [("apologies" if absent else field, f"{cells[n]}{marks}{f' ({role})' if role else ''}")]


def _apologies_told(words: str) -> list[str]:
    """Who is said in a sentence to have sent apologies."""
    if match := _FROM.search(words):
        names = names_in(_END.split(match["names"])[0])
        told = []
        for name in names:
            name = re.sub(r"(?<!\s)\s++(?:who|due to|because|as|for|had|has|were|was|had been|and)\b.*", "", name)
            if not is_person(name):
                break
            told.append(name)
        return told
    if match := _SENT.search(words):
        names = [found[0] for found in FULL_NAME.finditer(words[: match.start()])]
        return names[:1]
    return []


def _folded(words: str) -> str:
    return " ".join(words.split())
