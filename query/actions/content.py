"""What the words of an action say of it: its task, its number, and by when it is due."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from ipp_search.index.words.analyzer import stem
from ipp_search.ingest.cues.columns import DUE, OWNERS, STATUS, cells_of
from ipp_search.ingest.cues.dates import WEEKDAYS, find_dates, month_of
from ipp_search.ingest.cues.kind_labels import after_kind_label
from ipp_search.ingest.records import MONTHS, Passage
from ipp_search.query.actions.status import MARK_AT_END, cell_of, is_row

_SMALL = frozenset(
    "a about action after all also an and any are as at be been before by can could do for from further has have how if"
    " in into is it item its may more need needs not of on or our out over point should so than that the their them"
    " then there these they this those to up was we were what when where whether which who will with would".split()
)
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"^\W*(?i:actions?|ap|ai)(?:\s+(?i:points?|items?))?\s*#?(?P<number>\d+[./-]\d+(?:[./-]\d+)*)\b")

_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_GATHERING = r"[Mm]eeting|[Cc]all|[Ss]ession|[Cc]ouncil|[Cc]ommittee|[Bb]oard"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_WHEN = (
    rf"(?:{_WEEKDAY},? )?(?:the )?{_NTH}(?: of)? {_MONTH}(?:,? \d{{4}})?|{_MONTH} {_NTH}\b(?:,? \d{{4}})?"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
    rf"|(?:the )?(?:end|start|middle|beginning) of (?:the |this |next )?"
    rf"(?:{_MONTH}(?: \d{{4}})?|year|month|week|quarter|term|\d{{4}})|(?:early|mid|late)[- ]{_MONTH}(?: \d{{4}})?"
    rf"|(?:the |our )?next (?:\w+ )?(?:{_GATHERING}|week|month)|(?:the |our )?{_MONTH} (?:{_GATHERING})"
    rf"|(?:a|one|two|three|four|six) (?:week|month)s?\b|(?:next )?{_WEEKDAY}|Q[1-4](?: \d{{4}})?"
    rf"|(?:the )?(?:spring|summer|autumn|winter)(?: \d{{4}})?|{_MONTH}(?: \d{{4}})?|tomorrow|\d{{4}}\b"
)
_DUE = re.compile(
    r"\b(?i:by|until|due(?: date| by| on| in)?|deadline(?: is| of)?|before|no later than|in time for|ahead of"
    rf"|within|target(?: date)?)\s*+[:–-]?\s*+(?P<due>{_WHEN})"
)
# A meeting to which something is brought, the day on which it is done: weaker, for it may say what is spoken of.
_DONE_AT = re.compile(
    rf"\b(?:to|at|for) (?P<due>(?:the |our )?(?:next (?:\w+ )?|{_MONTH} )(?:{_GATHERING}))\b"
    rf"|\bon (?P<day>(?:{_WEEKDAY},? )?(?:the )?(?:{_NTH}(?: of)? {_MONTH}|{_MONTH} {_NTH}\b)(?:,? \d{{4}})?)"
)
_WHEN_ALONE = re.compile(rf"{_WHEN}|\d{{2}}-\d{{2}}-\d{{4}}")
_DATED_AT_FRONT = re.compile(rf"^\W*(?P<due>{_NTH} {_MONTH} \d{{4}}) [-–—] ")
_END_OF = re.compile(rf"(?i:(?:the )?end of )(?P<month>{_MONTH})(?: (?P<year>\d{{4}}))?")
_NEXT_MEETING = re.compile(rf"(?:the |our )?next (?:\w+ )?(?:{_GATHERING})", re.IGNORECASE)
_MEETING_OF = re.compile(rf"(?:the |our )?(?P<month>{_MONTH}) (?:{_GATHERING})")
_WITHIN = re.compile(r"(?P<number>a|one|two|three|four|six) (?P<unit>week|month)s?")
_NUMBER = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
_NAMED_WEEKDAY = re.compile(rf"(?P<next>next )?(?P<day>{_WEEKDAY})")
_LONG_PAST = dt.timedelta(days=90)  # a day so long before the meeting is the next year's: January, said in December
_UNDATED = re.compile(r"[\W_]*+(tbc|tbd|n/?a|none)?[\W_]*", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def content(words: str) -> frozenset[str]:
    """The stems of those words that say something, numbers included."""
    return frozenset(stem(word) for word in _WORD.findall(words.lower()) if word not in _SMALL and len(word) > 1) | {
        word for word in _WORD.findall(words) if word.isdigit()
    }


def task_of(passage: Passage) -> frozenset[str]:
    """What an action is to achieve: its telling words without label, owner, state and due date."""
    words = passage.text
    if is_row(passage):
        heads, cells = passage.context.split("|"), cells_of(words)
        about = [
            cell
            for head, cell in zip(heads, cells, strict=False)
            if not any(form.fullmatch(head.strip(" .:#*_\t")) for form in (DUE, STATUS)) and not OWNERS.search(head)
        ]
        words = " ".join(about) if len(heads) >= len(cells) else words
    words = MARK_AT_END.sub("", _DUE.sub("", after_kind_label(words)[0]))
    return content(words) - content(passage.owner or "")


def number_of(passage: Passage) -> str | None:
    """The number that an action bears (``62.9``), None of one that may be any meeting's (``3``)."""
    match = _NUMBERED.match(passage.text)
    return match["number"] if match else None


