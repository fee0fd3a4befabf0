"""The date of a meeting, weighed from all that its file says: labels, title, header, name, folder, front matter.

Each date found is a candidate with where it stands. The strongest that is this meeting's wins; one that speaks of
another meeting, an approval, a posting or a deadline is none. What running text says yields to an exact file name, and
the day of a front matter, which is often that of the posting, to everything else.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, takewhile
from pathlib import PurePath

from ipp_search.ingest.cues.dates import WEEKDAYS, FoundDate, find_dates, numeric_order, read_period
from ipp_search.ingest.cues.labels import OF_ANOTHER_MEETING, PEOPLE, announced_field
from ipp_search.ingest.minutes.facts.path_dates import in_file_name, in_folders, year_of
from ipp_search.ingest.records import TITLE, Block, Document, Precision, long_date
from ipp_search.ingest.text import line_at, safe

ELSEWHERE = {"page_header": "page header", "page_title": "page title", "front_matter_date": "front matter"}
"""The facts of a document that may name a date and are no fact of the meeting, each with what it is called."""

BY_HAND, STATED = "set by hand", "by the file, outside its text"
"""The sources of what a person set, and of what a file states in its front matter."""
_MOST_DATES = 50  # of a line; one with more is a calendar
_HEADER_BLOCKS = 16  # a date further down is the date of something else
_LABELLED_BLOCKS = 40
_DATE_LINE_WORDS = 5
_SENTENCE_WORDS = 16  # a line of the header that ends in a point has fewer
_HELD = re.compile(r"\b(held|met|convened|took place|minutes|notes|meeting|call|session)\b", re.IGNORECASE)
_OF_A_MEETING = re.compile(r"\b(held|meeting|call|session|agm|egm)\b", re.IGNORECASE)
_HELD_BEFORE = re.compile(r"\b(held|met|convened|took place)\b[^\d]{0,40}$", re.IGNORECASE)
_MOVED = re.compile(r"\b(postponed|moved|rescheduled|changed|brought forward|put back|deferred)\b", re.IGNORECASE)
_INSTEAD_OF = re.compile(
    r"\b(from|instead of|in place of|originally|was)(\s+(the|planned|scheduled|for|on))*\W*$", re.IGNORECASE
)
_LEADS = re.compile(rf"^\W*((on|{'|'.join(WEEKDAYS)})\W+)*$", re.IGNORECASE)
_PLACE_FOLLOWS = re.compile(r"\s*([,–—(-]|at\b|from\b|in\b)", re.IGNORECASE)
_OF_THE_NEXT = re.compile(
    r"\W*(\d+\W+)?((dates?|times?)( and times?)? of )?(the )?(next|future|forthcoming|upcoming)\b", re.IGNORECASE
)
_ITEM = re.compile(r"\d+(\.\d+)*[.)]\s\W*[^\W\d]")
_SEMICOLON = re.compile(r"^(\W*[^\W\d_][^:;\n]{0,30});(?=\s)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that may be the meeting's, and where it was read; ``words`` are what the date's offsets count in."""

    date: FoundDate
    source: str
    words: str = ""


def find_meeting_date(
    document: Document, blocks: Sequence[Block], lines: list[int]
) -> tuple[Candidate | None, list[str]]:
    """The meeting's own date, None where there is none that can be read for certain, and what is doubtful about it."""
    text, stated = document.text, dict(document.facts)
    if (set_date := stated.get("date")) and (period := read_period(set_date)):
        return Candidate(_period(period, stated), BY_HAND if "date" in document.by_hand else STATED), []
    path = PurePath(document.path)
    month_first = stated["month_first"] == "true" if "month_first" in stated else numeric_order(text)
    in_name = [Candidate(d, "file name") for d in in_file_name(safe(path.stem), month_first)]
    in_folder = [Candidate(d, "folder") for d in in_folders(path)]
    outside = [*in_name, *in_folder]
    year = year_of(path, [c.date for c in outside])
    labelled, unread = _labelled(text, blocks, lines, year, month_first)
    if unread and not labelled and not any(c.date.precision == "day" for c in outside):
        return None, [f"the date in {unread!r} cannot be read"]
    strong, weak = _in_text(text, blocks, lines, year, month_first)
    title = [Candidate(d, "front matter", t) for t in [stated.get("title", "")] for d in find_dates(t, year=year)]
    above = _beside(stated, "page_header", year, month_first)
    ranked = [*labelled, *strong, *title, *above, *in_name, *in_folder, *weak]
    ranked += [*_beside(stated, "page_title", year, month_first), *_posted(stated)]
    days = [c for c in ranked if c.date.precision == "day"]
    if not days:
        if ranked:
            return ranked[0], ["only the month of the meeting is given, not its day"]
        return None, ["no date of the meeting found in the text or the file name"]
    best = days[0] if labelled else next((c for c in strong if _agrees(c.date, outside)), days[0])
    return _settled(best, days, outside, stated)


