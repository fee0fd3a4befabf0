"""Numbers and initials as people type them, in the form that the records have: 1200 for 1,200, A.G.M. for AGM.

A form is changed only where the records never have it as it was typed, and have it as it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ipp_search.index.words.analyzer import stemmed
from ipp_search.query.collection.vocabulary import Vocabulary

_INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,7}(?:[^\W\d_](?!\w))?")
_PER_CENT = re.compile(r"\b\d{1,9}(?:\.\d{1,9})? ?(?:per cent|percent|pct)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:,\d{3}){1,4}|\d{4,12}|(?:\d{1,6}(?:\.\d{1,3})?)(?=k\b))(k\b)?", re.IGNORECASE
)
_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
_TENS = dict(zip("thirty forty fifty sixty seventy eighty ninety".split(), range(30, 100, 10), strict=True))
_IN_WORDS = {word: str(n) for word, n in {**{word: n for n, word in enumerate(_WORDS, 2)}, **_TENS}.items()}
_IN_DIGITS = {digits: word for word, digits in _IN_WORDS.items()}
_SMALL = re.compile(rf"(?<![\w.,£$€-])(?:{'|'.join([*_IN_WORDS, *_IN_DIGITS])})(?![\w%-]|[.,]\d)", re.IGNORECASE)


def as_recorded(text: str, vocabulary: Vocabulary) -> dict[str, str]:
    """For each number or dotted acronym of a question that the records have in another form only, that form."""
    return {typed: form for typed, form in _others(text) if not _has(typed, vocabulary) and _has(form, vocabulary)}


def _others(text: str) -> Iterator[tuple[str, str]]:
    for match in _INITIALS.finditer(text):
        yield match[0], match[0].replace(".", "").upper()
    for match in _PER_CENT.finditer(text):
        yield match[0], re.split(r"[^\d.]", match[0], maxsplit=1)[0] + "%"
    for match in _NUMBER.finditer(text):
        plain = match[1].replace(",", "")
        if match[2]:
            plain = str(round(float(plain) * 1000))
        grouped = f"{int(plain):,}"
        yield from ((match[0], form) for form in (plain, grouped) if form != match[0])
    for match in _SMALL.finditer(text):
        word = match[0].lower()
        yield match[0], _IN_WORDS.get(word) or _IN_DIGITS[word]


def _has(form: str, vocabulary: Vocabulary) -> bool:
    """Whether some passage has the words of a form, in any of their forms, side by side."""
    stems = stemmed(form).split()
    return all(vocabulary.frequency(one) for one in stems) and (
        len(stems) < 2 or len(vocabulary.places_of_phrase(form)) > 0
    )
