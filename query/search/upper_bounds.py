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
from ipp_search.query.search import features
from ipp_search.query.search.matches import Matches
from ipp_search.query.search.proximity import Kernel, kernel, spread

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


def cut_blocks(meeting: NDArray[np.int64], spoken: NDArray[np.bool_], gaps: Floats, longest: int = _LONGEST) -> Blocks:
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
        reach(*features.WORDS_REACH), reach(*features.SPEAKER_REACH),
    )  # fmt: skip


def upper_bound(blocks: Blocks, matches: Matches) -> Floats:
    """The most that any passage of each meeting can score; minus infinity where none may be a hit."""

    def most(values: Floats) -> Floats:
        found: Floats = np.maximum.reduceat(values, blocks.begins)
        return found

    told = matches.weights / max(float(matches.weights.sum()), 1e-6)
    # Summed by numpy: of a few words, BLAS has been seen to warn of invalid values where all are valid.
    shared = (features.saturated(blocks.words.propagated(_held(blocks, matches.counts))) * told).sum(axis=1)
    bound = shared * features.words_weight(blocks.spoken)
    bound += np.where(blocks.spoken, np.float32(features.ITSELF_WEIGHT), 0)
    if matches.said.any():
        heard = features.heard(blocks.speaker.propagated(np.add.reduceat(matches.said, blocks.begins)[:, None])[:, 0])
        bound += features.SPEAKER_WEIGHT * heard
    if matches.cosines is not None and matches.headings is not None and matches.meaning is not None:
        # A heading lifts a passage by what it is nearer, so a passage below 0 gains a little more than the heading.
        lifted = np.maximum(most(matches.headings), 0) + np.maximum(most(-matches.cosines), 0)
        bound += most(matches.meaning) + np.where(blocks.spoken, 0, features.HEADING_WEIGHT * lifted)
    bound[~np.logical_or.reduceat(matches.allowed, blocks.begins)] = -np.inf
    return np.maximum.reduceat(bound, blocks.firsts).astype(np.float32)


def _held(blocks: Blocks, counts: Sequence[Postings]) -> Floats:
    """Of each word all that a block of turns holds; of minutes, whose passages feel no others, the most in one."""
    held = np.zeros((len(blocks.begins), len(counts)), dtype=np.float32)
    for column, places in enumerate(counts):
        if len(places):
            of_place = blocks.of_row[places.ids]
            begins = np.flatnonzero(np.diff(of_place, prepend=-1))
            one = of_place[begins]
            added, most = np.add.reduceat(places.weights, begins), np.maximum.reduceat(places.weights, begins)
            held[one, column] = np.where(blocks.spoken[one], added, most)
    return held
