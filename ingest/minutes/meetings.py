"""One file, several meetings: a year of notes under dated headings, in whatever order."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from ipp_search.ingest.cues.dates import FoundDate, find_dates
from ipp_search.ingest.cues.labels import OF_ANOTHER_MEETING, announced_field
from ipp_search.ingest.minutes.lines import beside_day
from ipp_search.ingest.records import MONTHS, Block

_SAME_MEETING = dt.timedelta(days=4)  # days of one meeting are at most a weekend apart
_HEADING_WORDS = 12
_AGENDA_NUMBER = re.compile(r"\d+(\.\d+)*[.):]\s*[^\W\d]|\d{1,2}\.\d{1,2}\.\d{2}(?!\d)")
_LEAST_SHARE = 40  # minutes with fewer words than this part of the longest are a line about some other day
_PREFACE_WORDS = 30  # what stands above the first of several meetings may be a note on the file
_OPENING_BLOCKS = 16  # as far down a record states its own date
_TITLE = re.compile(r"\W*((draft|approved|the) )*(minutes|notes|record) of\b", re.IGNORECASE)
_TITLE_WORDS = 30
_TITLE_LINES = 8  # from the title of minutes to the list of those present
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_MONTH = re.compile(f"(?:{'|'.join(MONTHS)})", re.IGNORECASE)
_BUSINESS = re.compile(
    r"\b(actions?|items?|tasks?|matters|arising|approval|review|reports?|decisions?)\b", re.IGNORECASE
)
_HELD = re.compile(r"\b(held|convened)\b", re.IGNORECASE)
_OF_A_MEETING = re.compile(r"\b(meeting|minutes|notes|call|session|cancel\w*|day|plenary|digest)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """The blocks of one meeting, with the days its headings name."""

    blocks: tuple[Block, ...]
    days: tuple[FoundDate, ...]


def divide(text: str, blocks: Sequence[Block], month_first: bool | None = None) -> tuple[tuple[Block, ...], list[Part]]:
    """What stands before the first dated heading, and a part for each meeting; one part where there is one.

    A part reads as minutes of its own: a heading with its day, and a body. What stands above the first one and is more
    than headings belongs to the first. ``month_first`` tells how dates in numbers are read.
    """
    found = (
        _dated_headings(text, blocks, month_first)
        or _title_pages(text, blocks, month_first)
        or _dated_below(text, blocks, month_first)
    )
    dated = _with_body(text, blocks, found)
    parts: list[tuple[int, list[FoundDate]]] = []
    for place, day in dated:
        if parts and _together(parts[-1][1][-1], day):
            parts[-1][1].append(day)
        else:
            parts.append((place, [day]))
    if len(parts) < 2:
        return (), [Part(tuple(blocks), tuple(day for _, days in parts for day in days))]
    ends = [start for start, _ in parts[1:]] + [len(blocks)]
    preface = tuple(blocks[: parts[0][0]])
    if any(block.role != "heading" for block in preface[1:]):
        parts[0] = (0, parts[0][1])
    return preface, [
        Part(tuple(blocks[start:end]), tuple(days)) for (start, days), end in zip(parts, ends, strict=True)
    ]


def _title_pages(text: str, blocks: Sequence[Block], month_first: bool | None) -> list[tuple[int, FoundDate]]:
    """Where minutes begin anew, with title, day and list of people, in a file of several; fewer than two are none."""
    lines = [" ".join(text[block.start : block.end].split()) for block in blocks]
    people = [n for n, line in enumerate(lines) if announced_field(line) == "present"]
    begun: list[tuple[int, FoundDate]] = []
    for n, line in enumerate(lines):
        if not _TITLE.match(line) or len(line.split()) > _TITLE_WORDS or blocks[n].role not in {"heading", "paragraph"}:
            continue
        end = next((p for p in people if n < p <= n + _TITLE_LINES), None)
        above = " ".join(lines[n:end]) if end else ""
        found = [date for date in find_dates(above, month_first=month_first) if date.precision == "day"]
        if len(found) == 1 and not OF_ANOTHER_MEETING.search(above):
            begun.append((n, found[0]))
    if len({date.first for _, date in begun}) < 2:
        return []
    first = begun[0][0]  # the lines above it head the others too
    heads = []
    for n, day in begun:
        same = takewhile(
            lambda pair: pair[0] == pair[1], zip(reversed(lines[:n]), reversed(lines[:first]), strict=False)
        )
        heads.append((n - sum(1 for _ in same), day))
    return heads


def _dated_below(text: str, blocks: Sequence[Block], month_first: bool | None) -> list[tuple[int, FoundDate]]:
    """Headings of one rank, each with a day in the line below it: ``# Spring``, ``20 April 2021``."""
    ranks: dict[int, list[tuple[int, FoundDate]]] = {}
    for n, (block, below) in enumerate(pairwise(blocks)):
        if block.role != "heading" or not (below.role == "paragraph" or below.level > block.level):
            continue
        words = " ".join(text[below.start : below.end].split()).strip("*_ ")
        found = find_dates(words, month_first=month_first)
        if (
            len(found) == 1
            and found[0].precision == "day"
            and len(words.split()) <= _HEADING_WORDS
            and not words.endswith(".")
            and not beside_day(words[: found[0].start].removeprefix("Date:"))
            and not OF_ANOTHER_MEETING.search(words)
            and not _BUSINESS.search(text[block.start : block.end])
        ):
            ranks.setdefault(block.level, []).append((n, found[0]))
    return next((heads for _, heads in sorted(ranks.items()) if len({day.first for _, day in heads}) > 1), [])


