"""What a line reads like by itself: a title, or a piece of prose."""

from __future__ import annotations

import re

from ipp_search.ingest.cues.dates import WEEKDAYS
from ipp_search.ingest.cues.labels import LABEL

GENERIC = frozenset("draft final approved meeting minutes notes note record summary of the".split())
STATES = re.compile(r"\b(had|has|have|was|were|is|are|been|proposed|seconded|declared|agreed|resolved)\b")
"""What a statement has and a title has not."""
_PROSE_WORDS, _PROSE_SHARE = 4, 0.6
MAX_CHARS, MAX_WORDS = 80, 12
_DAYS = "|".join(f"{day[:3]}(?:{day[3:]})?" for day in WEEKDAYS)
_WEEKDAY = re.compile(rf"\b(?:{_DAYS}|tues|thur|thurs)\b", re.IGNORECASE)


def is_short_line(words: str) -> bool:
    """Whether a text could be a title: it is short, begins with a capital or number, and ends no sentence."""
    words = words.strip("*_ ")
    return (
        bool(words)
        and len(words) <= MAX_CHARS
        and len(words.split()) <= MAX_WORDS
        and "\n" not in words
        and words[-1] not in ".;:,?!"
        and (words[0].isupper() or words[0].isdigit())
        and not LABEL.match(words)
    )


def reads_like_prose(words: str) -> bool:
    """Whether a line is rather the first of a hard-wrapped sentence: several words, mostly without capitals."""
    rest = words.split()[1:]
    return len(rest) >= _PROSE_WORDS - 1 and sum(word[0].islower() for word in rest) > _PROSE_SHARE * len(rest)


def beside_day(rest: str) -> str:
    """What stands beside a date, in lower case, without marks and the day of the week."""
    return _WEEKDAY.sub("", rest).strip(" #*_–—:,.()-").lower()
