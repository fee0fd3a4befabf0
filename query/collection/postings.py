"""Where a word stands: postings, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.encoding.arrays import Floats


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a word stands: ``ids`` of passages by row id, rising, and how often and how prominently in each."""

    ids: NDArray[np.int64]
    weights: Floats

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, id_: int) -> bool:
        place = int(np.searchsorted(self.ids, id_))
        return place < len(self.ids) and bool(self.ids[place] == id_)

    def weighed(self, weight: float) -> Postings:
        """The same, each counted so much."""
        return Postings(self.ids, self.weights * np.float32(weight))


def union(several: Sequence[Postings]) -> Postings:
    """Postings of alternatives as those of one word: what stands at the same place counts once, as the most."""
    if len(several) == 1:
        return several[0]
    ids = np.concatenate([EMPTY.ids, *(places.ids for places in several)])
    weights = np.concatenate([EMPTY.weights, *(places.weights for places in several)])
    order = np.argsort(ids, kind="stable")
    begins = np.flatnonzero(np.diff(ids[order], prepend=-1))
    return Postings(ids[order][begins], np.maximum.reduceat(weights[order], begins) if len(begins) else EMPTY.weights)


EMPTY = Postings(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))
