"""Whether a text writes the month before the day, told by its dates in words or by a day that is known."""

from __future__ import annotations

import datetime as dt
import re

from ipp_search.ingest.cues.dates import DAY, MONTH, NOT_IN_NUMBER, NUMBERS

_DAY_MONTH_YEAR = re.compile(rf"{NOT_IN_NUMBER}{DAY}(?:\s+of)?\s+{MONTH},?\s+\d{{4}}(?!\d)", re.IGNORECASE)
_MONTH_DAY_YEAR = re.compile(rf"\b{MONTH}\s+{DAY},\s+\d{{4}}(?!\d)", re.IGNORECASE)


def order_in_words(text: str) -> bool | None:
    """Whether a text writes its dates in words month first (``June 3, 2025``); None where it does both or neither."""
    month_first, day_first = _MONTH_DAY_YEAR.search(text) is not None, _DAY_MONTH_YEAR.search(text) is not None
    return None if month_first == day_first else month_first


def spelt_order(text: str, day: dt.date) -> bool | None:
    """Whether a text that writes ``day`` in numbers puts the month first; None where it does both or neither."""
    pairs = {(int(m["a"]), int(m["b"])) for m in NUMBERS.finditer(text) if int(m["year"]) % 100 == day.year % 100}
    month_first, day_first = (day.month, day.day) in pairs, (day.day, day.month) in pairs
    return None if month_first == day_first else month_first
