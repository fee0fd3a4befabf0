"""Dates as minutes write them, read strictly: a wrong date is worse than none.

A day (``3 June 2025``, ``Tuesday 4th July 2023``, ``June 3, 2025``, ``2025-06-03``, ``03/06/25``), several days
(``3-5 December 2019``, ``Oct. 12th and 13th, 2021``, ``30 November – 2 December 2019``), or a month (``June 2025``).
Numbers alone are read day first, unless the caller says otherwise, or another date in the same text or the weekday
proves it; where nothing does, the other reading is told.
A day without a year counts only where the caller knows the year.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect
from dataclasses import dataclass, replace

from ipp_search.ingest.records import MONTHS, Precision

_MONTH_NUMBER = {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH = "(?:" + "|".join(f"{m[:3]}(?:{m[3:]})?" if m[3:] else m for m in MONTHS) + r"|Sept)\b\.?"
_WEEKDAY_BEFORE = re.compile(
    r"\b(" + "|".join(f"{d[:3]}(?:{d[3:]})?" for d in WEEKDAYS) + r"|Tues|Thur|Thurs)\b\.?,?\s+$", re.I
)
_COUNTED = re.compile(r"\b(meeting|number|no\.?|session|call|week|part|item)\s*#?$", re.IGNORECASE)
_LONGEST = dt.timedelta(days=14)  # a meeting; further apart are two dates
_DIGIT = re.compile(r"\d")
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s*(?P<to>[-–—/&,]|to|and|until|through)\s*(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satur|Sun)(?:day)?,?\s+)?"
_YEAR = r"(?:,?[\s-]+(?P<year>\d{4}|['’]?\d{2}(?=\s*(?:$|[,;)\n])))(?![\d/:]))"
NOT_IN_NUMBER = r"(?<![\d/.:-])"
_WORD_FORMS = [
    # 3 June 2025; 3rd–5th June 2025; 30 May - 2 June 2025
    re.compile(
        rf"{NOT_IN_NUMBER}(?P<d1>{DAY})(?:(?:\s+of)?[\s-]+(?P<m1>{MONTH})(?:,?\s+(?P<y1>\d{{4}}))?)?"
        rf"(?:,\s*{DAY}){{0,6}}{_TO}(?P<d2>{DAY})(?:\s+of)?[\s-]+(?P<m2>{MONTH}){_YEAR}?",
        re.IGNORECASE,
    ),
    re.compile(rf"{NOT_IN_NUMBER}(?P<d1>{DAY})(?:\s+(?:day\s+)?of)?[\s-]*(?P<m1>{MONTH}){_YEAR}?", re.IGNORECASE),
    # June 3, 2025; June 3-5, 2025; May 30 – June 2, 2025
    re.compile(
        rf"\b(?P<m1>{MONTH})\s+(?P<d1>{DAY})(?:,\s+(?P<y1>\d{{4}}))?(?:,\s*{DAY}(?!\d)){{0,6}}{_TO}"
        rf"(?:(?P<m2>{MONTH})\s+)?(?P<d2>{DAY})(?![\d:]){_YEAR}?",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<m1>{MONTH})\s+(?P<d1>{DAY})(?![\d:]){_YEAR}?", re.IGNORECASE),
]
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth"
    " twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
# the fourteenth day of March 2023
_SPELT_FORM = re.compile(
    rf"\b(?P<day>{'|'.join(sorted(_ORDINALS, key=len, reverse=True)).replace('-', '[- ]')})"
    rf" (?:day )?of (?P<m1>{MONTH}),? (?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
# 11.xi.2019
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
_ROMAN_FORM = re.compile(
    rf"(?<![\d.])(?P<d1>\d{{1,2}})(?P<sep>[./ -])(?P<m1>{'|'.join(sorted(_ROMAN, key=len, reverse=True))})(?P=sep)"
    r"(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FORM = re.compile(rf"\b(?P<m1>{MONTH}),?[\s-]+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE)
_EARLIEST, _LATEST = 1600, 2100  # a year beyond is a slip ("3 June 0205")
_DAY_BEFORE = re.compile(r"(?:\d(?:st|nd|rd|th)?(?:\s+of)?|day\s+of)[\s-]+$", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/._])(?P<m1>\d{1,2})(?P=sep)(?P<d1>\d{1,2})(?!\d)")
NUMBERS = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?![\d/]|[.-]\d)"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<m1>\d{2})(?P<d1>\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its first and last day, where it stands, and what the text says of its weekday.

    ``other`` is what the same numbers say with day and month changed about, where nothing tells which comes first.
    """

    first: dt.date
    last: dt.date
    start: int
    end: int
    precision: Precision = "day"
    weekday: str | None = None
    other: dt.date | None = None

    @property
    def contradicted(self) -> bool:
        """Whether the text names a weekday that the day was not."""
        return self.weekday is not None and not WEEKDAYS[self.first.weekday()].lower().startswith(
            self.weekday[:3].lower()
        )


