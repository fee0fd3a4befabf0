"""Tells, without scoring its passages, the most that any passage of a meeting can score: upper bounds by blocks.

A turn of talk feels what is said around it, less with distance. So meetings are cut into blocks of passages: what a
block holds, and what reaches its edges from those around it, is at least what any passage in it feels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.encoding.arrays import Floats
from ipp_search.query.collection.postings import Postings
from ipp_search.query.search.ranking.proximity import Kernel, kernel, spread
from ipp_search.query.search.ranking.settings import DEFAULT, SearchSettings

_LONGEST = 24  # passages


@dataclass(frozen=True, slots=True)
class BlockKernel:
    """How far something is felt, e times less after so many words: what a block holds, by those beside it.

    ``nearby`` is how much is felt at the edge of the next block and of the one before, ``beyond`` how that goes on.
    """

    nearby: tuple[Floats, Floats]
    beyond: Kernel

    def propagated(self, held: Floats) -> Floats:
        """At least what any passage of each block feels of what the blocks hold, ``(blocks, k)``."""
        nothing = np.zeros((1, held.shape[1]), dtype=np.float32)
        before = np.vstack([nothing, held[:-1]]) * self.nearby[0][:, None]
        behind = np.vstack([held[1:], nothing]) * self.nearby[1][:, None]
        onward, back = Kernel(self.beyond.forward, ()), Kernel((), self.beyond.backward)
        total: Floats = held + spread(before, onward) + spread(behind, back)
        return total


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocks of passages, none over the edge of a meeting.

    ``begins`` is the first row of each, ``of_row`` the block of each row, ``meeting`` the number of its meeting, from
    0; ``firsts`` the first block of each meeting; ``spoken`` tells those of transcripts; ``words`` and ``speaker``
    are how far these are felt.
    """

    begins: NDArray[np.int64]
    of_row: NDArray[np.int64]
    meeting: NDArray[np.int64]
    firsts: NDArray[np.int64]
    spoken: NDArray[np.bool_]
    words: BlockKernel
    speaker: BlockKernel

    def most(self, values: Floats) -> Floats:
        """The greatest value of any passage of each block."""
        found: Floats = np.maximum.reduceat(values, self.begins)
        return found

    def held(self, counts: Sequence[Postings]) -> Floats:
        """Of each word all that a block of turns holds; of minutes, whose passages feel no others, the most in one."""
        held = np.zeros((len(self.begins), len(counts)), dtype=np.float32)
        for column, places in enumerate(counts):
            if len(places):
                of_place = self.of_row[places.ids]
                begins = np.flatnonzero(np.diff(of_place, prepend=-1))
                one = of_place[begins]
                added, most = np.add.reduceat(places.weights, begins), np.maximum.reduceat(places.weights, begins)
                held[one, column] = np.where(self.spoken[one], added, most)
        return held


def cut_blocks(
    meeting: NDArray[np.int64],
    spoken: NDArray[np.bool_],
    gaps: Floats,
    settings: SearchSettings = DEFAULT,
    longest: int = _LONGEST,
) -> Blocks:
    """Cut a table's meetings into blocks of at most ``longest`` passages."""
    new = np.append(True, meeting[1:] != meeting[:-1])[: len(meeting)]
    number = np.cumsum(new) - 1
    within = np.arange(len(meeting)) - np.flatnonzero(new)[number]
    begins = np.flatnonzero(within % longest == 0)
    place = np.cumsum(np.where(np.isinf(gaps), 0, gaps).astype(np.float64))
    first, last = place[begins], place[np.append(begins[1:], len(meeting))[: len(begins)] - 1]
    across = gaps[begins]  # from the block before, infinite where nothing is felt
    back = np.append(across[1:], np.float32(np.inf))[: len(begins)]
    onward = np.where(np.isinf(across), np.inf, np.diff(first, prepend=0))
    backward = np.where(np.isinf(back), np.inf, np.diff(last, append=0))

    def reach(after: float, before: float) -> BlockKernel:
        def left(words: NDArray[np.floating], by: float) -> Floats:
            total: Floats = np.exp(-words / by).astype(np.float32)
            return total

        beyond = kernel(left(onward, after), left(backward, before), least=0)
        return BlockKernel((left(across, after), left(back, before)), beyond)

    return Blocks(
        begins, np.cumsum(within % longest == 0) - 1, number, np.flatnonzero(new[begins]), spoken[begins],
        reach(*settings.words_reach), reach(*settings.speaker_reach),
    )  # fmt: skip
