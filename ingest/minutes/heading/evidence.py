"""What the rest of a record tells of its headings: its agenda, its numbers, the rows of its tables."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ipp_search.ingest.cues.dates import find_dates
from ipp_search.ingest.cues.kind_labels import labelled_kind
from ipp_search.ingest.cues.labels import header_field
from ipp_search.ingest.minutes.heading.numbering import Numbering
from ipp_search.ingest.minutes.lines import GENERIC, STATES, is_short_line, reads_like_prose
from ipp_search.ingest.records import TITLE, TOPIC_LEVEL, Block

_BULLET = re.compile(r"(?:[·•▪◦‣●○■□–—*-]|o)\s+(?=\S)")
# What is signed below minutes, and numbers of files and places.
_CAPTION = re.compile(r"[*_]*(table|figure|fig\.?|chart)\s+\d+\b", re.IGNORECASE)
_SIGNED = re.compile(r"(signed|dated|chair(man|woman|person)?)\b\s*([,:_.…]|date\b|$)", re.IGNORECASE)
_CLOCK_AT_END = re.compile(r"\d{1,2}[:.]\d\d(\s?([ap]\.?m\.?|[A-Z]{3,4}))?$")
_CODE = re.compile(r"\d[A-Z]|[A-Za-z]{3}\d|\d/\d")
SURE = 4  # numbered headings that tell how this record writes its headings
_AGENDA_ITEMS = 3  # that stand again as headings, before the agenda is taken to tell them
_INITIALS = 4  # letters of whom a line is for, set in bold
_STANDING_LINE = re.compile(
    r"((date|time|dates) of )?(the )?next meetings?|other (matters|business)|any other (urgent )?business|a\.?o\.?b\.?"
    r"|(items )?for (the )?next agenda|(summary of )?actions?( list| log| item)?( summary)?|matters arising"
    r"|finance|planning|correspondence|updates|close",
    re.IGNORECASE,
)


def lone_cells(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks with short titles that have a row of a table to themselves, and something below it, as headings."""
    marked = list(blocks)
    level = min((b.level for b in blocks if b.role == "heading" and TITLE < b.level < TOPIC_LEVEL), default=1)
    for n, (block, below) in enumerate(pairwise(blocks)):
        words = text[block.start : block.end]
        alone = n > 0 and block.role == "row" and block.gap and " | " not in words and not block.context
        alone = alone and blocks[n - 1].role not in {"heading", "columns"} and find_dates(words) == []
        if (
            alone
            and not below.gap
            and is_short_line(words.rstrip(":"))
            and not GENERIC.issuperset(words.lower().split())
        ):
            marked[n] = dataclasses.replace(block, role="heading", level=level)
    return marked


