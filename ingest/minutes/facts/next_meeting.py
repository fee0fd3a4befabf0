"""The day of the next meeting, as minutes name it: labelled, below a heading, or in a sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ipp_search.ingest.cues.dates import find_dates
from ipp_search.ingest.records import Block

_DAYS = "mon|tues|wednes|thurs|fri|satur|sun"
_NEXT = re.compile(
    r"\b(?:next|upcoming|following|future)\s+(?:[\w’'-]+\s+){0,4}?(?:meetings?|call|session|committee|council|board"
    r"|plenary|assembly|teleconference|telco|agm)\b|\bdates?\s+of\s+next\b"
    rf"|^[\W\d]{{0,9}}(?:when )?next(?: time)?\b\W*(?=$|[:?\d(]|(?:{_DAYS})day)"
    r"|\bmeeting\s+next\b|\bmeet(?:ing)?\s+again\b|\bcyfarfod nesaf\b",
    re.IGNORECASE,
)
_SCHEDULE = re.compile(
    r"^\W*(?:(?:future|forthcoming|upcoming|proposed|agreed) )?(?:meeting )?dates (?:for|of"
    r"|in) (?:(?:the )?(?:20\d\d|year|coming"
    r"|rest|future|forthcoming|remaining|further)|meetings)|^\W*(?:(?:future|forthcoming"
    r"|schedule of) )?meeting dates\b",
    re.IGNORECASE,
)
"""The head of the dates of a year's meetings: the first to come is the next, where nothing else names it."""
_LAST = re.compile(r"\b(?:last|previous)\s+(?:[\w’'-]+\s+){0,3}(?:meeting|minutes)|\bdeadline\b", re.IGNORECASE)
_BELOW = 6  # blocks below a label that announces the day
_SPAN = 400  # days: minutes speak of the next year's annual meeting at the furthest


def next_date(text: str, blocks: Sequence[Block], held: dt.date | None, month_first: bool | None) -> dt.date | None:
    """The first day after ``held`` that the record names as that of the next meeting, None where it names none.

    A day without a year is in the year of the meeting, or in the one after if that day has passed. Where it is not
    known whether the month comes first, a date in numbers counts only if one of its two days may be meant.
    """
    days = next_days(text, blocks, held, month_first)
    return days[0] if len(days) == 1 else None


def next_days(
    text: str, blocks: Sequence[Block], held: dt.date | None, month_first: bool | None
) -> tuple[dt.date, ...]:
    """The day of the next meeting; of a date in numbers that may be two days both, day first and month first."""
    return _named_by(_NEXT, text, blocks, held, month_first) or _named_by(_SCHEDULE, text, blocks, held, month_first)


def _named_by(
    form: re.Pattern[str], text: str, blocks: Sequence[Block], held: dt.date | None, month_first: bool | None
) -> tuple[dt.date, ...]:
    found: tuple[dt.date, ...] = ()
    for n, block in enumerate(blocks):
        words = text[block.start : block.end]
        match = form.search(words)
        if match is None:
            continue
        day = _first_after(words[match.start() :], held, month_first)
        cell = block.role == "row" and match.start() > 0  # of a row that is about something else
        if not day and not cell and len(words.split()) <= _MOST_LABEL_WORDS:
            below = (text[b.start : b.end] for b in blocks[n + 1 : n + 1 + _BELOW])
            day = next((day for line in below if (day := _first_after(line, held, month_first))), ())
        found = day or found
    return found


_MOST_LABEL_WORDS = 12


def _first_after(words: str, held: dt.date | None, month_first: bool | None) -> tuple[dt.date, ...]:
    if _LAST.search(words):
        return ()
    for year in [held.year, held.year + 1] if held else [None]:
        for date in find_dates(words, year=year, month_first=month_first):
            days = (day for day in (date.first, date.other) if day)
            may_be = tuple(day for day in days if held is None or 0 < (day - held).days <= _SPAN)
            if date.precision == "day" and may_be:
                return may_be
    return ()
