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
from itertools import pairwise, takewhile
from pathlib import PurePath

from ipp_search.ingest.cues.dates import WEEKDAYS, FoundDate, find_dates, numeric_order, read_period
from ipp_search.ingest.cues.labels import announced_field, header_field
from ipp_search.ingest.minutes.facts.date_lines import (
    HELD_BEFORE,
    is_date_line,
    is_dated_title,
    is_little_else,
    is_of_another,
    is_running,
    names_its_weekday,
    opens,
    says_when,
)
from ipp_search.ingest.minutes.facts.path_dates import in_folders, spaced, year_of
from ipp_search.ingest.records import TITLE, Block, Document, Precision, long_date
from ipp_search.ingest.text import line_at, safe

ELSEWHERE = {"page_header": "page header", "page_title": "page title", "front_matter_date": "front matter"}
"""The facts of a document that may name a date and are no fact of the meeting, each with what it is called."""

BY_HAND, STATED = "set by hand", "by the file, outside its text"
"""The sources of what a person set, and of what a file states in its front matter."""
_MOST_DATES = 50  # of a line; one with more is a calendar
_HEADER_BLOCKS = 16  # a date further down is the date of something else
_LABELLED_BLOCKS = 40
_HELD = re.compile(r"\b(held|met|convened|took place|minutes|notes|meeting|call|session)\b", re.IGNORECASE)
_MOVED = re.compile(r"\b(postponed|moved|rescheduled|changed|brought forward|put back|deferred)\b", re.IGNORECASE)
_INSTEAD_OF = re.compile(
    r"\b(from|instead of|in place of|originally|was)(\s+(the|planned|scheduled|for|on))*\W*$", re.IGNORECASE
)
_SEMICOLON = re.compile(r"^(\W*[^\W\d_][^:;\n]{0,30});(?=\s)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that may be the meeting's, and where it was read; ``words`` are what the date's offsets count in."""

    date: FoundDate
    source: str
    words: str = ""


def month_comes_first(document: Document) -> bool | None:
    """Whether numeric dates of a document put the month first: as is stated, else as its text proves; None unproved."""
    stated = dict(document.facts).get("month_first")
    return numeric_order(document.text) if stated is None else stated == "true"


def find_meeting_date(
    document: Document, blocks: Sequence[Block], lines: list[int]
) -> tuple[Candidate | None, list[str]]:
    """The meeting's own date, None where there is none that can be read for certain, and what is doubtful about it.

    A date in numbers that may be two days, and nothing tells which, has both: see ``FoundDate.other``.
    """
    text, stated = document.text, dict(document.facts)
    if (set_date := stated.get("date")) and (period := read_period(set_date)):
        return Candidate(_period(period, stated), BY_HAND if "date" in document.by_hand else STATED), []
    path = PurePath(document.path)
    month_first = month_comes_first(document)
    name = spaced(safe(path.stem))
    in_name = [Candidate(d, "file name", name) for d in find_dates(name, compact=True, month_first=month_first)]
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
    best = _in_order(best, ranked)
    return best, _doubts(best, outside, stated)


def readings(candidate: Candidate) -> tuple[dt.date, dt.date] | None:
    """The days that a candidate may be as its own words have it, day first and month first; None of a certain one."""
    start = candidate.date.start
    found = next((d for d in find_dates(candidate.words, compact=True) if d.start == start), None)
    return (found.first, found.other) if found and found.other else None


def _in_order(best: Candidate, ranked: Sequence[Candidate]) -> Candidate:
    """The chosen date, if it may be two days the one that another candidate, a day before a month, bears out."""
    if best.date.other is None:
        return best
    certain = [c.date for c in ranked if c.date.other is None]
    for precision in ("day", "month"):
        named = [c for c in certain if c.precision == precision]
        fit = [d for d in (best.date.first, best.date.other) if any(c.first <= d <= c.last for c in named)]
        if len(fit) == 1:
            return replace(best, date=replace(best.date, first=fit[0], last=fit[0], other=None))
    return best


def _doubts(best: Candidate, outside: Sequence[Candidate], stated: Mapping[str, str]) -> list[str]:
    """What is doubtful about the chosen date."""
    doubts = []
    if other := best.date.other:
        doubts.append(
            f"the date may be {long_date(best.date.first)} or {long_date(other)}: nothing in the record, or in others"
            " of its group, tells whether day or month comes first"
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
    return doubts


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
    label = ""
    for block in blocks[:_LABELLED_BLOCKS]:
        words = text[block.start : block.end]
        below = header_field(label) == "date" and block.role != "heading" and is_little_else(words)
        label = words
        for start, end in [(0, len(words))] if below else _labelled_spans(words, block.role == "row"):
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
    below = [b for b in blocks[len(head) : len(head) + 1] if is_date_line(text[b.start : b.end])]
    if all(b.role == "heading" for b in head):  # a second line of the title, marked as a heading of its own
        below += [
            b for b in blocks[len(head) : len(head) + 1] if not below and is_dated_title(text[b.start : b.end], b)
        ]
    letterhead = len(list(takewhile(lambda b: b.role in {"row", "columns"}, blocks)))
    opening = takewhile(lambda b: opens(text[b.start : b.end], b), blocks[letterhead : letterhead + _HEADER_BLOCKS])
    below += [b for b in opening if b not in head and b not in below and says_when(text[b.start : b.end])]
    unlabelled = [b for b in head if b.role != "item" and announced_field(text[b.start : b.end]) is None]
    told = [b for b in unlabelled if _HELD.search(text[b.start : b.end])]
    titles = [b for b in head if b.role == "heading" and b not in told]
    rest = [b for b in unlabelled if b not in told and b not in titles]
    lone = [b for b in rest if is_little_else(text[b.start : b.end]) or names_its_weekday(text[b.start : b.end])]
    spoken = [b for b in told if b.speaker is not None]
    strong: list[Candidate] = []
    weak: list[Candidate] = []
    for block in [*(b for b in told if b.speaker is None), *titles, *lone, *below, *spoken]:
        words = text[block.start : block.end]
        dates = find_dates(words, year=year, month_first=month_first)[:_MOST_DATES]
        own = _after_move(words, dates) if _MOVED.search(words) and len(dates) > 1 else []
        own = own or [date for date in dates if not is_of_another(words, date)]
        own = [d for d in own if HELD_BEFORE.search(words[: d.start])] or own  # "of 27 May, held on 3 June"
        running = block.speaker is not None or block.time is not None or is_running(words)
        into = weak if running else strong
        into += [Candidate(d, f"line {line_at(lines, block.start + d.start)}", words) for d in own]
    return strong, weak


def _beside(stated: Mapping[str, str], name: str, year: int | None, month_first: bool | None) -> list[Candidate]:
    """The date that stands beside the text in a page's header or title, if it is one and no other meeting's."""
    found = {
        (date.first, date.last): Candidate(date, ELSEWHERE[name], line)
        for line in stated.get(name, "").split("\n")
        for date in find_dates(line, year=year, month_first=month_first)
        if not is_of_another(line, date)
    }
    return list(found.values()) if len(found) == 1 else []
