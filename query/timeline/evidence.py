"""What the passages of an index have for a theme."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.encoding.arrays import Floats
from ipp_search.query.timeline.records import Reason


@dataclass(frozen=True, slots=True)
class Evidence:
    """What each passage has for a theme: ``heading``, ``words`` and ``meaning`` are strengths, 0 for none.

    ``hardly_a_word`` puts what is not worth quoting ("None.") behind the rest.
    """

    heading: Floats
    words: Floats
    meaning: Floats
    near: Floats
    hardly_a_word: Floats

    def order(self) -> Floats:
        """What passages are put in order by, the best highest."""
        total: Floats = self.heading + self.words + self.meaning + self.near - self.hardly_a_word
        return total

    def speaks(self) -> NDArray[np.bool_]:
        """Which passages speak to the theme."""
        found: NDArray[np.bool_] = (self.heading > 0) | (self.words > 0) | (self.meaning > 0)
        return found

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """Why a passage, by its row, speaks to it."""
        named: tuple[tuple[Reason, Floats], ...] = (
            ("heading", self.heading),
            ("words", self.words),
            ("meaning", self.meaning),
        )
        return tuple(reason for reason, strength in named if strength[row] > 0)