def _settled(
    best: Candidate, days: Sequence[Candidate], outside: Sequence[Candidate], stated: Mapping[str, str]
) -> tuple[Candidate, list[str]]:
    """The chosen date, read in the order that the other candidates bear out, and what is doubtful about it."""
    doubts = []
    if other := best.date.other:
        certain = {c.date.first for c in days if c.date.other is None}
        if other in certain and best.date.first not in certain:
            best = replace(best, date=replace(best.date, first=other, last=other, other=best.date.first))
        if best.date.first not in certain:
            doubts.append(
                f"the date may be {long_date(best.date.first)} or {long_date(other)}: nothing in the record tells"
                " whether day or month comes first"
            )
    found = best.date
    if found.contradicted:
        day = WEEKDAYS[found.first.weekday()]
        doubts.append(f"the record says {best.words[found.start : found.end]!r}, but that day was a {day}")
    named = [c for c in outside if c.date.precision == "day"]
    if named and not _agrees(found, named):
        doubts.append(f"the {named[0].source} says {named[0].date.first}, the text {found.first}")
    if best.source == ELSEWHERE["front_matter_date"] and not best.words and "end_date" not in stated:
        doubts.append("only the front matter says when; that may be the day on which the record was posted")
    return best, doubts


def _agrees(found: FoundDate, others: Sequence[Candidate]) -> bool:
    return any(
        c.date.precision == "day"
        and (
            (c.date.first <= found.last and found.first <= c.date.last) or (c.date.other or c.date.first) == found.first
        )
        for c in others
    )


def _period(period: tuple[dt.date, dt.date], stated: Mapping[str, str]) -> FoundDate:
    end = read_period(stated.get("end_date", "")) or period
    precision: Precision = "month" if period[0] != period[1] and "end_date" not in stated else "day"
    return FoundDate(period[0], max(end[1], period[0]), 0, 0, precision)


def _posted(stated: Mapping[str, str]) -> list[Candidate]:
    key = "front_matter_date"
    period = read_period(stated.get(key, ""))
    return [Candidate(_period(period, stated), ELSEWHERE[key])] if period else []


def _labelled(
    text: str, blocks: Sequence[Block], lines: list[int], year: int | None, month_first: bool | None
) -> tuple[list[Candidate], str | None]:
    """The dates that stand by a label for them, and the words of such a label whose date cannot be read."""
    found: list[Candidate] = []
    unread = None
    for block in blocks[:_LABELLED_BLOCKS]:
        words = text[block.start : block.end]
        for start, end in _labelled_spans(words, block.role == "row"):
            part = words[start:end]
            dates = find_dates(part, year=year, month_first=month_first)[:_MOST_DATES]
            own = _after_move(part, dates) if _MOVED.search(part) else [d for d in dates if not is_of_another(part, d)]
            where = f"line {line_at(lines, block.start + start)}"
            found += [Candidate(date, where, part) for date in own]
            if not own and unread is None and re.search(r"\d", part):
                unread = " ".join(words.split())
    return found, unread


def _labelled_spans(words: str, row: bool) -> Iterator[tuple[int, int]]:
    """Where a text states the date by a label: all of it, or two cells of a row with several such pairs."""
    if announced_field(_SEMICOLON.sub(r"\1:", words)) == "date":
        yield 0, len(words)
    elif row:
        cells = list(re.finditer(r"[^|]+", words))
        for label, value in pairwise(cells):
            if announced_field(f"{label[0].strip().strip(':')}:") == "date":
                yield label.start(), value.end()


def _after_move(words: str, dates: Sequence[FoundDate]) -> list[FoundDate]:
    """Of a line that says from when to when a meeting was moved, the day on which it was held."""
    held = [date for date in dates if not _INSTEAD_OF.search(words[: date.start])]
    return held[-1:] or list(dates[-1:])


