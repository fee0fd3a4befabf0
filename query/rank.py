"""Scores passages by what matched them, and by what matched around them. Pure functions over arrays.

In minutes a bullet stands for itself. In a transcript it does not: what a question asks for is said over many
turns, so a match is felt in the turns around it, less with every word of distance (an exponential kernel).
Row ``i`` of every array is one passage; ``gaps[i]`` is the number of words between the middles of passages
``i - 1`` and ``i``, infinite where a match is not felt across: between meetings, and in written minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# Swept on the training meetings of QMSum, chosen on its validation meetings (bench/README.md).
LEXICAL_WEIGHT = 0.8
SPEAKER_WEIGHT = 0.3
# Of written minutes; swept on the graded questions of tests/quality, together with query/kindred.py.
WRITTEN_LEXICAL_WEIGHT = 1.0
HEADING_WEIGHT = 0.2
ITSELF_WEIGHT = 0.1
_AFTER, _BEFORE = 500.0, 150.0  # words; what is asked for follows the words of the question more than it precedes them
_AROUND = 200.0  # of meaning, either way
_NEAR_SPEAKER = 100.0
_TOO_LITTLE = 0.005
_HALF = 0.5  # so much of a word, felt, counts half
_WHOLE_TURN = 8.0  # words; a shorter one is hardly worth quoting
_SPEECH = 50.0  # words of a speaker that count half


def spread(values: Floats, gaps: Floats, after: float, before: float) -> Floats:
    """Each passage's values, ``(n, k)``, with those of the passages around it.

    A value is felt e times less ``after`` words later and ``before`` words earlier.
    """
    import numpy as np

    if np.isinf(gaps).all():
        return values
    columns = np.ascontiguousarray(values.T)
    forward = _carry(columns, np.exp(-gaps / after))
    backward_gaps = np.append(gaps[1:], np.inf).astype(gaps.dtype)
    backward = _carry(np.ascontiguousarray(columns[:, ::-1]), np.exp(-backward_gaps / before)[::-1])[:, ::-1]
    felt: Floats = (forward + backward - columns).T
    return felt


def _carry(columns: Floats, decay: Floats) -> Floats:
    """``y[i] = values[i] + decay[i] * y[i - 1]`` by doubling steps, until what is carried is too little to matter."""
    total, factor, step = columns.copy(), decay.copy(), 1
    while step < total.shape[1] and factor[step:].max() > _TOO_LITTLE:
        total[:, step:] += factor[step:] * total[:, :-step]
        factor[step:] *= factor[:-step].copy()
        factor[:step] = 0
        step *= 2
    return total


def by_words(counts: Floats, weights: Floats, gaps: Floats) -> Floats:
    """The share, 0 to 1, of the question's words that a passage and its surroundings have.

    Args:
        counts: how often each word stands in each passage, ``(n, k)``.
        weights: what each word tells, ``(k,)``.
        gaps: see above.
    """
    felt = spread(counts, gaps, _AFTER, _BEFORE)
    share: Floats = saturated(felt) @ (weights / max(float(weights.sum()), 1e-6))
    return share


def saturated(felt: Floats) -> Floats:
    """What a word counts, 0 to 1, that is felt so much."""
    return felt / (felt + _HALF)


def around(words: Floats, gaps: Floats) -> Floats:
    """How many words ``by_meaning`` takes the mean over, for each passage; the same for every question."""
    import numpy as np

    return spread(np.maximum(words, 1)[:, None], gaps, _AROUND, _AROUND)[:, 0]


def by_meaning(cosines: Floats, words: Floats, gaps: Floats, over: Floats) -> Floats:
    """The mean cosine similarity of a passage and its surroundings, each counted by its words.

    ``over`` is what ``around`` gives.
    """
    import numpy as np

    mean: Floats = spread((cosines * np.maximum(words, 1))[:, None], gaps, _AROUND, _AROUND)[:, 0] / over
    return mean


def by_heading(cosines: Floats, headings: Floats, under: NDArray[np.bool_]) -> Floats:
    """By how much the heading above a passage is nearer to the question than its own words: ``Stage 3 acceptance``.

    Args:
        cosines: of the passages.
        headings: of the headings above them.
        under: which passages have one that counts.
    """
    import numpy as np

    nearer: Floats = np.where(under, np.maximum(headings - cosines, 0), np.float32(0))
    return nearer


def by_speaker(spoken: Floats, gaps: Floats) -> Floats:
    """How much, 0 to 1, the people whom a question names speak here; ``spoken`` counts their words."""
    if not spoken.any():
        return spoken
    felt = spread(spoken[:, None] / _SPEECH, gaps, _NEAR_SPEAKER, _NEAR_SPEAKER)[:, 0]
    share: Floats = felt / (felt + 1)
    return share


def by_itself(counts: Floats, weights: Floats, words: Floats) -> Floats:
    """What a turn says for itself, 0 to 1: of neighbours that score alike, the one worth quoting goes first."""
    import numpy as np

    has = (counts > 0).astype(np.float32) @ (weights / max(float(weights.sum()), 1e-6))
    whole: Floats = (has + np.minimum(words / _WHOLE_TURN, 1)) / 2
    return whole
