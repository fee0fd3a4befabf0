"""Words as full text files them: without case and accents, and without endings.

The endings go by Snowball's English stemmer (Porter2, M. F. Porter, snowballstem.org), in which communications and
communities part ways, as they do not in the stemmer that SQLite brings.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from ipp_search.ingest.text import searchable, without_marks

_UNSPACED = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
"""A word. Chinese and Japanese put no space between theirs, so each of their signs is one, found side by side."""
LETTERS = re.compile(rf"[^\W\d_{_UNSPACED}]{{3,}}")
"""A word that may be embedded by itself: without digits, and long enough to mean something."""
COMPOUND = re.compile(r"\b[^\W_]+(?:[-‐‑][^\W_]+)+\b|(?<![\w.])[^\W\d_](?:\.[^\W\d_])+(?!\w)")
"""A word of several that is also written as one: with hyphens, or the initials of an acronym with points."""


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """``recal`` of ``Recalled``; of what holds more than one word, the first; empty of what holds none."""
    match = WORD.search(without_marks(word))
    found: str = _stemmer().stemWord(match[0]) if match else ""
    return found


def stemmed(words: str) -> str:
    """Every word of a text by its stem, in order, as full text stores it."""
    return " ".join(filter(None, map(stem, WORD.findall(searchable(words)))))


def by_letters(text: str) -> set[str]:
    """The words of a text that are embedded each by itself, in lower case."""
    return set(LETTERS.findall(searchable(text).lower()))


def joined(words: str) -> str:
    """The compounds of a text as one word, by their stems: ``resentenc`` of ``re-sentencing``, ``agm`` of ``A.G.M``."""
    return " ".join(stem(re.sub(r"\W", "", compound)) for compound in COMPOUND.findall(words))
