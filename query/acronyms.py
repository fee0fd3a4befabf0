"""Acronyms and what they stand for, in both directions, as the records themselves use them."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from ipp_search.index.stems import stem
from ipp_search.query.question import STOPWORDS
from ipp_search.query.vocabulary import Vocabulary

_WORD = re.compile(r"\w[\w’'-]*")
_SMALL = frozenset("a an and at by for from in of on or the to with".split())
_LONGEST = 8  # words an acronym stands for
_UNKNOWN = range(3, 8)  # letters of a word in capitals that the records never print
_READ = 300  # passages looked at for a definition


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
        (start, start + length): _initials(words[start : start + length])
        for length in range(_LONGEST, 1, -1)
        for start in range(len(words) - length + 1)
        if words[start].lower() not in _SMALL and words[start + length - 1].lower() not in _SMALL
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
    long = None
    if word.lower() in STOPWORDS:
        return None
    if short in printed:
        defined = re.compile(rf"((?:\w[\w’'-]*[ ,]+){{1,{_LONGEST + 3}}})[(\[]\s*{re.escape(short)}s?\s*[)\]]")
        for text in vocabulary.texts_with(f"({short}", stem(word), _READ):
            if (match := defined.search(text)) and (long := _ending_in(_WORD.findall(match[1]), short)):
                break
    elif word == short and len(word) in _UNKNOWN and word.isalpha() and word.isascii():
        long = vocabulary.spelt_out(short)  # never used, but perhaps spelt out
    return Acronym(short, long, n, n + 1) if long else None


def _ending_in(words: Sequence[str], short: str) -> str | None:
    """The last words whose initials spell ``short``, small words aside or not."""
    for length in range(len(short), min(len(words), len(short) + 4) + 1):
        run = words[-length:]
        if short in _initials(run) and run[0].lower() not in _SMALL:
            return " ".join(run)
    return None


def _initials(words: Sequence[str]) -> set[str]:
    """What a run of words may be shortened to."""
    parts = [part for word in words for part in re.split(r"[-’']", word) if part]
    return {
        "".join(word[0] for word in some).upper()
        for some in (words, parts, [w for w in words if w.lower() not in _SMALL])
    }


def _is_short_for(short: str, words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the records shorten ``words`` so; two letters stand for too much to believe it without their word."""
    if len(short) > 2:
        return True
    defined = re.compile(rf"{re.escape(words[-1])}\s+[(\[]{short}s?[)\]]", re.IGNORECASE)
    return any(map(defined.search, vocabulary.texts_with(f"({short}", stem(short.lower()), _READ)))
