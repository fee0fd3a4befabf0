"""The day of the next meeting, as minutes name it: labelled, below a heading, or in a sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ipp_search.ingest.cues.dates import find_dates, numeric_order
from ipp_search.ingest.records import Block

_NEXT = re.compile(
    r"\b(?:next|upcoming|following|future)\s+(?:[\w’'-]+\s+){0,4}?(?:meetings?|call|session)\b|\bdates?\s+of\s+next\b"
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


def next_date(text: str, blocks: Sequence[Block], held: dt.date | None) -> dt.date | None:
    """The first day after ``held`` that the record names as that of the next meeting, None where it names none.

    A day without a year is in the year of the meeting, or in the one after if that day has passed.
    """
    month_first = numeric_order(text)
    return _named_by(_NEXT, text, blocks, held, month_first) or _named_by(_SCHEDULE, text, blocks, held, month_first)


def _named_by(
    form: re.Pattern[str], text: str, blocks: Sequence[Block], held: dt.date | None, month_first: bool | None
) -> dt.date | None:
    found: dt.date | None = None
    for n, block in enumerate(blocks):
        words = text[block.start : block.end]
        match = form.search(words)
        if match is None:
            continue
        day = _first_after(words[match.start() :], held, month_first)
        if day is None and len(words.split()) <= _MOST_LABEL_WORDS:
            below = (text[b.start : b.end] for b in blocks[n + 1 : n + 1 + _BELOW])
            day = next((day for line in below if (day := _first_after(line, held, month_first))), None)
        found = day or found
    return found


_MOST_LABEL_WORDS = 12


def _first_after(words: str, held: dt.date | None, month_first: bool | None) -> dt.date | None:
    if _LAST.search(words):
        return None
    for year in [held.year, held.year + 1] if held else [None]:
        for date in find_dates(words, year=year, month_first=month_first):
            if date.precision == "day" and (held is None or 0 < (date.first - held).days <= _SPAN):
                return date.first
    return None
