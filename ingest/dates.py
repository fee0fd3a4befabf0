"""Dates as minutes write them, read strictly: a wrong date is worse than none.

Understood: ``3 June 2025``, ``Tuesday 4th July 2023``, ``June 3, 2025``, ``2025-06-03``,
``03/06/2025`` and ``3.6.25`` (day first). Anything else is left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ipp_search.ingest.records import MONTHS

_MONTH_NUMBER = {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)}
_MONTH = r"(?P<month>" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in MONTHS) + r"|Sept)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = [
    re.compile(rf"(?<![\d/]){_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})(?!\d)", re.I),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})(?!\d)", re.I),
    re.compile(r"(?<!\d)(?P<year>\d{4})[-_](?P<month>\d{2})[-_](?P<day>\d{2})(?!\d)"),
    re.compile(r"(?<![\d/.])(?P<day>\d{1,2})(?P<sep>[/.])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?![\d/.]\d)"),
]  # fmt: skip


def find_dates(text: str) -> Iterator[tuple[dt.date, int, int]]:
    """Yield each full calendar date in ``text`` with its span, in order of position.

    A form that names no real day (``31/02/2025``) is passed over.
    """
    found = []
    for form in _FORMS:
        for match in form.finditer(text):
            day = _to_date(match["year"], match["month"], match["day"])
            if day is not None:
                found.append((day, match.start(), match.end()))
    yield from sorted(found, key=lambda f: f[1:])


def first_date(text: str) -> dt.date | None:
    """The first date in ``text``, or None."""
    return next((day for day, _, _ in find_dates(text)), None)


def read_period(typed: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of what a person typed as a bound: a date, ``June 2025``, ``2025-06`` or ``2025``."""
    words = typed.strip()
    if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?", words):
        year, month = int(match[1]), int(match[2] or 0)
    elif match := re.fullmatch(rf"{_MONTH}\s+(?P<year>\d{{4}})", words, re.IGNORECASE):
        year, month = int(match["year"]), _MONTH_NUMBER[match["month"][:3].lower()]
    else:
        day = first_date(words)
        return (day, day) if day else None
    try:
        first = dt.date(year, month or 1, 1)
    except ValueError:
        return None
    after = dt.date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    return first, after - dt.timedelta(days=1)


def _to_date(year: str, month: str, day: str) -> dt.date | None:
    number = int(month) if month.isdigit() else _MONTH_NUMBER[month[:3].lower()]
    # Two digits: minutes are of our own time, so 20xx.
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return dt.date(full_year, number, int(day))
    except ValueError:
        return None
