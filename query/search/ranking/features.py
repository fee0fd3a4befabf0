"""Scores passages by what matched them, and by what matched around them. Pure functions over arrays.

In minutes a bullet stands for itself. In a transcript it does not: what a question asks for is said over many
turns, so a match is propagated to the turns around it, less with every word of distance (an exponential kernel).
Row ``i`` of every array is one passage; ``gaps[i]`` is the number of words between the middles of passages
``i - 1`` and ``i``, infinite which a match does not cross: between meetings, and in written minutes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.encoding.arrays import Floats
from ipp_search.query.search.ranking.proximity import Kernel, exponential, spread

_HALF = 0.5  # so much of a word, propagated, counts half
_WHOLE_TURN = 8.0  # words; a shorter one is hardly worth quoting
_SPEECH = 50.0  # words of a speaker that count half


Reach = tuple[float, float]
"""Words after a match and before it at which it counts e times less."""


def by_words(counts: Floats, weights: Floats, gaps: Floats, reach: Reach) -> Floats:
    """The share, 0 to 1, of the question's words that a passage and its surroundings have.

    Args:
        counts: how often each word stands in each passage, ``(n, k)``.
        weights: what each word tells, ``(k,)``.
        gaps: see above.
        reach: how far a word is felt.
    """
    propagated = spread(counts, exponential(gaps, *reach))
    share: Floats = saturated(propagated) @ (weights / max(float(weights.sum()), 1e-6))
    return share


def saturated(propagated: Floats) -> Floats:
    """What a word counts, 0 to 1, that is propagated so much."""
    return propagated / (propagated + _HALF)


@dataclass(frozen=True, slots=True)
class Around:
    """Over what ``by_meaning`` takes its means: the same for every question."""

    words: Floats
    kernel: Kernel
    propagated: Floats


def around(words: Floats, gaps: Floats, reach: Reach) -> Around:
    """Over what the meaning of passages of so many words is to be taken."""
    counted, kernel = np.maximum(words, 1), exponential(gaps, *reach)
    return Around(counted, kernel, spread(counted[:, None], kernel)[:, 0])


def by_meaning(cosines: Floats, over: Around) -> Floats:
    """The mean cosine similarity of a passage and its surroundings, each counted by its words."""
    mean: Floats = spread((cosines * over.words)[:, None], over.kernel)[:, 0] / over.propagated
    return mean


def by_heading(cosines: Floats, headings: Floats, under: NDArray[np.bool_]) -> Floats:
    """By how much the heading above a passage is nearer to the question than its own words: ``Stage 3 acceptance``.

    Args:
        cosines: of the passages.
        headings: of the headings above them.
        under: which passages have one that counts.
    """
    nearer: Floats = np.where(under, np.maximum(headings - cosines, 0), np.float32(0))
    return nearer


def by_speaker(spoken: Floats, gaps: Floats, reach: Reach) -> Floats:
    """How much, 0 to 1, the people whom a question names speak here; ``spoken`` counts their words."""
    if not spoken.any():
        return spoken
    return heard(spread(spoken[:, None], exponential(gaps, *reach))[:, 0])


def heard(words: Floats) -> Floats:
    """What a speaker counts, 0 to 1, of whom so many words are propagated."""
    share: Floats = words / (words + _SPEECH)
    return share


def by_itself(counts: Floats, weights: Floats, words: Floats) -> Floats:
    """What a turn says for itself, 0 to 1: of neighbours that score alike, the one worth quoting goes first."""
    has = (counts > 0).astype(np.float32) @ (weights / max(float(weights.sum()), 1e-6))
    whole: Floats = (has + np.minimum(words / _WHOLE_TURN, 1)) / 2
    return whole