def _with_body(
    text: str, blocks: Sequence[Block], dated: Sequence[tuple[int, FoundDate]]
) -> list[tuple[int, FoundDate]]:
    """The dated headings that minutes follow, and not only another date; none where one long text stands above."""
    if len(dated) < 2:
        return list(dated)
    ends = [place for place, _ in dated[1:]] + [len(blocks)]
    sizes = [
        sum(len(text[b.start : b.end].split()) for b in blocks[place + 1 : end] if b.role != "heading")
        for (place, _), end in zip(dated, ends, strict=True)
    ]
    above = sum(len(text[b.start : b.end].split()) for b in blocks[: dated[0][0]] if b.role != "heading")
    longest = max(above, *sizes)
    kept = [head for head, size in zip(dated, sizes, strict=True) if size * _LEAST_SHARE >= longest and size]
    below = sum(size for size in sizes if size * _LEAST_SHARE >= longest)
    return kept if above <= max(below, _PREFACE_WORDS) or len(kept) < 2 else []


def _together(one: FoundDate, other: FoundDate) -> bool:
    both_days = one.precision == other.precision == "day"
    return one.first == other.first or (both_days and abs(other.first - one.last) <= _SAME_MEETING)


def _dated_headings(text: str, blocks: Sequence[Block], month_first: bool | None) -> list[tuple[int, FoundDate]]:
    """Headings that each name the date of a meeting, all of one rank; fewer than two are none."""
    has_markup = any(block.role == "heading" for block in blocks)
    ranks: dict[int, list[tuple[int, FoundDate, str]]] = {}
    first_heading: int | None = None
    years = set(_YEAR.findall(text[blocks[0].start : blocks[0].end])) if blocks else set()
    year = int(years.pop()) if len(years) == 1 else None  # "Board 2025" above "Meeting 3 – 12 June"
    for n, block in enumerate(blocks):
        words = " ".join(text[block.start : block.end].split())
        if not ranks and block.role != "heading" and announced_field(words) == "date":
            return []  # the record states its date above all headings: it is of one meeting
        if has_markup and n < _OPENING_BLOCKS and not ranks and block.role == "paragraph" and _states_its_day(words):
            return []
        if block.role != ("heading" if has_markup else "paragraph") or len(words.split()) > _HEADING_WORDS:
            continue
        first_heading = n if first_heading is None else first_heading
        if _AGENDA_NUMBER.match(words):
            continue  # an item of the agenda, whatever date it speaks of, or a number that looks like one
        if words.endswith(".") or announced_field(words) or OF_ANOTHER_MEETING.search(words) or _BUSINESS.search(words):
            continue
        dated = f"{words} {year}" if year and _MONTH.fullmatch(words) else words  # "March" in a file of 2025
        found = find_dates(dated, year=year, month_first=month_first)
        if len(found) == 1:
            rest = words[: found[0].start] + words[found[0].end :]
            ranks.setdefault(block.level, []).append((n, found[0], beside_day(rest)))
    for level, named in sorted(ranks.items()):
        first_below = min((n for other, heads in ranks.items() if other > level for n, _, _ in heads), default=-1)
        times = Counter(rest for _, _, rest in named)
        headings = [(n, day) for n, day, rest in named if not rest or times[rest] > 1 or _OF_A_MEETING.search(rest)]
        if len(headings) > 1:
            return headings
        if any(n == first_heading or (day.precision == "day" and n < first_below) for n, day, _ in named):
            return []  # the record's own title is dated: dates further down are of other things
    return []


def _states_its_day(words: str) -> bool:
    """Whether a line above all dated headings says when the meeting was: ``Wednesday 1st June 2005``, ``Held on …``."""
    found = find_dates(words)
    if len(found) != 1 or found[0].precision != "day" or OF_ANOTHER_MEETING.search(words):
        return False
    return not beside_day(words[: found[0].start] + words[found[0].end :]) or _HELD.search(words) is not None
