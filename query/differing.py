"""Where two texts differ, word by word: two versions of a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\S+")
_AROUND = 8  # words shown on either side of a difference
_ISLAND = 3  # words; a shorter run that is alike between two differences is part of one
_MOST = 400_000_000
"""Words of the one text times those of the other: the comparison takes an eighth of that in bytes."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two texts differ: the words before and behind that both have, what is gone, what is new."""

    before: str
    gone: str
    new: str
    behind: str


def differences(one: str, other: str) -> list[Difference]:
    """Where ``other`` says something else than ``one``, in order; spaces and line breaks make no difference.

    Texts of very many words are compared line by line. The comparison is by longest common subsequence (rapidfuzz).
    """
    from rapidfuzz.distance import LCSseq

    first, second = _TOKEN.findall(one), _TOKEN.findall(other)
    if len(first) * len(second) > _MOST:
        first, second = _lines(one), _lines(other)
    found: list[tuple[int, int, int, int]] = []
    for code in LCSseq.opcodes(first, second):
        if code.tag == "equal":
            continue
        place = (code.src_start, code.src_end, code.dest_start, code.dest_end)
        if found and place[0] - found[-1][1] < _ISLAND:
            place = (found[-1][0], place[1], found[-1][2], place[3])
            found.pop()
        found.append(place)
    return [
        Difference(
            " ".join(first[max(0, begin - _AROUND) : begin]), _said(first, begin, end),
            _said(second, start, stop), " ".join(first[end : end + _AROUND]),
        )
        for begin, end, start, stop in found
    ]  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line for raw in text.split("\n") if (line := " ".join(raw.split()))]


def _said(words: Sequence[str], begin: int, end: int) -> str:
    return " ".join(words[begin:end])
