"""Words as full text files them: without case and accents, and without endings.

The endings go by Snowball's English stemmer (Porter2, M. F. Porter, snowballstem.org), in which communications and
communities part ways, as they do not in the stemmer that SQLite brings.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from ipp_search.ingest.text import searchable, without_marks

_WORD = re.compile(r"[^\W_]+")
LETTERS = re.compile(r"[^\W\d_]{3,}")
"""A word that may be embedded by itself: without digits, and long enough to mean something."""
COMPOUND = re.compile(r"\b[^\W_]+(?:[-‐‑][^\W_]+)+\b")


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """``recal`` of ``Recalled``; of what holds more than one word, the first; empty of what holds none."""
    match = _WORD.search(without_marks(word))
    found: str = _stemmer().stemWord(match[0]) if match else ""
    return found


def stemmed(words: str) -> str:
    """Every word of a text by its stem, in order, as full text stores it."""
    return " ".join(filter(None, map(stem, _WORD.findall(searchable(words)))))


def by_letters(text: str) -> set[str]:
    """The words of a text that are embedded each by itself, in lower case."""
    return set(LETTERS.findall(searchable(text).lower()))


def joined(words: str) -> str:
    """The words of a text that have a hyphen, written as one, by their stems: ``resentenc`` of ``re-sentencing``."""
    return " ".join(stem(re.sub(r"\W", "", compound)) for compound in COMPOUND.findall(words))
