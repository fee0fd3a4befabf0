"""What a question matches in each passage of a table, and what of the table does not depend on the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.encoding.arrays import Floats
from ipp_search.index.words.analyzer import stem
from ipp_search.query.collection.postings import Postings, union
from ipp_search.query.collection.table import Table
from ipp_search.query.collection.vocabulary import Vocabulary
from ipp_search.query.question.interpret import Term
from ipp_search.query.question.parse import Question
from ipp_search.query.search.ranking.features import Around, around, by_meaning
from ipp_search.query.search.ranking.settings import DEFAULT, SearchSettings


@dataclass(frozen=True, slots=True)
class Prepared:
    """A table with what ranking takes from it for every question alike."""

    table: Table
    around: Around


def prepare(table: Table, settings: SearchSettings = DEFAULT) -> Prepared:
    """Take from a table what ranking needs of it."""
    return Prepared(table, around(table.words, table.gaps, settings.meaning_reach))


@dataclass(frozen=True, slots=True)
class Matches:
    """What a question matches in each passage of a table, before its surroundings are felt.

    ``own`` is where each of its words stands, by rows of the table, ``counts`` the same with words of like meaning;
    ``cosines`` of the passage and ``headings`` of that above it are None without a model, as is ``meaning``, the
    cosine with its surroundings'; ``said`` the words of those whom the question names;
    ``allowed`` whether the passage may be a hit.
    """

    own: Sequence[Postings]
    counts: Sequence[Postings]
    weights: Floats
    cosines: Floats | None
    headings: Floats | None
    meaning: Floats | None
    said: Floats
    allowed: NDArray[np.bool_]

    def counts_in(self, rows: NDArray[np.int64]) -> Floats:
        """How often and how prominently each word stands in the passages of some rows, ``(rows, words)``."""
        counts = np.zeros((len(rows), len(self.counts)), dtype=np.float32)
        place = np.full(len(self.allowed), -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        for column, places in enumerate(self.counts):
            found = place[places.ids]
            counts[found[found >= 0], column] = places.weights[found >= 0]
        return counts


def match(
    prepared: Prepared, terms: Sequence[Term], similar: Floats | None, said: Floats, allowed: NDArray[np.bool_]
) -> Matches:
    """What a question matches; ``similar`` as ``Table`` has it, ``allowed`` tells which passages may be hits."""
    table = prepared.table
    own = [table.places(term.places) for term in terms]
    # Of turns of speech, the surroundings tell more than words of like meaning, which gain nothing there.
    counts = [
        union([mine, _written(table, table.places(term.kindred))]) if len(term.kindred) else mine
        for mine, term in zip(own, terms, strict=True)
    ]
    cosines = headings = meaning = None
    if similar is not None:
        cosines, headings = table.cosines(similar)
        meaning = by_meaning(cosines, prepared.around)
    weights = np.array([term.weight for term in terms], dtype=np.float32)
    return Matches(own, counts, weights, cosines, headings, meaning, said, allowed)


def _written(table: Table, places: Postings) -> Postings:
    """Those in minutes."""
    written = ~table.spoken[places.ids]
    return Postings(places.ids[written], places.weights[written])


def said_by_those_named(vocabulary: Vocabulary, question: Question, table: Table) -> Floats:
    """The words of those turns whose speaker's name the question has most of; 0 elsewhere."""
    asked = {stem(word) for word in question.words}
    shared = {name: len(asked & stems) for name, stems in vocabulary.speakers().items()}
    most = max(shared.values(), default=0)
    said = np.zeros(len(table.ids), dtype=np.float32)
    if not most:
        return said
    rows = table.rows(vocabulary.said_by([name for name, count in shared.items() if count == most]))
    said[rows] = np.where(table.spoken[rows], table.words[rows], 0)
    return said
