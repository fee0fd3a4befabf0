"""Scores passages by what matched them, and by what matched around them. Pure functions over arrays.

In minutes a bullet stands for itself. In a transcript it does not: what a question asks for is said over many
turns, so a match is felt in the turns around it, less with every word of distance (an exponential kernel).
Row ``i`` of every array is one passage; ``gaps[i]`` is the number of words between the middles of passages
``i - 1`` and ``i``, infinite where a match is not felt across: between meetings, and in written minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
WORDS_REACH = 500.0, 150.0
"""After so many words, and so many before, a word is felt e times less: what is asked for follows the question's."""
_AROUND = 200.0  # of meaning, either way
SPEAKER_REACH = 100.0, 100.0
_TOO_LITTLE = 0.005
_HALF = 0.5  # so much of a word, felt, counts half
_WHOLE_TURN = 8.0  # words; a shorter one is hardly worth quoting
_SPEECH = 50.0  # words of a speaker that count half


@dataclass(frozen=True, slots=True)
class Kernel:
    """What is felt of each passage by those after it (``forward``) and before it, as doubling steps.

    Step ``(s, f)`` adds ``f[i]`` times what has reached a passage to the one ``s`` further on.
    """

    forward: tuple[tuple[int, Floats], ...]
    backward: tuple[tuple[int, Floats], ...]


def kernel(onward: Floats, back: Floats, least: float = _TOO_LITTLE) -> Kernel:
    """The kernel of what is left, 0 to 1, on the way from ``i - 1`` to ``i``, and from ``i + 1`` to ``i``.

    Steps end where what they carry is no more than ``least``.
    """
    return Kernel(
        tuple(_steps(onward, least)), tuple((step, factor[::-1].copy()) for step, factor in _steps(back[::-1], least))
    )


def _steps(decay: Floats, least: float) -> Iterator[tuple[int, Floats]]:
    factor, step = decay.copy(), 1
    while step < len(factor) and factor[step:].max() > least:
        yield step, factor[step:].copy()
        factor[step:] *= factor[:-step].copy()
        factor[:step] = 0
        step *= 2


def exponential(gaps: Floats, after: float, before: float) -> Kernel:
    """The kernel by which something is felt e times less ``after`` words later and ``before`` words earlier."""
    import numpy as np

    back = np.append(gaps[1:], np.float32(np.inf))[: len(gaps)]
    return kernel(np.exp(-gaps / after), np.exp(-back / before))


def spread(values: Floats, kernel: Kernel) -> Floats:
    """Each passage's values, ``(n, k)``, with those of the passages around it."""
    import numpy as np

    if not kernel.forward and not kernel.backward:
        return values
    columns = np.ascontiguousarray(values.T)
    forward, backward = columns.copy(), columns.copy()
    for step, factor in kernel.forward:
        forward[:, step:] += factor * forward[:, :-step]
    for step, factor in kernel.backward:
        backward[:, :-step] += factor * backward[:, step:]
    felt: Floats = (forward + backward - columns).T
    return felt


def by_words(counts: Floats, weights: Floats, gaps: Floats) -> Floats:
    """The share, 0 to 1, of the question's words that a passage and its surroundings have.

    Args:
        counts: how often each word stands in each passage, ``(n, k)``.
        weights: what each word tells, ``(k,)``.
        gaps: see above.
    """
    felt = spread(counts, exponential(gaps, *WORDS_REACH))
    share: Floats = saturated(felt) @ (weights / max(float(weights.sum()), 1e-6))
    return share


def words_weight(spoken: NDArray[np.bool_]) -> Floats:
    """What ``by_words`` weighs in transcripts and in minutes."""
    import numpy as np

    return np.where(spoken, np.float32(LEXICAL_WEIGHT), np.float32(WRITTEN_LEXICAL_WEIGHT))


def saturated(felt: Floats) -> Floats:
    """What a word counts, 0 to 1, that is felt so much."""
    return felt / (felt + _HALF)


@dataclass(frozen=True, slots=True)
class Around:
    """Over what ``by_meaning`` takes its means: the same for every question."""

    words: Floats
    kernel: Kernel
    felt: Floats


def around(words: Floats, gaps: Floats) -> Around:
    """Over what the meaning of passages of so many words is to be taken."""
    import numpy as np

    counted, kernel = np.maximum(words, 1), exponential(gaps, _AROUND, _AROUND)
    return Around(counted, kernel, spread(counted[:, None], kernel)[:, 0])


def by_meaning(cosines: Floats, over: Around) -> Floats:
    """The mean cosine similarity of a passage and its surroundings, each counted by its words."""
    mean: Floats = spread((cosines * over.words)[:, None], over.kernel)[:, 0] / over.felt
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
    return heard(spread(spoken[:, None], exponential(gaps, *SPEAKER_REACH))[:, 0])


def heard(words: Floats) -> Floats:
    """What a speaker counts, 0 to 1, of whom so many words are felt."""
    share: Floats = words / (words + _SPEECH)
    return share


def by_itself(counts: Floats, weights: Floats, words: Floats) -> Floats:
    """What a turn says for itself, 0 to 1: of neighbours that score alike, the one worth quoting goes first."""
    import numpy as np

    has = (counts > 0).astype(np.float32) @ (weights / max(float(weights.sum()), 1e-6))
    whole: Floats = (has + np.minimum(words / _WHOLE_TURN, 1)) / 2
    return whole
