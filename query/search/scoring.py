"""Scores the passages of a table for one question, looking closely only at meetings that can hold the best.

What a passage scores depends on its own meeting alone (surroundings are not felt across meetings), and no passage of
a meeting can score more than ``at_most`` tells. So the meetings that promise most are scored first, then those that
could still hold a better one: the first hits are those of scoring everything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipp_search.query.collection.table import Table
from ipp_search.query.collection.vocabulary import Places, joined
from ipp_search.query.question.interpret import Term
from ipp_search.query.search import features
from ipp_search.query.search.upper_bounds import at_most

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ipp_search.query.search.features import Floats

_AT_ONCE = 8_000  # passages scored in the first round; of fewer all are
_ROUNDING = 1e-4


@dataclass(frozen=True, slots=True)
class Matches:
    """What a question matches in each passage of a table, before its surroundings are felt.

    ``own`` is where each of its words stands, by rows of the table, ``counts`` the same with words of like meaning;
    ``cosines`` of the passage and ``headings`` of that above it are None without a model, as is ``meaning``, the
    cosine with its surroundings'; ``said`` the words of those whom the question names;
    ``allowed`` whether the passage may be a hit.
    """

    own: Sequence[Places]
    counts: Sequence[Places]
    weights: Floats
    cosines: Floats | None
    headings: Floats | None
    meaning: Floats | None
    said: Floats
    allowed: NDArray[np.bool_]

    def counts_in(self, rows: NDArray[np.int64]) -> Floats:
        """How often and how prominently each word stands in the passages of some rows, ``(rows, words)``."""
        import numpy as np

        counts = np.zeros((len(rows), len(self.counts)), dtype=np.float32)
        place = np.full(len(self.allowed), -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        for column, places in enumerate(self.counts):
            found = place[places.ids]
            counts[found[found >= 0], column] = places.weights[found >= 0]
        return counts


@dataclass(frozen=True, slots=True)
class Scores:
    """Scored passages: row ``i`` of each array is row ``rows[i]`` of the table; ``order`` puts the best first.

    ``order`` has fewer than were asked for only where that is all there is. ``total`` is the sum of ``parts``.
    """

    rows: NDArray[np.int64]
    order: NDArray[np.int64]
    total: Floats
    parts: Mapping[str, Floats]


def match(
    table: Table, terms: Sequence[Term], similar: Floats | None, said: Floats, allowed: NDArray[np.bool_]
) -> Matches:
    """What a question matches; ``similar`` as ``Table`` has it, ``allowed`` tells which passages may be hits."""
    import numpy as np

    own = [table.places(term.places) for term in terms]
    # Of turns of speech, the surroundings tell more than words of like meaning, which gain nothing there.
    counts = [
        joined([mine, _written(table, table.places(term.kindred))]) if len(term.kindred) else mine
        for mine, term in zip(own, terms, strict=True)
    ]
    cosines = headings = meaning = None
    if similar is not None:
        cosines, headings = table.cosines(similar)
        meaning = features.by_meaning(cosines, table.around)
    weights = np.array([term.weight for term in terms], dtype=np.float32)
    return Matches(own, counts, weights, cosines, headings, meaning, said, allowed)


def _written(table: Table, places: Places) -> Places:
    """Those in minutes."""
    written = ~table.spoken[places.ids]
    return Places(places.ids[written], places.weights[written])


def score(table: Table, matches: Matches, enough: int) -> Scores:
    """The passages that a question finds, of which the ``enough`` best are put in order."""
    import numpy as np

    if len(table.ids) <= _AT_ONCE:
        return _scored(table, matches, np.arange(len(table.ids)), enough)
    meeting, bound = table.cut.meeting, at_most(table.cut, matches)
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
    return Scores(rows, order, total, parts)


def _scored(table: Table, matches: Matches, rows: NDArray[np.int64], enough: int) -> Scores:
    """All passages of some meetings scored, the best ``enough`` in order; ``rows`` are theirs, whole meetings."""
    import numpy as np

    spoken, gaps, counts = table.spoken[rows], table.gaps[rows], matches.counts_in(rows)
    parts = {"words": features.by_words(counts, matches.weights, gaps) * features.words_weight(spoken)}
    if matches.cosines is not None and matches.headings is not None and matches.meaning is not None:
        parts["meaning"] = matches.meaning[rows]
        under = ~spoken & (table.heading[rows] >= 0)
        lift = features.by_heading(matches.cosines[rows], matches.headings[rows], under)
        parts["heading"] = features.HEADING_WEIGHT * lift
    if spoken.any():
        parts["speaker"] = features.SPEAKER_WEIGHT * features.by_speaker(matches.said[rows], gaps)
        itself = features.ITSELF_WEIGHT * features.by_itself(counts, matches.weights, table.words[rows])
        parts["itself"] = np.where(spoken, itself, 0).astype(np.float32)
    total: Floats = np.stack(list(parts.values())).sum(axis=0)
    order = np.flatnonzero((total > 0) & matches.allowed[rows])
    if len(order) > enough:
        least = np.partition(total[order], -enough)[-enough]
        order = order[total[order] >= least]
    order = order[np.argsort(-total[order], kind="stable")]
    return Scores(rows, order, total, parts)
