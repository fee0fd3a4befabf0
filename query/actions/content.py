"""What the words of an action say of it: its task, its number, and by when it is due."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from ipp_search.index.analyzer import stem
from ipp_search.ingest.cues.columns import DUE, OWNERS, STATUS
from ipp_search.ingest.cues.dates import find_dates
from ipp_search.ingest.cues.labels import after_kind_label
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
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_WHEN = (
    rf"(?:{_WEEKDAY},? )?(?:the )?{_NTH}(?: of)? {_MONTH}(?:,? \d{{4}})?|{_MONTH} {_NTH}\b(?:,? \d{{4}})?"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
    rf"|(?:the )?(?:end|start|middle|beginning) of (?:the |this |next )?"
    rf"(?:{_MONTH}(?: \d{{4}})?|year|month|week|quarter|term|\d{{4}})|(?:early|mid|late)[- ]{_MONTH}(?: \d{{4}})?"
    rf"|(?:the |our )?next (?:\w+ )?(?:meeting|call|week|month)|(?:next )?{_WEEKDAY}|Q[1-4](?: \d{{4}})?"
    rf"|(?:the )?(?:spring|summer|autumn|winter)(?: \d{{4}})?|{_MONTH}(?: \d{{4}})?|tomorrow|\d{{4}}\b"
)
_DUE = re.compile(
    r"\b(?i:by|due(?: date| by| on| in)?|deadline(?: is| of)?|before|no later than|in time for|ahead of"
    rf"|target(?: date)?)\s*[:–-]?\s*(?P<due>{_WHEN})"
)
_UNDATED = re.compile(r"[\W_]*(tbc|tbd|n/?a|none)?[\W_]*", re.IGNORECASE)


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
        heads, cells = passage.context.split("|"), words.split("|")
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
    """By when an action is due, in the record's words and, if they name a day with its year, as a date."""
    cell = cell_of(passage, DUE)
    match = _DUE.search(passage.text)
    words = cell if cell is not None else match["due"] if match else None
    if words is None or _UNDATED.fullmatch(words):
        return None, None
    days = find_dates(words)
    certain = len(days) == 1 and days[0].precision == "day" and days[0].first == days[0].last
    return words, days[0].first if certain else None
