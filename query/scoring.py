"""Scores the passages of a table for one question, looking closely only at meetings that can hold the best.

What a passage scores depends on its own meeting alone (surroundings are not felt across meetings), and no passage of
a meeting can score more than ``at_most`` tells. So the meetings that promise most are scored first, then those that
could still hold a better one: the first hits are those of scoring everything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipp_search.query import rank
from ipp_search.query.reading import Term
from ipp_search.query.table import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ipp_search.index.encoder import Vectors
    from ipp_search.query.rank import Floats

_AT_ONCE = 8_000  # passages scored in the first round; of fewer all are
_SPARE = 3  # times the hits wanted, and as many more again, as repeats fold
_MORE = 200
_ROUNDING = 1e-4


@dataclass(frozen=True, slots=True)
class Matches:
    """What a question matches in each passage of a table, before its surroundings are felt.

    ``own`` is how often each of its words stands there, ``(n, k)``, ``counts`` the same with words of like meaning;
    ``cosines`` of the passage and ``headings`` of that above it are None without a model, as is ``meaning``, the
    cosine with its surroundings'; ``said`` the words of those whom the question names;
    ``allowed`` whether the passage may be a hit.
    """

    own: Floats
    counts: Floats
    weights: Floats
    cosines: Floats | None
    headings: Floats | None
    meaning: Floats | None
    said: Floats
    allowed: NDArray[np.bool_]

    def of(self, rows: NDArray[np.int64]) -> Matches:
        """The same for some rows."""
        return Matches(
            self.own[rows], self.counts[rows], self.weights,
            None if self.cosines is None else self.cosines[rows],
            None if self.headings is None else self.headings[rows],
            None if self.meaning is None else self.meaning[rows],
            self.said[rows], self.allowed[rows],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scores:
    """Scored passages: row ``i`` of each array is row ``rows[i]`` of the table; ``order`` puts the best first.

    ``order`` has some times the hits that are wanted, not all. ``total`` is the sum of ``parts``; ``shared`` the share
    of the question's words.
    """

    rows: NDArray[np.int64]
    order: NDArray[np.int64]
    total: Floats
    parts: Mapping[str, Floats]
    shared: Floats


def match(
    table: Table, terms: Sequence[Term], vector: Vectors | None, said: Floats, allowed: NDArray[np.bool_]
) -> Matches:
    """What a question matches; ``allowed`` tells which passages may be hits."""
    import numpy as np

    own = table.counts([term.places for term in terms])
    counts = own
    if any(len(term.kindred) for term in terms):
        # Of turns of speech, the surroundings tell more than words of like meaning, which gain nothing there.
        counts = np.maximum(own, table.counts([term.kindred for term in terms]) * ~table.spoken[:, None])
    cosines = headings = meaning = None
    if vector is not None:
        cosines, headings = table.cosines(vector)
        meaning = rank.by_meaning(cosines, table.words, table.gaps, table.around)
    weights = np.array([term.weight for term in terms], dtype=np.float32)
    return Matches(own, counts, weights, cosines, headings, meaning, said, allowed)


def score(table: Table, matches: Matches, wanted: int) -> Scores:
    """The passages that a question finds, so that the ``wanted`` best distinct ones come first."""
    import numpy as np

    enough = wanted * _SPARE + _MORE
    if len(table.ids) <= _AT_ONCE:
        return _scored(table, matches, np.arange(len(table.ids)), enough)
    meeting, bound = at_most(table, matches)
    ranked = np.argsort(-bound, kind="stable")
    first = np.searchsorted(np.bincount(meeting)[ranked].cumsum(), _AT_ONCE) + 1
    scores = _scored(table, matches, _rows_of(meeting, ranked[:first]), enough)
    least = float(scores.total[scores.order[enough - 1]]) if len(scores.order) >= enough else 0.0
    close = max(int(first), int((bound > least - _ROUNDING).sum()))
    if close == first:
        return scores
    return _together(scores, _scored(table, matches, _rows_of(meeting, ranked[first:close]), enough))


def _rows_of(meeting: NDArray[np.int64], chosen: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows of some meetings, in the order of the table."""
    import numpy as np

    wanted = np.zeros(int(meeting[-1]) + 1, dtype=np.bool_)
    wanted[chosen] = True
    return np.flatnonzero(wanted[meeting])