def find_dates(
    text: str, *, year: int | None = None, month_first: bool | None = None, compact: bool = False
) -> list[FoundDate]:
    """Each date in ``text``, in order; where forms overlap, the one that says most.

    Args:
        text: any words.
        year: the year of dates that name none; without it they are passed over.
        month_first: read ``3/6/2025`` as 6 March; None lets the text decide, else day first.
        compact: also read ``20250603``, as in file names.
    """
    if not _DIGIT.search(text):
        return []
    found = []
    for form in _WORD_FORMS:
        found += [_from_words(match, year) for match in form.finditer(text)]
    found += [_spelt(match) for match in _SPELT_FORM.finditer(text)]
    found += [_exact(match, match["year"], match["m1"], match["d1"]) for match in _ISO.finditer(text)]
    for match in _ROMAN_FORM.finditer(text):
        found.append(_exact(match, match["year"], str(_ROMAN.index(match["m1"].lower()) + 1), match["d1"]))
    numbers = list(NUMBERS.finditer(text))
    if month_first is None:
        month_first = numeric_order(text)
    for match in numbers:
        found.append(_numeric(match, month_first))
    if compact:
        found += [_exact(match, match["year"], match["m1"], match["d1"]) for match in _COMPACT.finditer(text)]
    for match in _MONTH_FORM.finditer(text):
        if _DAY_BEFORE.search(text, max(match.start() - 12, 0), match.start()):
            continue  # "31 June 2025" is no date; least of all a month
        first, last = month_of(int(match["year"]), _month(match["m1"]))
        found.append(FoundDate(first, last, match.start(), match.end(), "month"))
    return _without_overlaps([date for date in found if date is not None])


def numeric_order(text: str) -> bool | None:
    """Whether the numeric dates of a text put the month first, as a day above twelve proves; None without a proof."""
    pairs = [(int(match["a"]), int(match["b"])) for match in NUMBERS.finditer(text)]
    month_first, day_first = any(a <= 12 < b for a, b in pairs), any(b <= 12 < a for a, b in pairs)
    return None if month_first == day_first else month_first


def _numeric(match: re.Match[str], month_first: bool | None) -> FoundDate | None:
    """``3/6/2025``, read day first unless it is known, or its weekday proves, that the month comes first."""
    by_day, by_month = (
        _exact(match, match["year"], match["b"], match["a"]),
        _exact(match, match["year"], match["a"], match["b"]),
    )
    if month_first is not None:
        return by_month if month_first else by_day
    if by_day is None or by_month is None or by_day.first == by_month.first:
        return by_day
    if by_day.weekday and by_day.contradicted != by_month.contradicted:
        return by_month if by_day.contradicted else by_day
    return replace(by_day, other=by_month.first)


def month_of(year: int, month: int) -> tuple[dt.date, dt.date]:
    """First and last day of a month."""
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, 1), after - dt.timedelta(days=1)


def read_period(typed: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of what a person typed as a bound: a date, ``June 2025``, ``2025-06`` or ``2025``."""
    words = typed.strip()
    try:
        if re.fullmatch(r"\d{4}", words):
            return dt.date(int(words), 1, 1), dt.date(int(words), 12, 31)
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})", words):
            return month_of(int(match[1]), int(match[2]))
    except ValueError:
        return None
    found = find_dates(words)
    return (found[0].first, found[0].last) if found else None


def _from_words(match: re.Match[str], year: int | None) -> FoundDate | None:
    groups = match.groupdict()
    named_year = groups["year"] or (str(year) if year else None)
    if named_year is None:
        return None
    month = _month(groups["m1"] or groups["m2"])
    first = _day(groups.get("y1") or named_year, month, groups["d1"])
    last = first
    if groups.get("d2"):
        if _COUNTED.search(match.string, max(match.start() - 12, 0), match.start()):
            return None  # "Meeting 3 – 12 June": the third meeting, not the third of June
        if groups["m1"] and groups["m2"] and groups["to"].lower() in {",", "and", "&", "/"}:
            return None  # two dates in a list, not the ends of a meeting
        last = _day(named_year, _month(groups["m2"] or groups["m1"]), groups["d2"])
        if first and last and last < first and not groups.get("y1"):
            first = _day(str(first.year - 1), month, groups["d1"])  # 30 December – 2 January 2020
    if first is None or last is None or not dt.timedelta(0) <= last - first <= _LONGEST:
        return None
    return FoundDate(first, last, match.start(), match.end(), weekday=_weekday_before(match))


def _spelt(match: re.Match[str]) -> FoundDate | None:
    number = _ORDINALS.index(match["day"].lower().replace(" ", "-")) + 1
    return _exact(match, match["year"], str(_month(match["m1"])), str(number))


def _weekday_before(match: re.Match[str]) -> str | None:
    named = _WEEKDAY_BEFORE.search(match.string, max(match.start() - 14, 0), match.start())
    return named[1] if named else None


def _exact(match: re.Match[str], year: str, month: str, day: str) -> FoundDate | None:
    found = _day(year, int(month), day)
    if found is None:
        return None
    return FoundDate(found, found, match.start(), match.end(), weekday=_weekday_before(match))


def _day(year: str, month: int, day: str) -> dt.date | None:
    year = year.strip("'’")
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 70 else 2000
    if not _EARLIEST <= number <= _LATEST:
        return None
    try:
        return dt.date(number, month, int(re.sub(r"\D", "", day)))
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTH_NUMBER[name[:3].lower()]


def _without_overlaps(found: list[FoundDate]) -> list[FoundDate]:
    kept: list[FoundDate] = []  # in order, so that only the two beside a place can overlap it
    for date in sorted(found, key=lambda f: (f.precision == "month", -(f.last - f.first), f.start - f.end)):
        n = bisect(kept, date.start, key=lambda f: f.start)
        if (n == 0 or kept[n - 1].end <= date.start) and (n == len(kept) or date.end <= kept[n].start):
            kept.insert(n, date)
    return kept
