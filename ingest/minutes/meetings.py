"""One file, several meetings: a year of notes under dated headings, in whatever order."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ipp_search.ingest.cues.dates import FoundDate, find_dates
from ipp_search.ingest.cues.labels import OF_ANOTHER_MEETING, announced_field
from ipp_search.ingest.records import MONTHS, Block

_SAME_MEETING = dt.timedelta(days=4)  # days of one meeting are at most a weekend apart
_HEADING_WORDS = 12
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_MONTH = re.compile(f"(?:{'|'.join(MONTHS)})", re.IGNORECASE)
_BUSINESS = re.compile(
    r"\b(actions?|items?|tasks?|matters|arising|approval|review|reports?|decisions?)\b", re.IGNORECASE
)
_OF_A_MEETING = re.compile(r"\b(meeting|minutes|notes|call|session|cancel\w*|day|plenary|digest)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """The blocks of one meeting, with the days its headings name."""

    blocks: tuple[Block, ...]
    days: tuple[FoundDate, ...]


def divide(text: str, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], list[Part]]:
    """What stands before the first dated heading, and a part for each meeting; one part where there is one."""
    dated = _dated_headings(text, blocks)
    parts: list[tuple[int, list[FoundDate]]] = []
    for place, day in dated:
        if parts and _together(parts[-1][1][-1], day):
            parts[-1][1].append(day)
        else:
            parts.append((place, [day]))
    if len(parts) < 2:
        return (), [Part(tuple(blocks), tuple(day for _, days in parts for day in days))]
    ends = [start for start, _ in parts[1:]] + [len(blocks)]
    return tuple(blocks[: parts[0][0]]), [
        Part(tuple(blocks[start:end]), tuple(days)) for (start, days), end in zip(parts, ends, strict=True)
    ]


def _together(one: FoundDate, other: FoundDate) -> bool:
    both_days = one.precision == other.precision == "day"
    return one.first == other.first or (both_days and abs(other.first - one.last) <= _SAME_MEETING)


def _dated_headings(text: str, blocks: Sequence[Block]) -> list[tuple[int, FoundDate]]:
    """Headings that each name the date of a meeting, all of one rank; fewer than two are none."""
    has_markup = any(block.role == "heading" for block in blocks)
    ranks: dict[int, list[tuple[int, FoundDate, str]]] = {}
    first_heading: int | None = None
    years = set(_YEAR.findall(text[blocks[0].start : blocks[0].end])) if blocks else set()
    year = int(years.pop()) if len(years) == 1 else None  # "Board 2025" above "Meeting 3 – 12 June"
    for n, block in enumerate(blocks):
        if not ranks and block.role != "heading" and announced_field(text[block.start : block.end]) == "date":
            return []  # the record states its date above all headings: it is of one meeting
        words = " ".join(text[block.start : block.end].split())
        if block.role != ("heading" if has_markup else "paragraph") or len(words.split()) > _HEADING_WORDS:
            continue
        first_heading = n if first_heading is None else first_heading
        if words.endswith(".") or announced_field(words) or OF_ANOTHER_MEETING.search(words) or _BUSINESS.search(words):
            continue
        dated = f"{words} {year}" if year and _MONTH.fullmatch(words) else words  # "March" in a file of 2025
        found = find_dates(dated, year=year)
        if len(found) == 1:
            rest = words[: found[0].start] + words[found[0].end :]
            ranks.setdefault(block.level, []).append((n, found[0], rest.strip(" #*_–—:,()-").lower()))
    for _, named in sorted(ranks.items()):
        times = Counter(rest for _, _, rest in named)
        headings = [(n, day) for n, day, rest in named if not rest or times[rest] > 1 or _OF_A_MEETING.search(rest)]
        if len(headings) > 1:
            return headings
        if any(n == first_heading for n, _, _ in named):
            return []  # the record's own title is dated: dates further down are of other things
    return []
