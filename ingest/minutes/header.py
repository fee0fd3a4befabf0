"""The facts of a meeting, from its title lines, labelled lines, file name and what a person set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from ipp_search.ingest.cues.dates import WEEKDAYS, FoundDate, find_dates, is_month_first, read_period
from ipp_search.ingest.cues.labels import (
    OF_ANOTHER_MEETING,
    PEOPLE,
    announced_field,
    header_field,
    is_sentence,
    listed_fields,
    split_label,
)
from ipp_search.ingest.records import TITLE, Block, Document, Meeting, Precision
from ipp_search.ingest.text import line_at, line_starts, safe

# Words around a group's name that say only that these are minutes.
_BOILERPLATE = re.compile(
    r"^\W*((draft|final|approved|agreed|unconfirmed)\s+)?(meeting\s+)?(minutes|notes|record)(\s+(of|from|for))?(\s+the)?"
    r"(\s+meeting\s+(of|held))?(\s+the)?\b|\W*\b((draft|final|approved|meeting|call)\s+)*(minutes|notes)\W*$"
    r"|[\s,–—:(|-]+((held|meeting)\s+)?(on|of|at)\W*$|[\s,–—:(|-]+(approved|draft|final|agreed)\W*$|\W*\b(mon|tues|wednes|thurs|fri|satur|sun)day\W*$",
    re.IGNORECASE,
)
# What meeting software adds to the name of a meeting: when the recording was begun.
_RECORDED = re.compile(r"[-_ ]+\d{8}_\d{6}(UTC)?([-_ ]+meeting (recording|transcript))?$", re.IGNORECASE)
_CLOCK = re.compile(r"[\s,–—-]*\b\d{1,2}[:.]\d{2}\s*([ap]\.?m\.?)?\W*$", re.IGNORECASE)
_STATED = "set by hand, or by the file outside its text"
_ELSEWHERE = {"page_header": "page header", "page_title": "page title"}  # words that only may name a date
_HEADER_BLOCKS = 16  # a date further down is the date of something else
_LABELLED_BLOCKS = 40
_DATE_LINE_WORDS = 5
_PAGE = re.compile(r"\bpage\b", re.IGNORECASE)
_HELD = re.compile(r"\b(held|met|convened|took place|minutes|notes|meeting|call|session)\b", re.IGNORECASE)
_ABSENT = re.compile(r"(apolog|absent|no$|not present)", re.IGNORECASE)
_MOVED = re.compile(r"\b(postponed|moved|rescheduled|changed|brought forward)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Dated:
    date: FoundDate
    source: str


def read_meeting(
    document: Document, blocks: Sequence[Block], days: Sequence[FoundDate] = (), series: str | None = None
) -> Meeting:
    """Gather what the record says of its own meeting.

    ``blocks`` are those of the meeting, with headings marked; ``days`` the dates its headings
    name; ``series`` what the file calls the group above its first meeting. What is not stated
    stays None or empty; a missing or doubtful date is a warning.
    """
    text, stem = document.text, safe(Path(document.path).stem)
    stated = dict(document.facts)
    titles = [b for b in blocks if b.role == "heading" and b.level == TITLE]
    titles = [b for b in titles if not _is_date(text[b.start : b.end])] or titles
    above = _name_in(stated.get("page_header", ""))
    title = stated.get("title") or (_fold(text[titles[0].start : titles[-1].end]) if titles else above or stem)
    own_series = series_of(_fold(text[titles[0].start : titles[0].end]) if titles else above)
    series = stated.get("series") or series or own_series
    lines = line_starts(text)
    facts: dict[str, list[str]] = {}
    sources: dict[str, str] = dict.fromkeys(stated.keys() - _ELSEWHERE.keys(), "set by hand or by the file")
    for field, value, block in _facts(text, blocks):
        facts.setdefault(field, []).append(value)
        sources.setdefault(field, f"line {line_at(lines, block.start)}")
    if days:  # headings that name the day are nearer than what stands above every page
        document = replace(document, facts=tuple(fact for fact in document.facts if fact[0] not in _ELSEWHERE))
    dated, warnings = _date(document, blocks, stem, lines)
    if dated is None and days:
        dated, warnings = _Dated(days[0], f"line {line_at(lines, blocks[0].start)}"), []
    if dated:
        sources["date"] = dated.source
    day = _spread(dated.date, days) if dated else None
    precision: Precision = day.precision if day else "day"
    month = f"{day.first:%Y-%m}" if day and precision == "month" else None
    return Meeting(
        id=f"{month or (day.first if day else 'undated')}-{_slug(series or stem)}",
        title=title,
        path=document.path,
        sha256=document.sha256,
        series=series,
        date=day.first if day else None,
        end_date=day.last if day and day.last != day.first else None,
        precision=precision,
        next_meeting="; ".join(facts.get("next_meeting", ())) or None,
        purpose=" ".join(facts.get("purpose", ())) or None,
        chair=next(iter(facts.get("chair", ())), None) or _marked_chair(facts.get("present", ())),
        attendees=_people(facts, "present"),
        apologies=_people(facts, "apologies"),
        sources=tuple(sorted(sources.items())),
        warnings=(*document.warnings, *warnings),
    )


def _people(facts: Mapping[str, Sequence[str]], field: str) -> tuple[str, ...]:
    return tuple(name for value in facts.get(field, ()) for name in _names(value))


def _facts(text: str, blocks: Sequence[Block]) -> Iterator[tuple[str, str, Block]]:
    """Each header fact as ``(field, value, block)``: on a labelled line, or below a label or a heading that is one."""
    listed = listed_fields(text, blocks)
    under: str | None = None  # the fact that the current heading names
    for n, block in enumerate(blocks):
        words = _fold(text[block.start : block.end])
        if block.role == "heading":
            under = header_field(words)
        if block.role in {"heading", "columns"}:
            continue
        label, value = split_label(words)
        field = announced_field(words)
        if field and label and value:
            yield field, value, block
        elif field is None and (named := listed.get(n) or under) and not (named in PEOPLE and is_sentence(words)):
            if block.role == "row" and named in PEOPLE:
                named, words = _attendance(named, words.split(" | "))
            yield named, words, block


def _attendance(field: str, cells: list[str]) -> tuple[str, str]:
    """A row of an attendance table: its first cell is the name, and another may say who was not there."""
    absent = any(_ABSENT.match(cell) for cell in cells[1:])
    return ("apologies" if absent else field), cells[0]


def _date(document: Document, blocks: Sequence[Block], stem: str, lines: list[int]) -> tuple[_Dated | None, list[str]]:
    """The meeting's own date: as set, else from a labelled line, the title, the header, the file name."""
    text, stated = document.text, dict(document.facts)
    if (set_date := stated.get("date")) and (period := read_period(set_date)):
        end = read_period(stated.get("end_date", "")) or period
        precision: Precision = "month" if period[0] != period[1] and "end_date" not in stated else "day"
        return _Dated(FoundDate(period[0], end[1], 0, 0, precision), _STATED), []
    month_first = stated["month_first"] == "true" if "month_first" in stated else is_month_first(text)
    name = re.sub(r"(?<=\d)_(?=\d)", "-", re.sub(r"(?<=\D)[-_](?=\d)|(?<=\d)[-_](?=\D)", " ", stem))
    in_name = find_dates(name, compact=True, month_first=month_first)
    year = in_name[0].first.year if in_name else _only_year(stem)
    month_only: _Dated | None = None
    for block in _candidates(text, blocks):
        words = text[block.start : block.end]
        labelled = announced_field(words) == "date"
        dates = find_dates(words, year=year, month_first=month_first)
        if labelled and len(dates) > 1 and _MOVED.search(words):
            own = dates[-1:]
        else:
            own = [found for found in dates if not _is_of_another(words, found)]
        for found in own:
            read = _Dated(found, f"line {line_at(lines, block.start + found.start)}")
            if found.precision == "day":
                return read, _doubts(words, found, in_name)
            month_only = month_only or read
        if labelled and not own and re.search(r"\d", words) and not in_name:
            return None, [f"the date in {_fold(words)!r} cannot be read"]
    above = _dates_in(stated, "page_header", year, month_first)
    elsewhere = [*above, *(_Dated(found, "file name") for found in in_name)]
    for read in [*elsewhere, *_dates_in(stated, "page_title", year, month_first)]:
        if read.date.precision == "day":
            return read, _doubts(stated["page_header"], read.date, in_name) if read in above else []
        month_only = month_only or read
    if month_only:
        return month_only, ["only the month of the meeting is given, not its day"]
    return None, ["no date of the meeting found in the text or the file name"]


