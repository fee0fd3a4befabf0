"""Runs a question over an index: filters first, then both arms, then one order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipp_search.errors import BadQuestion
from ipp_search.index import lookup
from ipp_search.index.build import check_model
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.encoder import Encoder
from ipp_search.index.filters import Filters
from ipp_search.ingest.records import Passage
from ipp_search.query import rank
from ipp_search.query.lexical import allowed_ids, has_all_words, meetings_of, meetings_with
from ipp_search.query.question import INSTRUCTIONS, Question, read_question
from ipp_search.query.repeats import without_repeats
from ipp_search.query.results import Arm, Hit, SearchResult
from ipp_search.query.table import EXACT_LIMIT, Table, Tables
from ipp_search.query.vocabulary import Vocabulary, telling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ipp_search.index.encoder import Vectors
    from ipp_search.index.vectors import VectorStore
    from ipp_search.query.rank import Floats

_INSTRUCTION_WEIGHT = 0.3  # of a word that only says what kind of answer is wanted


@dataclass(frozen=True, slots=True)
class _Term:
    """A word of the question: what it tells, and where it stands as ``(row id, weight)``."""

    weight: float
    places: Sequence[tuple[int, float]]


class Searcher:
    """Answers questions from a catalogue.

    Args:
        catalogue: where the records are.
        store: opens the vectors in Chroma; called for large indexes only.
    """

    def __init__(self, catalogue: Catalogue, store: Callable[[], VectorStore]) -> None:
        self._catalogue = catalogue
        self._tables = Tables(catalogue, store)
        self._vocabulary = Vocabulary(catalogue)

    def search(
        self, asked: Sequence[tuple[str, Filters, int]], encoder: Callable[[], Encoder] | None
    ) -> list[SearchResult | BadQuestion]:
        """Answer questions, each with its filters and the most hits to give; those not understood are errors.

        ``encoder`` None asks full text alone.

        Raises:
            IndexMismatch: the index was made with another model.
        """
        read: list[Question | BadQuestion] = []
        for typed, _, _ in asked:
            try:
                read.append(read_question(typed))
            except BadQuestion as error:
                read.append(error)
        vectors = self._encoded(read, encoder) if encoder else {}
        results: list[SearchResult | BadQuestion] = []
        for n, (question, (typed, filters, limit)) in enumerate(zip(read, asked, strict=True)):
            if isinstance(question, BadQuestion):
                results.append(question)
            elif encoder and n not in vectors:
                results.append(BadQuestion("The question is longer than the model reads.", "Ask for its main point."))
            else:
                hits = self._hits(question, filters, limit, vectors.get(n))
                results.append(SearchResult(typed, filters.as_dict(), tuple(hits)))
        return results

    def _encoded(self, read: Sequence[Question | BadQuestion], encoder: Callable[[], Encoder]) -> dict[int, Vectors]:
        model = encoder()
        check_model(self._catalogue, model.name)
        topics = {
            n: question.topic
            for n, question in enumerate(read)
            if isinstance(question, Question) and model.count_tokens(question.topic) <= model.max_tokens
        }
        return dict(zip(topics, model.encode(list(topics.values())), strict=True)) if topics else {}

    def _hits(self, question: Question, filters: Filters, limit: int, vector: Vectors | None) -> list[Hit]:
        import numpy as np

        terms = self._terms(question)
        allowed = allowed_ids(self._catalogue, question, filters)
        table = self._table(question, allowed, vector)
        if not len(table.ids):
            return []
        counts = np.zeros((len(table.ids), len(terms)), dtype=np.float32)
        for column, term in enumerate(terms):
            rows, weights = table.rows_of(term.places)
            counts[rows, column] = weights
        weights = np.array([term.weight for term in terms], dtype=np.float32)
        parts = {"words": rank.LEXICAL_WEIGHT * rank.by_words(counts, weights, table.gaps)}
        if vector is not None:
            parts["meaning"] = rank.by_meaning(table.cosines(vector), table.words, table.gaps)
        if (said := self._said_by_those_named(question, table)) is not None:
            parts["speaker"] = rank.SPEAKER_WEIGHT * rank.by_speaker(said, table.gaps)
        score: Floats = np.stack(list(parts.values())).sum(axis=0)
        possible = score > 0
        if allowed is not None:
            possible &= np.isin(table.ids, np.asarray(allowed, dtype=np.int64), assume_unique=True)
        order = np.flatnonzero(possible)
        order = order[np.argsort(-score[order], kind="stable")]
        if not len(order) or (vector is not None and not self._speaks_to(question, filters, float(score[order[0]]))):
            return []
        own: NDArray[np.bool_] = (counts > 0).max(axis=1)
        return self._collected(order, limit, table, score, parts, own)

    def _speaks_to(self, question: Question, filters: Filters, best: float) -> bool:
        return best >= rank.LEAST_SCORE or has_all_words(self._catalogue, question, filters)

    def _collected(
        self,
        order: NDArray[np.int64],
        limit: int,
        table: Table,
        score: Floats,
        parts: dict[str, Floats],
        own: NDArray[np.bool_],
    ) -> list[Hit]:
        """The first hits of an order, repeats folded into the first of their kind."""

        def passages(rows: Sequence[int]) -> list[tuple[int, Passage]]:
            found = lookup.passages(self._catalogue, [int(table.ids[row]) for row in rows])
            return [(row, found[int(table.ids[row])]) for row in rows]

        kept = without_repeats(order.tolist(), passages, limit)
        return [
            Hit(
                place,
                round(float(score[row]), 4),
                _arms(bool(own[row]), "meaning" in parts and table.vector[row] >= 0),
                passage,
                {name: round(float(part[row]), 4) for name, part in parts.items()},
                tuple(also),
            )
            for place, (row, passage, also) in enumerate(kept, 1)
        ]

    def _terms(self, question: Question) -> list[_Term]:
        vocabulary = self._vocabulary
        size = vocabulary.size()
        vocabulary.learn(question.words)
        terms: dict[str, _Term] = {}
        for word in question.words:
            stem = vocabulary.stem(word)
            if stem and stem not in terms:
                places = vocabulary.places(stem)
                weight = telling(len(places), size) * (_INSTRUCTION_WEIGHT if word in INSTRUCTIONS else 1.0)
                terms[stem] = _Term(weight, places)
        return list(terms.values())

    def _said_by_those_named(self, question: Question, table: Table) -> Floats | None:
        """The words of those turns whose speaker's name the question has most of; None where it names nobody."""
        import numpy as np

        if not table.spoken.any():
            return None
        vocabulary = self._vocabulary
        asked = {vocabulary.stem(word) for word in question.words}
        names = vocabulary.speakers()
        vocabulary.learn(word for name in names for word in name.split())
        shared = {name: len(asked & {vocabulary.stem(word) for word in name.split()}) for name in names}
        most = max(shared.values(), default=0)
        if not most:
            return None
        rows = table.rows(vocabulary.said_by([name for name, count in shared.items() if count == most]))
        said = np.zeros(len(table.ids), dtype=np.float32)
        said[rows] = np.where(table.spoken[rows], table.words[rows], 0)
        return said

    def _table(self, question: Question, allowed: list[int] | None, vector: Vectors | None) -> Table:
        if not self._tables.large():
            return self._tables.whole()
        if allowed is not None and len(allowed) <= EXACT_LIMIT:
            return self._tables.of_meetings(meetings_of(self._catalogue, allowed))
        meetings = meetings_with(self._catalogue, question)
        if vector is not None:
            meetings += self._tables.nearest(vector)
        return self._tables.of_meetings(meetings)


def _arms(lexical: bool, semantic: bool) -> tuple[Arm, ...]:
    arms: tuple[tuple[Arm, bool], ...] = (("lexical", lexical), ("semantic", semantic))
    return tuple(arm for arm, matched in arms if matched)