def _in_text(
    text: str, blocks: Sequence[Block], lines: list[int], year: int | None, month_first: bool | None
) -> tuple[list[Candidate], list[Candidate]]:
    """The dates of title lines, of lines that tell when, and of lone date lines; apart, those of running text."""
    head = list(takewhile(lambda b: b.role != "heading" or b.level == TITLE, blocks[:_HEADER_BLOCKS]))
    below = [b for b in blocks[len(head) : len(head) + 1] if _is_date_line(text[b.start : b.end])]
    if all(b.role == "heading" for b in head):  # a second line of the title, marked as a heading of its own
        below += [
            b for b in blocks[len(head) : len(head) + 1] if not below and _is_dated_title(text[b.start : b.end], b)
        ]
    opening = takewhile(lambda b: _opens(text[b.start : b.end], b), blocks[:_HEADER_BLOCKS])
    below += [b for b in opening if b not in head and b not in below and is_little_else(text[b.start : b.end], 1)]
    unlabelled = [b for b in head if b.role != "item" and announced_field(text[b.start : b.end]) is None]
    told = [b for b in unlabelled if _HELD.search(text[b.start : b.end])]
    titles = [b for b in head if b.role == "heading" and b not in told]
    lone = [b for b in unlabelled if b not in told and b not in titles and is_little_else(text[b.start : b.end])]
    spoken = [b for b in told if b.speaker is not None]
    strong: list[Candidate] = []
    weak: list[Candidate] = []
    for block in [*(b for b in told if b.speaker is None), *titles, *lone, *below, *spoken]:
        words = text[block.start : block.end]
        dates = find_dates(words, year=year, month_first=month_first)[:_MOST_DATES]
        own = _after_move(words, dates) if _MOVED.search(words) and len(dates) > 1 else []
        own = own or [date for date in dates if not is_of_another(words, date)]
        own = [d for d in own if _HELD_BEFORE.search(words[: d.start])] or own  # "of 27 May, held on 3 June"
        running = block.speaker is not None or block.time is not None or _is_running(words)
        into = weak if running else strong
        into += [Candidate(d, f"line {line_at(lines, block.start + d.start)}", words) for d in own]
    return strong, weak


def _opens(words: str, block: Block) -> bool:
    """Whether a line still stands above the body: no item, no numbered heading, no list of those present."""
    return block.role in {"heading", "paragraph"} and announced_field(words) not in PEOPLE and not _ITEM.match(words)


def _is_date_line(words: str) -> bool:
    """Whether the first heading of the text is the date itself: ``3 June 2025``, ``Meeting held on 3 June 2025``."""
    dates = find_dates(words, year=2000)
    told = bool(dates) and _HELD_BEFORE.search(words[: dates[0].start]) is not None
    return is_little_else(words, _DATE_LINE_WORDS if told else 1)


def _is_dated_title(words: str, block: Block) -> bool:
    """Whether a heading right below the title says of which meeting it is: ``Trustees' meeting – 4 March 2025``."""
    named = _OF_A_MEETING.search(words) is not None and not _ITEM.match(words)
    return block.role == "heading" and named and len(words.split()) <= _SENTENCE_WORDS


def _is_running(words: str) -> bool:
    """Whether a line is a sentence of the text, and no line of the header."""
    return words.rstrip().endswith(".") and len(words.split()) > _SENTENCE_WORDS


def _beside(stated: Mapping[str, str], name: str, year: int | None, month_first: bool | None) -> list[Candidate]:
    """The date that stands beside the text in a page's header or title, if it is one and no other meeting's."""
    found = {
        (date.first, date.last): Candidate(date, ELSEWHERE[name], line)
        for line in stated.get(name, "").split("\n")
        for date in find_dates(line, year=year, month_first=month_first)
        if not is_of_another(line, date)
    }
    return list(found.values()) if len(found) == 1 else []


@lru_cache(maxsize=64)  # asked of each date of a line
def _any_dates(words: str) -> list[FoundDate]:
    return find_dates(words, year=2000)


def is_of_another(words: str, found: FoundDate) -> bool:
    """Whether the words around a date, up to the next date on either side, tie it to something else."""
    if _OF_THE_NEXT.match(words):
        return True
    others = _any_dates(words)
    before = max((date.end for date in others if date.end <= found.start), default=0)
    after = min((date.start for date in others if date.start >= found.end), default=len(words))
    clause = words[before : found.start] + " # " + (words[found.end :] if after == len(words) else "")
    return OF_ANOTHER_MEETING.search(clause) is not None


def is_little_else(words: str, beside: int = _DATE_LINE_WORDS) -> bool:
    """Whether a line is a date with at most a few words ``beside`` it, not a sentence that mentions one."""
    dates = find_dates(words, year=2000)
    rest = words
    for found in reversed(dates):
        rest = rest[: found.start] + rest[found.end :]
    if dates and _LEADS.search(words[: dates[0].start]) and _PLACE_FOLLOWS.match(words[dates[0].end :]):
        return len(rest.split()) <= 2 * beside  # "3 June 2025, 7.30 p.m.", "3 June 2025 at the hall, Mill Rd."
    return len(rest.split()) <= beside and not words.rstrip().endswith(".")
