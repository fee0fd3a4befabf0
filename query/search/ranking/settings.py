"""What ranking weighs, in one object: an experiment changes a copy, and nothing is patched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.encoding.arrays import Floats


@dataclass(frozen=True, slots=True)
class Weight:
    """What a feature counts in minutes and in transcripts, as a share of a score; 0 leaves it out there."""

    minutes: float
    transcripts: float

    def of(self, spoken: NDArray[np.bool_]) -> Floats:
        """The weight of each passage; ``spoken`` tells those of transcripts."""
        return np.where(spoken, np.float32(self.transcripts), np.float32(self.minutes))


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """The weights of the features of ranking, by their names, and how far a match is felt.

    A reach is in words, after a match and before it: so far away it counts e times less. The weights of minutes were
    swept on the graded questions of ``tests/quality``; those of transcripts, and the reaches, on the training meetings
    of QMSum, and chosen on its validation meetings (``bench/README.md``).
    """

    words: Weight = Weight(1.0, 0.8)
    meaning: Weight = Weight(1.0, 1.0)
    heading: Weight = Weight(0.2, 0.0)
    speaker: Weight = Weight(0.0, 0.3)
    itself: Weight = Weight(0.0, 0.1)
    words_reach: tuple[float, float] = (500.0, 150.0)
    """What is asked for follows the question's words more than it goes before them."""
    meaning_reach: tuple[float, float] = (200.0, 200.0)
    speaker_reach: tuple[float, float] = (100.0, 100.0)

    def without(self, feature: str) -> SearchSettings:
        """These settings with one feature left out; ``TypeError`` where there is none of that name."""
        left_out: Any = {feature: Weight(0.0, 0.0)}
        return replace(self, **left_out)


DEFAULT = SearchSettings()