def from_agenda(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks with those lines as headings that repeat an item of the agenda above and have paragraphs below."""
    listed: dict[str, int] = {}  # the subject of an item, and in which list it first stands
    again: list[int] = []
    lists = 0
    for n, block in enumerate(blocks[:-1]):
        if block.role != "item":
            lists += 1
            continue
        subject = _subject(text[block.start : block.end])
        if listed.setdefault(subject, lists) != lists and blocks[n + 1].role == "paragraph":
            again.append(n)
    subjects = {_subject(text[blocks[n].start : blocks[n].end]): n for n in again}
    agenda = Counter(listed[subject] for subject in subjects).most_common(1)
    if not agenda or agenda[0][1] < _AGENDA_ITEMS:
        return list(blocks)
    again = [n for n in again if listed[_subject(text[blocks[n].start : blocks[n].end])] == agenda[0][0]]
    kind = {(blocks[n].marker, blocks[n].level) for n in again}
    marked = list(blocks)
    for n in range(again[0], len(blocks) - 1):
        block, words = blocks[n], text[blocks[n].start : blocks[n].end]
        alike = (block.marker, block.level) in kind and block.role == "item" and blocks[n + 1].role == "paragraph"
        if alike and (n in again or not words.endswith((".", ";", ":"))):
            marked[n] = dataclasses.replace(block, role="heading", level=2, marker="")
    return marked


def _subject(words: str) -> str:
    return " ".join(re.split(r"\s[–—-]\s", words)[0].lower().split())


def without_captions(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks with what names a table or a figure (``Table 1: Tasks``) as paragraphs, however it is set."""
    return [
        dataclasses.replace(block, role="paragraph", level=0)
        if block.role == "heading" and _CAPTION.match(text, block.start, block.end)
        else block
        for block in blocks
    ]


def without_initials(text: str, blocks: Sequence[Block], people: frozenset[str]) -> list[Block]:
    """The blocks with what a margin says of who is to act (``AL BR``, ``All``) as paragraphs, in whatever type."""
    return [
        dataclasses.replace(block, role="paragraph", level=0)
        if block.role == "heading" and _are_initials(text[block.start : block.end], people)
        else block
        for block in blocks
    ]


def _are_initials(words: str, people: frozenset[str]) -> bool:
    named = words.replace("/", " ").replace(",", " ").replace("&", " ").split()
    return bool(named) and all(
        name == "All" or (len(name) <= _INITIALS and not name.islower() and name.lower() in people) for name in named
    )


def asides(text: str, blocks: Sequence[Block], numbered: frozenset[int], people: frozenset[str]) -> frozenset[int]:
    """The places of short lines that are no headings: initials, and beside numbered ones what stands there again."""
    lines = [text[block.start : block.end] if block.role == "paragraph" else "" for block in blocks]
    times = Counter(lines if len(numbered) >= SURE else ())
    return frozenset(
        n
        for n, words in enumerate(lines)
        if times[words] > 1
        or _are_initials(words, people)
        or (len(numbered) >= SURE and len(words) <= _INITIALS and words.isupper())
    )


def doubted(text: str, blocks: Sequence[Block], numbered: frozenset[int]) -> list[Block]:
    """The blocks without headings that only look like one: bullets, rows of a table, names above the first number."""
    sure = len(numbered) >= SURE
    first = min(numbered, default=0)
    opening = next((n for n, block in enumerate(blocks) if block.role == "heading"), 0)
    kept = list(blocks)
    for n, block in enumerate(blocks):
        if block.role != "heading" or n in numbered or block.level >= TOPIC_LEVEL:
            continue
        words = text[block.start : block.end]
        if bullet := _BULLET.match(words):
            kept[n] = dataclasses.replace(
                block, role="item", level=1, marker=bullet[0].strip(), start=block.start + bullet.end()
            )
        elif sure and (not _may_head(text, blocks, n) or (opening < n < first and header_field(words) is None)):
            kept[n] = dataclasses.replace(block, role="paragraph", level=0)
    return kept


def standing(text: str, numbering: Numbering) -> Numbering:
    """The blocks with items as headings that every agenda has, where numbered ones go before and do not name them."""
    blocks, numbered = numbering.blocks, numbering.headings
    if len(numbered) < SURE:
        return numbering
    level = min(blocks[n].level for n in numbered)
    marked: list[Block] = []
    places: list[int] = []  # where each block comes to stand
    for n, block in enumerate(blocks):
        places.append(len(marked))
        words = text[block.start : block.end]
        title, _, rest = words.partition(":")
        told = bool(rest.strip(" *_"))  # what is said of it stands on its line
        named = block.role == "paragraph" and _STANDING_LINE.fullmatch(title.strip(" *_"))
        if n < min(numbered) or not named or (labelled_kind(words) if told else n + 1 == len(blocks)):
            marked.append(block)
            continue
        end = block.start + len(title.rstrip()) if told else block.end
        marked.append(dataclasses.replace(block, end=end, role="heading", level=level))
        if told:
            marked.append(dataclasses.replace(block, start=block.end - len(rest.lstrip()), gap=False))
    return Numbering(
        marked,
        frozenset(places[n] for n in numbered),
        frozenset(places[n] for n in numbering.listed),
    )


def stands_out(text: str, blocks: Sequence[Block], n: int, first: int) -> bool:
    """Whether a line without a number may be a heading among numbered ones: it is set apart, and reads as one."""
    return n > first and blocks[n].gap and _may_head(text, blocks, n)


def _may_head(text: str, blocks: Sequence[Block], n: int) -> bool:
    """Whether a line that looks like a heading reads as one: it is a title, and no line of a table or list of names."""
    words = text[blocks[n].start : blocks[n].end]
    plain = [word for word in words.split() if len(word) > 2 and word.strip("():").isalpha()]
    figures = sum(any(char.isdigit() for char in word) for word in words.split())
    return (
        n + 1 < len(blocks)
        and not (len(words) <= _INITIALS and words.isupper())
        and bool(plain)
        and figures < 2
        and not any(sign in words for sign in "£…●○")
        and not any(_CODE.search(word) for word in words.split())
        and not STATES.search(words)
        and not _SIGNED.match(words)
        and not _CLOCK_AT_END.search(words)
        and not reads_like_prose(words)
    )
