"""The facts of a meeting, from its title lines, labelled lines, file name and what a person set."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ipp_search.ingest.cues.date_order import order_in_words
from ipp_search.ingest.cues.dates import FoundDate, find_dates
from ipp_search.ingest.cues.labels import (
    PEOPLE,
    announced_field,
    header_field,
    is_sentence,
    listed_fields,
    split_label,
)
from ipp_search.ingest.minutes.facts.meeting_date import (
    BY_HAND,
    ELSEWHERE,
    STATED,
    Candidate,
    find_meeting_date,
    month_comes_first,
    readings,
)
from ipp_search.ingest.minutes.facts.next_meeting import next_date, next_days
from ipp_search.ingest.minutes.facts.people import People
from ipp_search.ingest.minutes.facts.series import CLOCK, is_name, name_in, names_in, series_of
from ipp_search.ingest.records import TITLE, Block, Document, Meeting, Precision
from ipp_search.ingest.text import line_at, line_starts, safe

DATE_READINGS = "date_readings"
"""The source that tells, of a date in numbers that may be two days, both: ``2025-06-03 or 2025-03-06``, day first, and
so of the next meeting, if the record names its day: ``…, before 2025-04-03``."""
BY_OTHERS = {
    False: "day first, as other records of the group show",
    True: "month first, as other records of the group show",
}
"""The source of an order of dates in numbers that the group's other records tell, by whether the month comes first."""


def read_meeting(
    document: Document,
    blocks: Sequence[Block],
    people: People,
    days: Sequence[FoundDate] = (),
    series: str | None = None,
) -> Meeting:
    """Gather what the record says of its own meeting.

    ``blocks`` are those of the meeting, with headings marked; ``people`` are those it lists; ``days``
    the dates its headings name; ``series`` what the file calls the group above its first meeting. What is not stated
    stays None or empty; a missing or doubtful date is a warning.
    """
    text, stem = document.text, safe(Path(document.path).stem)
    stated = dict(document.facts)
    titles = [b for b in blocks if b.role == "heading" and b.level == TITLE]
    titles = [b for b in titles if not _is_date(text[b.start : b.end])] or titles
    above = name_in(stated.get("page_header", ""))
    title = stated.get("title") or (_fold(text[titles[0].start : titles[-1].end]) if titles else above or stem)
    own_series = series_of(_fold(text[titles[0].start : titles[0].end]) if titles else above)
    names = (series,) if series and is_name(series) else names_in(text, blocks, stated)
    series = stated.get("series") or series or next(iter(names), None) or own_series
    lines = line_starts(text)
    facts: dict[str, list[str]] = {}
    sources: dict[str, str] = {
        name: BY_HAND if name in document.by_hand else STATED for name in stated.keys() - ELSEWHERE.keys()
    }
    for field, value, block in _facts(text, blocks):
        facts.setdefault(field, []).append(value)
        sources.setdefault(field, f"line {line_at(lines, block.start)}")
    if days:  # headings that name the day are nearer than what stands above every page
        document = replace(document, facts=tuple(fact for fact in document.facts if fact[0] not in ELSEWHERE))
    dated, warnings = find_meeting_date(document, blocks, lines)
    if dated is None and days:
        words = text[blocks[0].start : blocks[0].end]
        dated, warnings = Candidate(days[0], f"line {line_at(lines, blocks[0].start)}", words), []
    month_first = month_comes_first(document)
    if "month_first" in stated and "month_first" not in document.by_hand:
        sources["month_first"] = BY_OTHERS[stated["month_first"] == "true"]
    if dated and (month_first is None or "month_first" in sources) and (days_it_may_be := readings(dated)):
        sources[DATE_READINGS] = _in_words(days_it_may_be, next_days(text, blocks, None, None))
    if month_first and "month_first" not in sources:
        sources["month_first"] = "month first, as its own dates show"
    if dated and dated.date.other:
        dated = None
    if dated:
        sources["date"] = dated.source
    else:
        sources.pop("date", None)
    day = (dated.date if dated.source == BY_HAND else _spread(dated.date, days)) if dated else None
    precision: Precision = day.precision if day else "day"
    order = order_in_words(text) if month_first is None and day else month_first
    after = next_date(text, blocks, day.last if day else None, order)
    return Meeting(
        id=meeting_id(day.first if day else None, precision, series or stem),
        title=title,
        path=document.path,
        sha256=document.sha256,
        series=series,
        date=day.first if day else None,
        end_date=day.last if day and day.last != day.first else None,
        precision=precision,
        next_meeting="; ".join(facts.get("next_meeting", ())) or None,
        purpose=" ".join(facts.get("purpose", ())) or None,
        next_date=after.isoformat() if after else None,
        chair=people.chair,
        attendees=people.attendees,
        apologies=people.apologies,
        sources=tuple(sorted(sources.items())),
        warnings=(*document.warnings, *warnings),
        names=names,
    )


def _in_words(days: Sequence[dt.date], after: Sequence[dt.date]) -> str:
    return " or ".join(map(str, days)) + (f", before {' or '.join(map(str, after))}" if after else "")


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
            yield named, words, block


def _is_date(words: str) -> bool:
    """Whether a line is a date and no more, the time of day aside."""
    dates = find_dates(words)
    for found in reversed(dates):
        words = words[: found.start] + words[found.end :]
    return bool(dates) and not re.search(r"\w", CLOCK.sub("", words))


def _spread(date: FoundDate, days: Sequence[FoundDate]) -> FoundDate:
    """The date, to the last of the days that the meeting's headings name."""
    if date.precision == "month" or not any(day.first == date.first for day in days):
        return date
    return replace(date, last=max([date.last, *(day.last for day in days)]))


def meeting_id(date: dt.date | None, precision: Precision, name: str) -> str:
    """The id of a meeting of that day, or month, and name: ``2025-06-03-parish-council``."""
    day = "undated" if date is None else f"{date:%Y-%m}" if precision == "month" else date.isoformat()
    return f"{day}-{_slug(name)}"


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "record"


def _fold(words: str) -> str:
    return " ".join(words.split())
