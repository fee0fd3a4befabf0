"""What a line with a date is: the date alone, a title, a sentence; and whether the date is another meeting's."""

from __future__ import annotations

import re
from functools import lru_cache

from ipp_search.ingest.cues.dates import WEEKDAYS, FoundDate, find_dates
from ipp_search.ingest.cues.labels import OF_ANOTHER_MEETING, PEOPLE, announced_field
from ipp_search.ingest.records import Block

_DATE_LINE_WORDS = 5
_SENTENCE_WORDS = 16  # a line of the header that ends in a point has fewer
_OF_A_MEETING = re.compile(r"\b(held|meeting|call|session|agm|egm)\b", re.IGNORECASE)
HELD_BEFORE = re.compile(r"\b(held|met|convened|took place)\b[^\d]{0,40}$", re.IGNORECASE)
"""What stands before the day on which a meeting was held."""
_LEADS = re.compile(rf"^\W*((on|{'|'.join(WEEKDAYS)})\W+)*$", re.IGNORECASE)
_PLACE_FOLLOWS = re.compile(r"\s*([,–—(-]|at\b|from\b|in\b)", re.IGNORECASE)
_OF_THE_NEXT = re.compile(
    r"\W*(\d+\W+)?((dates?|times?)( and times?)? of )?(the )?(next|future|forthcoming|upcoming)\b", re.IGNORECASE
)
_ITEM = re.compile(r"\d+(\.\d+)*[.)]\s\W*[^\W\d]")


def opens(words: str, block: Block) -> bool:
    """Whether a line still stands above the body: no item, no numbered heading, no list of those present."""
    return block.role in {"heading", "paragraph"} and announced_field(words) not in PEOPLE and not _ITEM.match(words)


def is_date_line(words: str) -> bool:
    """Whether the first heading of the text is the date itself: ``3 June 2025``, ``Meeting held on 3 June 2025``."""
    dates = find_dates(words, year=2000)
    told = bool(dates) and HELD_BEFORE.search(words[: dates[0].start]) is not None
    return is_little_else(words, _DATE_LINE_WORDS if told else 1)


def says_when(words: str) -> bool:
    """Whether a line of the opening is a date, or says that the meeting was held then, and goes on to little else."""
    dates = find_dates(words, year=2000)
    held = bool(dates) and HELD_BEFORE.search(words[: dates[0].start]) is not None
    return is_little_else(words, 1) or (held and len(words.split()) <= _SENTENCE_WORDS)


def names_its_weekday(words: str) -> bool:
    """Whether a line of the head, no sentence, names one day with its weekday: ``Committee, Monday 14th October``."""
    dates = find_dates(words, year=2000)
    short = len(words.split()) <= _SENTENCE_WORDS and not words.rstrip().endswith((".", ";"))
    return len(dates) == 1 and dates[0].weekday is not None and short


def is_dated_title(words: str, block: Block) -> bool:
    """Whether a heading right below the title says of which meeting it is: ``Trustees' meeting – 4 March 2025``."""
    named = _OF_A_MEETING.search(words) is not None and not _ITEM.match(words)
    return block.role == "heading" and named and len(words.split()) <= _SENTENCE_WORDS


def is_running(words: str) -> bool:
    """Whether a line is a sentence of the text, and no line of the header."""
    return words.rstrip().endswith(".") and len(words.split()) > _SENTENCE_WORDS


@lru_cache(maxsize=64)  # asked of each date of a line
def _any_dates(words: str) -> list[FoundDate]:
    return find_dates(words, year=2000)


def is_of_another(words: str, found: FoundDate) -> bool:
    """Whether the words around a date, up to the next date on either side, tie it to something else."""
    if _OF_THE_NEXT.match(words):
        return True
    others = _any_dates(words)
    before = max((date.end for date in others if date.end <= found.start), default=0)
    after = min((date.start for date in others if date.start >= found.end), default=len(words))
    clause = words[before : found.start] + " # " + (words[found.end :] if after == len(words) else "")
    return OF_ANOTHER_MEETING.search(clause) is not None


def is_little_else(words: str, beside: int = _DATE_LINE_WORDS) -> bool:
    """Whether a line is a date with at most a few words ``beside`` it, not a sentence that mentions one."""
    dates = find_dates(words, year=2000)
    rest = words
    for found in reversed(dates):
        rest = rest[: found.start] + rest[found.end :]
    if dates and _LEADS.search(words[: dates[0].start]) and _PLACE_FOLLOWS.match(words[dates[0].end :]):
        return len(rest.split()) <= 2 * beside  # "3 June 2025, 7.30 p.m.", "3 June 2025 at the hall, Mill Rd."
    return len(rest.split()) <= beside and not words.rstrip().endswith(".")