def _together(one: Scores, other: Scores) -> Scores:
    """Two scored parts of a table as one; of what scores alike, the earlier row of the table goes first."""
    import numpy as np

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
    return Scores(rows, order, total, parts, both(one.shared, other.shared))


def at_most(table: Table, matches: Matches) -> tuple[NDArray[np.int64], Floats]:
    """The number of each passage's meeting, from 0, and the most that any passage of each meeting can score."""
    import numpy as np

    begins = np.flatnonzero(np.append(True, table.meeting[1:] != table.meeting[:-1]))
    sizes = np.diff(np.append(begins, len(table.ids)))
    meeting = np.repeat(np.arange(len(begins)), sizes)

    def most(values: Floats) -> Floats:
        found: Floats = np.maximum.reduceat(values, begins)
        return found

    told = matches.weights / max(float(matches.weights.sum()), 1e-6)
    spoken = table.spoken[begins]
    # Turns feel at most all that is said of a word in their meeting, passages of minutes what they have themselves.
    felt = np.where(spoken[:, None], np.add.reduceat(matches.counts, begins), most(matches.counts))
    bound = (rank.saturated(felt) @ told) * np.where(spoken, rank.LEXICAL_WEIGHT, rank.WRITTEN_LEXICAL_WEIGHT)
    bound += np.where(spoken, rank.ITSELF_WEIGHT + rank.SPEAKER_WEIGHT * (most(matches.said) > 0), 0)
    if matches.cosines is not None and matches.headings is not None and matches.meaning is not None:
        bound += most(matches.meaning) + rank.HEADING_WEIGHT * np.maximum(most(matches.headings), 0)
        # A heading lifts a passage by what it is nearer, so a passage below 0 gains a little more than the heading.
        bound += rank.HEADING_WEIGHT * np.maximum(most(-matches.cosines), 0)
    bound[~np.logical_or.reduceat(matches.allowed, begins)] = -np.inf
    return meeting, bound.astype(np.float32)


def _scored(table: Table, matches: Matches, rows: NDArray[np.int64], enough: int) -> Scores:
    """All passages of some meetings scored, the best ``enough`` in order; ``rows`` are theirs, whole meetings."""
    import numpy as np

    matches = matches if len(rows) == len(table.ids) else matches.of(rows)
    spoken, gaps, words = table.spoken[rows], table.gaps[rows], table.words[rows]
    shared = rank.by_words(matches.counts, matches.weights, gaps)
    parts = {"words": shared * np.where(spoken, rank.LEXICAL_WEIGHT, rank.WRITTEN_LEXICAL_WEIGHT).astype(np.float32)}
    if matches.cosines is not None and matches.headings is not None and matches.meaning is not None:
        parts["meaning"] = matches.meaning
        under = ~spoken & (table.heading[rows] >= 0)
        parts["heading"] = rank.HEADING_WEIGHT * rank.by_heading(matches.cosines, matches.headings, under)
    if spoken.any():
        parts["speaker"] = rank.SPEAKER_WEIGHT * rank.by_speaker(matches.said, gaps)
        itself = rank.ITSELF_WEIGHT * rank.by_itself(matches.counts, matches.weights, words)
        parts["itself"] = np.where(spoken, itself, 0).astype(np.float32)
    total: Floats = np.stack(list(parts.values())).sum(axis=0)
    order = np.flatnonzero((total > 0) & matches.allowed)
    if len(order) > enough:
        least = np.partition(total[order], -enough)[-enough]
        order = order[total[order] >= least]
    order = order[np.argsort(-total[order], kind="stable")]
    return Scores(rows, order, total, parts, shared)