def quotes(passage: Passage, number: str) -> bool:
    """Whether a passage names an action by its number."""
    there = re.escape(number)
    return bool(
        re.search(rf"(?i:\baction\b[^.]{{0,20}}(?<![\w.]){there}(?![.\w]*\d))|^\W*{there}(?![.\w]*\d)", passage.text)
    )


def due_of(passage: Passage) -> tuple[str | None, dt.date | None]:
    """By when an action is due, in the record's words and, if they name a day, as a date.

    A day without its year, a weekday and the next meeting are told from the date of the meeting.
    """
    cell = cell_of(passage, DUE)
    match = _DUE.search(passage.text) or _DATED_AT_FRONT.match(passage.text)
    words = cell if cell is not None else match["due"] if match else _dated_cell(passage) or _done_at(passage)
    if words is None or _UNDATED.fullmatch(words):
        return None, None
    return words, _day_of(words.strip(), passage)


def _dated_cell(passage: Passage) -> str | None:
    """The one cell of a row without heads that is a day to come: a day gone by may be when the action was given."""
    held = passage.meeting.date
    if held is None or is_row(passage):
        return None
    cells = [cell.strip() for cell in cells_of(passage.text)]
    days = [cell for cell in cells[1:] if _WHEN_ALONE.fullmatch(cell) and (_day_of(cell, passage) or held) > held]
    return days[0] if len(days) == 1 else None


def _done_at(passage: Passage) -> str | None:
    """A meeting to come at which something is done, or a day to come: the last that its words name."""
    held = passage.meeting.end_date or passage.meeting.date
    named = [match["due"] or match["day"] for match in _DONE_AT.finditer(passage.text)]
    return next((words for words in reversed(named) if held and (_day_of(words, passage) or held) > held), None)


def _day_of(words: str, passage: Passage) -> dt.date | None:
    meeting = passage.meeting
    held = (meeting.end_date or meeting.date) if meeting.precision == "day" else None
    if _NEXT_MEETING.fullmatch(words):
        return dt.date.fromisoformat(meeting.next_date) if meeting.next_date else None
    if match := _MEETING_OF.fullmatch(words):
        after = dt.date.fromisoformat(meeting.next_date) if meeting.next_date else None
        return after if after and MONTHS[after.month - 1].startswith(match["month"][:3]) else None
    if (match := _WITHIN.fullmatch(words)) and held and match["unit"] == "week":
        return held + dt.timedelta(weeks=_NUMBER[match["number"]])
    if match := _END_OF.fullmatch(words):
        number = 1 + next(n for n, name in enumerate(MONTHS) if name.startswith(match["month"][:3]))
        if match["year"]:
            return month_of(int(match["year"]), number)[1]
        return held and _from(held, lambda year: month_of(year, number)[1])
    if (match := _NAMED_WEEKDAY.fullmatch(words)) and not match["next"]:  # whether "next" skips a week, nobody knows
        number = WEEKDAYS.index(match["day"])
        return held and held + dt.timedelta(days=(number - held.weekday() - 1) % 7 + 1)
    month_first = True if dict(meeting.sources).get("month_first", "").startswith("month") else None
    if (day := _certain(words, None, month_first)) or held is None:
        return day
    return _from(held, lambda year: _certain(words, year, month_first))


def _from(held: dt.date, day_in: Callable[[int], dt.date | None]) -> dt.date | None:
    """The day of a meeting's year, of the next one where that lies long before the meeting."""
    day = day_in(held.year)
    return day_in(held.year + 1) if day is not None and day < held - _LONG_PAST else day


def _certain(words: str, year: int | None, month_first: bool | None) -> dt.date | None:
    days = find_dates(words, year=year, month_first=month_first)
    one = len(days) == 1 and days[0].precision == "day" and days[0].first == days[0].last
    return days[0].first if one and not (year and days[0].contradicted) else None
