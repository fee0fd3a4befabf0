"""Dates in the forms in which people write them, day first."""

from __future__ import annotations

import datetime as dt
import re

from ipp_search.ingest.cues.dates import WEEKDAYS
from ipp_search.ingest.records import Meeting, long_date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?" \
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"  # fmt: skip
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>\d{{4}}|\d\d)",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d\d)",
    )
]
_EACH = [*(form.pattern for form in _FORMS), rf"{_MONTH} \d{{4}}"]
DATE = "(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in _EACH) + ")"
"""The forms of a date or a month, as part of a pattern in any case."""
_ANY = re.compile(rf"(?<![\w/.-])(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?{DATE}(?![\w/-])", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?,? ", re.IGNORECASE)


def day_of(words: str) -> dt.date | None:
    """The day that words are, all of them; None if they are something else."""
    plain = " ".join(words.split())
    bare = _WEEKDAY.sub("", plain)
    for form in _FORMS:
        if match := form.fullmatch(bare):
            found = match.groupdict()
            month = int(found["month"]) if found.get("month") else _MONTHS.index(found["name"][:3].lower()) + 1
            year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
            try:
                day = dt.date(year, month, int(found["day"]))
            except ValueError:
                return None
            return day if bare == plain or WEEKDAYS[day.weekday()][:3].lower() == plain[:3].lower() else None
    return None


def is_of(words: str, meeting: Meeting) -> bool | None:
    """Whether words are the date of a meeting; None if they are no whole date."""
    if " ".join(words.split()) == meeting.when:
        return True
    day = day_of(words)
    if day is None:
        return None
    return day == meeting.date and meeting.precision == "day" and meeting.end_date in {None, meeting.date}


def in_full(words: str) -> str:
    """Words with each date of a day in them written as ``3 June 2025``."""

    def written(match: re.Match[str]) -> str:
        day = day_of(match[0])
        return long_date(day) if day else match[0]

    return _ANY.sub(written, words)
