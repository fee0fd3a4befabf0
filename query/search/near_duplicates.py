"""Folds passages that say the same in the same words into the first of them: standing items, actions copied forward."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ipp_search.ingest.records import Passage

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d")  # another figure is another statement
_NEARLY = 0.9  # of the words of two passages shared
_FEWEST = 6  # words; of fewer, one more or less is a difference
_COMPARED = 50  # hits further down are compared letter by letter only


def without_repeats(
    order: Sequence[int], passages: Callable[[Sequence[int]], list[tuple[int, Passage]]], limit: int
) -> list[tuple[int, Passage, list[str]]]:
    """The first ``limit`` distinct passages of ``order``, each with the citations of its repeats among those passed.

    ``passages`` reads rows of ``order``.
    """
    kept: list[tuple[int, Passage, list[str]]] = []
    same: dict[tuple[str, ...], list[str]] = {}
    for row, passage in _in_turn(order, passages, limit):
        words = tuple(_WORD.findall(passage.text.lower()))
        # "Yes." said twice is no repeat.
        also = same.get(words) if len(words) >= _FEWEST else None
        if also is None and len(words) >= _FEWEST and len(kept) <= _COMPARED:
            also = _nearly(set(words), same)
        if also is not None:
            also.append(passage.citation)
            continue
        if len(kept) == limit:
            break
        same[words] = []
        kept.append((row, passage, same[words]))
    return kept


def _in_turn(
    order: Sequence[int], passages: Callable[[Sequence[int]], list[tuple[int, Passage]]], limit: int
) -> Iterator[tuple[int, Passage]]:
    step = limit + 10
    for begin in range(0, len(order), step):
        yield from passages(order[begin : begin + step])


def _nearly(words: set[str], same: dict[tuple[str, ...], list[str]]) -> list[str] | None:
    for others, also in same.items():
        distinct = set(others)
        differ = words ^ distinct
        if len(differ) <= (1 - _NEARLY) * len(words | distinct) and not any(map(_NUMBER.search, differ)):
            return also
    return None
