"""Runs a question over an index: filters first, then both arms, then one order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from ipp_search.query.acronyms import Acronym, find_acronyms
from ipp_search.query.bounds import read_bounds
from ipp_search.query.lexical import allowed_ids, has_all_words, meetings_of, meetings_with
from ipp_search.query.question import INSTRUCTIONS, Question, read_question
from ipp_search.query.repeats import without_repeats
from ipp_search.query.results import Arm, Hit, SearchResult
from ipp_search.query.spelling import corrections
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
class Asked:
    """A question as typed, with its filters and the most hits to give.

    ``natural`` lets dates and owners in its words be filters too.
    """

    typed: str
    filters: Filters
    limit: int
    natural: bool = True


@dataclass(frozen=True, slots=True)
class _Read:
    """A question as understood, with all the filters that apply."""

    question: Question
    filters: Filters
    acronyms: tuple[Acronym, ...]
    slips: Mapping[str, str]

    @property
    def topic(self) -> str:
        """What to embed: the topic, with acronyms beside what they stand for."""
        topic = self.question.topic
        for acronym in self.acronyms:
            if acronym.end - acronym.start == 1:
                word = self.question.in_order[acronym.start]
                topic = re.sub(rf"\b{re.escape(word)}\b", f"{acronym.long} ({acronym.short})", topic, count=1)
        return topic

    @property
    def read_as(self) -> dict[str, str]:
        """The words that were taken to mean others."""
        spelt_out = {a.short: a.long for a in self.acronyms if a.end - a.start == 1}
        return {**self.slips, **spelt_out}


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

    def search(self, asked: Sequence[Asked], encoder: Callable[[], Encoder] | None) -> list[SearchResult | BadQuestion]:
        """Answer questions; those that cannot be understood are errors in their places.

        ``encoder`` None asks full text alone.

        Raises:
            IndexMismatch: the index was made with another model.
        """
        read: list[_Read | BadQuestion] = []
        for one in asked:
            try:
                read.append(self._read(one))
            except BadQuestion as error:
                read.append(error)
        vectors = self._encoded(read, encoder) if encoder else {}
        results: list[SearchResult | BadQuestion] = []
        for n, (one, understood) in enumerate(zip(asked, read, strict=True)):
            if isinstance(understood, BadQuestion):
                results.append(understood)
            elif encoder and n not in vectors:
                results.append(BadQuestion("The question is longer than the model reads.", "Ask for its main point."))
            else:
                hits = self._hits(understood, one.limit, vectors.get(n))
                results.append(SearchResult(one.typed, understood.filters.as_dict(), understood.read_as, tuple(hits)))
        return results

    def _read(self, asked: Asked) -> _Read:
        """Understand a question: what it says of dates and owners, slips of spelling, acronyms."""
        read_question(asked.typed)  # refuses what is no question, before anything is looked up
        typed, filters = asked.typed, asked.filters
        if asked.natural:
            typed, filters = read_bounds(typed, filters, self._catalogue)
        question = read_question(typed)
        acronyms = find_acronyms(question.in_order, self._vocabulary)
        known = {n for acronym in acronyms for n in range(acronym.start, acronym.end)}
        loose = [word for n, word in enumerate(question.in_order) if n not in known]
        slips = corrections([word for word in question.words if word in loose], self._vocabulary)
        return _Read(question.with_words(slips), filters, tuple(acronyms), slips)

    def _encoded(self, read: Sequence[_Read | BadQuestion], encoder: Callable[[], Encoder]) -> dict[int, Vectors]:
        model = encoder()
        check_model(self._catalogue, model.name)
        topics = {
            n: understood.topic
            for n, understood in enumerate(read)
            if isinstance(understood, _Read) and model.count_tokens(understood.topic) <= model.max_tokens
        }
        return dict(zip(topics, model.encode(list(topics.values())), strict=True)) if topics else {}

    def _hits(self, read: _Read, limit: int, vector: Vectors | None) -> list[Hit]:
        import numpy as np

        question = read.question
        terms = self._terms(read)
        allowed = allowed_ids(self._catalogue, question, read.filters)
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
        if not len(order) or (vector is not None and not self._speaks_to(read, float(score[order[0]]))):
            return []
        own: NDArray[np.bool_] = (counts > 0).max(axis=1)
        return self._collected(order, limit, table, score, parts, own)

    def _speaks_to(self, read: _Read, best: float) -> bool:
        return best >= rank.LEAST_SCORE or has_all_words(self._catalogue, read.question, read.filters)

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

    def _terms(self, read: _Read) -> list[_Term]:
        vocabulary = self._vocabulary
        size = vocabulary.size()
        question = read.question
        vocabulary.learn(question.words)
        terms: dict[str, _Term] = {}
        for word in question.words:
            stem = vocabulary.stem(word)
            if stem and stem not in terms:
                places = _joined([vocabulary.places(stem), *self._as_acronym(word, read)])
                weight = telling(len(places), size) * (_INSTRUCTION_WEIGHT if word in INSTRUCTIONS else 1.0)
                terms[stem] = _Term(weight, places)
        return list(terms.values())

    def _as_acronym(self, word: str, read: _Read) -> Iterator[list[tuple[int, float]]]:
        """Where what the question's acronyms stand for, or the acronyms of its words, stand instead."""
        for acronym in read.acronyms:
            if acronym.end - acronym.start == 1 and word == read.question.in_order[acronym.start].lower():
                yield self._vocabulary.places_of_phrase(acronym.long)
            elif word in map(str.lower, read.question.in_order[acronym.start : acronym.end]):
                yield self._vocabulary.places(self._vocabulary.stem(acronym.short.lower()))

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


def _joined(several: Sequence[Sequence[tuple[int, float]]]) -> Sequence[tuple[int, float]]:
    """Places of alternatives as those of one word: what stands at the same place counts once, as the most."""
    if len(several) == 1:
        return several[0]
    most: dict[int, float] = {}
    for places in several:
        for id_, weight in places:
            most[id_] = max(weight, most.get(id_, 0.0))
    return sorted(most.items())


def _arms(lexical: bool, semantic: bool) -> tuple[Arm, ...]:
    arms: tuple[tuple[Arm, bool], ...] = (("lexical", lexical), ("semantic", semantic))
    return tuple(arm for arm, matched in arms if matched)
