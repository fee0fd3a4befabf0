"""Acronyms and what they stand for, in both directions, as the records themselves use them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from ipp_search.index.words.acronyms import LONGEST, SMALL, initials
from ipp_search.query.collection.vocabulary import Vocabulary
from ipp_search.query.question.parse import STOPWORDS

_UNKNOWN = range(3, 8)  # letters of a word in capitals that the records never print


@dataclass(frozen=True, slots=True)
class Acronym:
    """``short`` stands for ``long``; one of the two is in the question, as the words from ``start`` to ``end``."""

    short: str
    long: str
    start: int
    end: int

    @property
    def given_short(self) -> bool:
        """Whether the question has the acronym, and not what it stands for."""
        return self.end - self.start == 1


def find_acronyms(words: Sequence[str], vocabulary: Vocabulary) -> list[Acronym]:
    """The acronyms among a question's words, and the runs of words that the records shorten to one."""
    runs = {
        (start, start + length): initials(words[start : start + length])
        for length in range(LONGEST, 1, -1)
        for start in range(len(words) - length + 1)
        if words[start].lower() not in SMALL and words[start + length - 1].lower() not in SMALL
    }
    printed = vocabulary.capitals([*(word.upper() for word in words), *(s for shorts in runs.values() for s in shorts)])
    found = [a for n in range(len(words)) if (a := _spelt_out(words[n], n, printed, vocabulary))]
    taken = {n for a in found for n in range(a.start, a.end)}
    for (start, end), shorts in runs.items():
        for short in sorted(shorts & printed, key=len, reverse=True):
            if taken.isdisjoint(range(start, end)) and _is_short_for(short, words[start:end], vocabulary):
                found.append(Acronym(short, " ".join(words[start:end]), start, end))
                taken.update(range(start, end))
    return found


def _spelt_out(word: str, n: int, printed: Set[str], vocabulary: Vocabulary) -> Acronym | None:
    """What an acronym in a question stands for."""
    short = word.upper()
    if word.lower() in STOPWORDS:
        return None
    found: list[str] = []
    if short in printed:
        found = vocabulary.spelt_out(short, stated=True)
    elif word == short and len(word) in _UNKNOWN and word.isalpha() and word.isascii():
        found = vocabulary.spelt_out(short, stated=False)  # never used, but perhaps spelt out
    return Acronym(short, found[0], n, n + 1) if found else None


def _is_short_for(short: str, words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the records shorten ``words`` so; two letters stand for too much to believe it without their word."""
    long = " ".join(words).lower()
    return len(short) > 2 or any(long == other.lower() for other in vocabulary.spelt_out(short, stated=True))
