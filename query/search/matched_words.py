"""Where the words of a question stand in a passage that it found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ipp_search.index.words.analyzer import COMPOUND, WORD, joined, stem
from ipp_search.query.question.interpret import Reading
from ipp_search.query.question.parse import INSTRUCTIONS

_SHORT = 3  # letters
_HYPHENS = frozenset("-‐‑.")  # and points, within a word


@dataclass(frozen=True, slots=True)
class Sought:
    """What is lit in a passage: words by their stems, runs of such words, and phrases letter by letter."""

    stems: frozenset[str]
    begins: re.Pattern[str]
    """Words that begin as some stem does, among which those of these stems are."""
    runs: tuple[tuple[str, ...], ...]
    phrases: tuple[re.Pattern[str], ...]


def sought(reading: Reading) -> Sought:
    """The words of a question that a passage may have in any form, those an acronym stands for, and its phrases."""
    question = reading.question
    words = [word for word in question.words if word not in INSTRUCTIONS] or list(question.words)
    shorts = [acronym.short.lower() for acronym in reading.acronyms]
    longs = [acronym.long for acronym in reading.acronyms if acronym.given_short]
    stems = frozenset(filter(None, map(stem, [*words, *shorts])))
    # Porter2 keeps the first letters of a word, of the shortest only one: dying, die.
    begins = {re.escape(one[: 1 if len(one) <= _SHORT else 2]) for one in stems}
    return Sought(
        stems,
        re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(begins))})[^\W_]*", re.IGNORECASE),
        tuple(tuple(map(stem, WORD.findall(long))) for long in longs),
        tuple(re.compile(r"\s+".join(map(re.escape, phrase.split())), re.IGNORECASE) for phrase in question.phrases),
    )


def matched_words(text: str, asked: Sought) -> tuple[tuple[int, int], ...]:
    """Where what is sought begins and ends in a text, in characters, rising; none overlaps another."""
    found = [match.span() for phrase in asked.phrases for match in phrase.finditer(text)]
    form = asked.begins if text.isascii() else WORD  # an accent hides how a word begins
    found += [match.span() for match in form.finditer(text) if stem(match[0]) in asked.stems]
    if asked.runs:
        found += _runs(text, asked.runs)
    if not _HYPHENS.isdisjoint(text):
        found += [match.span() for match in COMPOUND.finditer(text) if joined(match[0]) in asked.stems]
    return _apart(found)


def _runs(text: str, runs: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    words = list(WORD.finditer(text))
    stems = [stem(word[0]) for word in words]
    return [
        (words[n].start(), words[n + len(run) - 1].end())
        for run in runs
        for n in range(len(words) - len(run) + 1)
        if stems[n] == run[0] and tuple(stems[n : n + len(run)]) == run
    ]


def _apart(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those that overlap as one."""
    kept: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if kept and begin < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((begin, end))
    return tuple(kept)