def _dates_in(stated: Mapping[str, str], name: str, year: int | None, month_first: bool) -> list[_Dated]:
    """The date that stands beside the text in a page's header or title, if it is one and no other meeting's."""
    found = {
        (date.first, date.last): replace(date, start=line.start() + date.start, end=line.start() + date.end)
        for line in re.finditer(".+", stated.get(name, ""))
        for date in find_dates(line[0], year=year, month_first=month_first)
        if not _is_of_another(line[0], date)
    }
    return [_Dated(date, _ELSEWHERE[name]) for date in found.values()] if len(found) == 1 else []


def _name_in(header: str) -> str:
    """The words of a page's header that name the record: more than one, and no page number."""
    parts = [_fold(part) for part in re.split(r"[\t\n]", header)]
    named = (part for part in parts if len((series_of(part) or "").split()) > 1 and not _PAGE.search(part))
    return next(named, "")


def _candidates(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks that may state the date, likeliest first: labelled, told in words, title, little else."""
    head = list(takewhile(lambda b: b.role != "heading" or b.level == TITLE, blocks[:_HEADER_BLOCKS]))
    below = [b for b in blocks[len(head) : len(head) + 1] if _is_little_else(text[b.start : b.end], 1)]
    labelled = [b for b in blocks[:_LABELLED_BLOCKS] if announced_field(text[b.start : b.end]) == "date"]
    unlabelled = [b for b in head if b.role != "item" and announced_field(text[b.start : b.end]) is None]
    told = [b for b in unlabelled if _HELD.search(text[b.start : b.end])]
    spoken = [b for b in told if b.speaker is not None]
    told = [b for b in told if b.speaker is None]
    titles = [b for b in head if b.role == "heading" and b not in told]
    lone = [b for b in unlabelled if b not in [*told, *titles, *spoken] and _is_little_else(text[b.start : b.end])]
    return [*labelled, *told, *titles, *spoken, *lone, *below]  # the first heading below may be the date itself


def _is_of_another(words: str, found: FoundDate) -> bool:
    """Whether the words around a date, up to the next date on either side, tie it to something else."""
    others = find_dates(words, year=2000)
    before = max((date.end for date in others if date.end <= found.start), default=0)
    after = min((date.start for date in others if date.start >= found.end), default=len(words))
    clause = words[before : found.start] + " # " + (words[found.end :] if after == len(words) else "")
    return OF_ANOTHER_MEETING.search(clause) is not None


def _is_little_else(words: str, beside: int = _DATE_LINE_WORDS) -> bool:
    """Whether a line is a date with at most a few words ``beside`` it, not a sentence that mentions one."""
    rest = words
    for found in reversed(find_dates(words, year=2000)):
        rest = rest[: found.start] + rest[found.end :]
    return len(rest.split()) <= beside and not words.rstrip().endswith(".")


def _is_date(words: str) -> bool:
    """Whether a line is a date and no more, the time of day aside."""
    dates = find_dates(words)
    for found in reversed(dates):
        words = words[: found.start] + words[found.end :]
    return bool(dates) and not re.search(r"\w", _CLOCK.sub("", words))


def _spread(date: FoundDate, days: Sequence[FoundDate]) -> FoundDate:
    """The date, to the last of the days that the meeting's headings name."""
    if date.precision == "month" or not any(day.first == date.first for day in days):
        return date
    return replace(date, last=max([date.last, *(day.last for day in days)]))


def _doubts(words: str, found: FoundDate, in_name: Sequence[FoundDate]) -> list[str]:
    doubts = []
    if found.contradicted:
        day = WEEKDAYS[found.first.weekday()]
        doubts.append(f"the record says {words[found.start : found.end]!r}, but that day was a {day}")
    if in_name and not any(name.first <= found.last and found.first <= name.last for name in in_name):
        doubts.append(f"the file name says {in_name[0].first}, the text {found.first}")
    return doubts


def _only_year(stem: str) -> int | None:
    years = re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", stem)
    return int(years[0]) if len(years) == 1 else None


def series_of(title: str) -> str | None:
    """The name of the group: its title without date and time, and the words every title has."""
    title = _RECORDED.sub("", title)
    for found in reversed(find_dates(title, year=2000, compact=True)):
        title = title[: found.start] + title[found.end :]
    before = None
    while before != title:
        before, title = title, _BOILERPLATE.sub("", _CLOCK.sub("", title)).strip(" ,–—:|-()#*_")
    return title or None


def _names(value: str) -> list[str]:
    """Names in a list such as ``A, B and C``; "and" inside an earlier name does not split it."""
    parts = [part.strip() for part in re.split(r"[;,]\s*(?![^()]*\))", value) if part.strip()]
    if parts and (len(parts) > 1 or " and " in parts[0]):
        parts[-1:] = re.sub(r"^and\s+", "", parts[-1]).rsplit(" and ", 1)
    names = [part.strip(" .*_") for part in parts]
    return [name for name in names if name and not re.fullmatch(r"(none|nil|n/?a|no apologies.*)", name, re.IGNORECASE)]


def _marked_chair(present: Sequence[str]) -> str | None:
    """The person whom a list of attendees marks as chair: ``Ann Smith (Chair)``."""
    for name in (name for value in present for name in _names(value)):
        if match := re.fullmatch(
            r"(?P<name>.+?)\s*[(,–-]\s*(?:chair(?:man|woman|person)?)\b[^)]*\)?", name, re.IGNORECASE
        ):
            return match["name"]
    return None


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "record"


def _fold(words: str) -> str:
    return " ".join(words.split())
