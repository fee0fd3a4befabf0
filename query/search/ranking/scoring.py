"""Scores the passages of a table for one question, looking closely only at meetings that can hold the best.

What a passage scores depends on its own meeting alone (surroundings are not felt across meetings), and no passage of
a meeting can score more than ``upper_bound`` tells. So the meetings that promise most are scored first, then those that
could still hold a better one: the first hits are those of scoring everything (MaxScore, Turtle and Flood 1995, by
blocks as in Ding and Suel, "Faster top-k document retrieval using block-max indexes", SIGIR 2011).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.encoding.arrays import Floats
from ipp_search.query.collection.table import Table
from ipp_search.query.search.ranking.matches import Matches
from ipp_search.query.search.ranking.registry import Signals, parts_of, upper_bound
from ipp_search.query.search.ranking.settings import DEFAULT, SearchSettings
from ipp_search.query.search.ranking.upper_bounds import Blocks

_AT_ONCE = 8_000  # passages scored in the first round; of fewer all are
_ROUNDING = 1e-4


@dataclass(frozen=True, slots=True)
class Scores:
    """Scored passages: row ``i`` of each array is row ``rows[i]`` of the table; ``order`` puts the best first.

    ``order`` has fewer than were asked for only where that is all there is. ``total`` is the sum of ``parts``.
    """

    rows: NDArray[np.int64]
    order: NDArray[np.int64]
    total: Floats
    parts: Mapping[str, Floats]


def score(table: Table, blocks: Blocks, matches: Matches, enough: int, settings: SearchSettings = DEFAULT) -> Scores:
    """The passages that a question finds, of which the ``enough`` best are put in order."""
    if len(table.ids) <= _AT_ONCE:
        return _scored(table, matches, np.arange(len(table.ids)), enough, settings)
    meeting, bound = blocks.meeting, upper_bound(blocks, matches, settings)
    ranked = np.argsort(-bound, kind="stable")
    first = np.searchsorted(np.bincount(meeting)[ranked].cumsum(), _AT_ONCE) + 1
    scores = _scored(table, matches, _rows_of(meeting, ranked[:first]), enough, settings)
    least = float(scores.total[scores.order[enough - 1]]) if len(scores.order) >= enough else 0.0
    close = max(int(first), int((bound > least - _ROUNDING).sum()))
    if close == first:
        return scores
    rest = _scored(table, matches, _rows_of(meeting, ranked[first:close]), enough, settings)
    return _together(scores, rest)


def _rows_of(meeting: NDArray[np.int64], chosen: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows of some meetings, in the order of the table."""
    wanted = np.zeros(int(meeting[-1]) + 1, dtype=np.bool_)
    wanted[chosen] = True
    return np.flatnonzero(wanted[meeting])


def _together(one: Scores, other: Scores) -> Scores:
    """Two scored parts of a table as one; of what scores alike, the earlier row of the table goes first."""

    def both(a: Floats, b: Floats) -> Floats:
        return np.concatenate([a, b])

    rows = np.concatenate([one.rows, other.rows])
    total = both(one.total, other.total)
    order = np.concatenate([one.order, other.order + len(one.rows)])
    order = order[np.lexsort((rows[order], -total[order]))]
    size, rest = len(one.rows), len(other.rows)
    parts = {
        name: both(
            one.parts.get(name, np.zeros(size, dtype=np.float32)), other.parts.get(name, np.zeros(rest, np.float32))
        )
        for name in {**one.parts, **other.parts}
    }
    return Scores(rows, order, total, parts)


def _scored(table: Table, matches: Matches, rows: NDArray[np.int64], enough: int, settings: SearchSettings) -> Scores:
    """All passages of some meetings scored, the best ``enough`` in order; ``rows`` are theirs, whole meetings."""
    parts = parts_of(signals_of(table, matches, rows), settings)
    total: Floats = np.stack(list(parts.values())).sum(axis=0)
    order = np.flatnonzero((total > 0) & matches.allowed[rows])
    if len(order) > enough:
        least = np.partition(total[order], -enough)[-enough]
        order = order[total[order] >= least]
    order = order[np.argsort(-total[order], kind="stable")]
    return Scores(rows, order, total, parts)


def signals_of(table: Table, matches: Matches, rows: NDArray[np.int64]) -> Signals:
    """What a question matches in the passages of some rows, as the features of ranking take it."""

    def of(values: Floats | None) -> Floats | None:
        return None if values is None else values[rows]

    spoken = table.spoken[rows]
    return Signals(
        matches.counts_in(rows), matches.weights, table.words[rows], table.gaps[rows], spoken, matches.said[rows],
        of(matches.cosines), of(matches.headings), of(matches.meaning), ~spoken & (table.heading[rows] >= 0),
    )  # fmt: skip
