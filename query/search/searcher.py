"""Runs questions over an index: filters first, then both retrievers, then one order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ipp_search.errors import BadQuestion
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.encoding.encoder import Encoder
from ipp_search.index.encoding.models import check_model
from ipp_search.index.words.analyzer import stem
from ipp_search.query.collection.table import Table, Tables
from ipp_search.query.collection.vocabulary import Vocabulary
from ipp_search.query.collection.word_vectors import ByWord, Neighbours, WordVectors
from ipp_search.query.question.interpret import NO_INTENT, Asked, Reading, read
from ipp_search.query.question.parse import INSTRUCTIONS
from ipp_search.query.search.answer_features import Found, absent_words, answer_features, nearer_without
from ipp_search.query.search.answerability import judged
from ipp_search.query.search.candidates import Candidates
from ipp_search.query.search.collecting import collected
from ipp_search.query.search.counting import Counting
from ipp_search.query.search.embedded import Embedded
from ipp_search.query.search.facts import passages_first
from ipp_search.query.search.full_text import allowed_ids, allowed_meetings, has_all_words
from ipp_search.query.search.matched_words import matched_words, sought
from ipp_search.query.search.ranking.matches import Prepared, match, prepare, said_by_those_named
from ipp_search.query.search.ranking.scoring import score
from ipp_search.query.search.ranking.settings import DEFAULT, SearchSettings
from ipp_search.query.search.ranking.upper_bounds import Blocks, cut_blocks
from ipp_search.query.search.results import Answer, Counts, Hit, SearchResult

if TYPE_CHECKING:
    from ipp_search.index.chroma import VectorStore

_SPARE, _MORE = 3, 40  # times the hits wanted, and so many more, are put in order, as repeats fold
_RAISED = 10  # hits among which those of the kind asked for are raised
_TOGETHER = 64  # questions encoded and compared at once


class _Told(NamedTuple):
    answer: Answer
    hits: list[Hit]
    missing: list[str]
    counts: Counts | None = None


class Searcher:
    """Answers questions from a catalogue.

    Args:
        catalogue: where the records are.
        store: opens the vectors in Chroma; called for large indexes only.
        settings: what ranking weighs.
    """

    def __init__(
        self, catalogue: Catalogue, store: Callable[[], VectorStore], settings: SearchSettings = DEFAULT
    ) -> None:
        self._catalogue = catalogue
        self._settings = settings
        self.tables = Tables(catalogue)
        self._candidates = Candidates(catalogue, self.tables, store)
        self._counting = Counting(catalogue)
        self._ranked: tuple[Prepared, Blocks] | None = None
        self._vocabulary = Vocabulary(catalogue)
        self._words = WordVectors(catalogue)

    def close(self) -> None:
        """Release what was opened for large indexes."""
        self._candidates.close()

    def _prepared(self, table: Table) -> tuple[Prepared, Blocks]:
        """What ranking takes from a table; of the last one it is kept."""
        if self._ranked is None or self._ranked[0].table is not table:
            blocks = cut_blocks(table.meeting, table.spoken, table.gaps, self._settings)
            self._ranked = prepare(table, self._settings), blocks
        return self._ranked

    def search(self, asked: Sequence[Asked], encoder: Callable[[], Encoder] | None) -> list[SearchResult | BadQuestion]:
        """Answer questions; those that cannot be understood are errors in their places.

        ``encoder`` None asks full text alone.

        Raises:
            IndexMismatch: the index was made with another model.
        """
        groups = (asked[begin : begin + _TOGETHER] for begin in range(0, len(asked), _TOGETHER))
        return [answer for group in groups for answer in self._search(group, encoder)]

    def _search(
        self, asked: Sequence[Asked], encoder: Callable[[], Encoder] | None
    ) -> list[SearchResult | BadQuestion]:
        def vectors_of(words: Sequence[str]) -> ByWord:
            if not (encoder and words) or self._words.empty():
                return {}
            return self._words.vectors(words, encoder().encode)

        def kindred_of(words: Sequence[str]) -> Neighbours:
            return self._words.kindred(vectors_of(words))

        readings: list[Reading | BadQuestion] = []
        for one in asked:
            try:
                readings.append(read(one, self._catalogue, self._vocabulary, kindred_of))
            except BadQuestion as error:
                readings.append(error)
        embedded = self._embedded(readings, encoder) if encoder else {}
        understood = [readings[n] for n in embedded]
        vectors = vectors_of(sorted({w for r in understood if isinstance(r, Reading) for w in r.content_words()}))
        kindred = self._words.kindred(vectors)
        results: list[SearchResult | BadQuestion] = []
        for n, (one, reading) in enumerate(zip(asked, readings, strict=True)):
            if isinstance(reading, BadQuestion):
                results.append(reading)
            elif encoder and n not in embedded:
                results.append(BadQuestion("The question is longer than the model reads.", "Ask for its main point."))
            else:
                results.append(self._answer(one, reading, embedded.get(n), vectors, kindred))
        return results

    def _answer(
        self, asked: Asked, reading: Reading, embedded: Embedded | None, vectors: ByWord, kindred: Neighbours
    ) -> SearchResult:
        answer, passages, missing, counts = self._told(asked, reading, embedded, vectors, kindred)
        lifted: dict[str, str] = {}
        if not passages and reading.filters != asked.filters and not asked.strict:
            stated, given = reading.filters.as_dict(), asked.filters.as_dict()
            reading = replace(reading, filters=asked.filters)
            answer, passages, missing, counts = self._told(asked, reading, embedded, vectors, kindred)
            lifted = {name: value for name, value in stated.items() if given.get(name) != value} if passages else {}
            answer = "nearest" if answer == "answered" else answer
        if asked.strict and answer == "nearest":
            answer, passages, counts = "nothing", [], None
        words = sought(reading)
        passages = [replace(hit, matches=matched_words(hit.passage.text, words)) for hit in passages]
        hits, nearest = (tuple(passages), ()) if answer == "answered" else ((), tuple(passages))
        return SearchResult(
            asked.typed, reading.filters.as_dict(), reading.read_as, hits, nearest, answer, tuple(missing), lifted,
            reading.no_meeting, counts=counts,
        )  # fmt: skip

    def _told(
        self, asked: Asked, reading: Reading, embedded: Embedded | None, vectors: ByWord, kindred: Neighbours
    ) -> _Told:
        """As ``_hits`` has it, with what a question of a kind asks for before the rest."""
        told = self._hits(asked, reading, embedded, vectors, kindred)
        if reading.intent == NO_INTENT:
            return told
        hits, is_fact = passages_first(self._catalogue, self._vocabulary, reading, told.hits, asked.limit)
        return _Told("answered", hits, [], told.counts) if is_fact else told._replace(hits=hits)

    def weights(self, asked: Asked) -> dict[str, float]:
        """What each word of a question tells, by its stem.

        Raises:
            BadQuestion: the question cannot be understood.
        """
        reading = read(asked, self._catalogue, self._vocabulary)
        stems = dict.fromkeys(filter(None, map(stem, reading.question.words)))
        return dict(zip(stems, (term.weight for term in reading.terms(self._vocabulary, {})), strict=True))

    def _embedded(
        self, readings: Sequence[Reading | BadQuestion], encoder: Callable[[], Encoder]
    ) -> dict[int, Embedded]:
        """The questions by their places, all encoded and compared together."""
        model = encoder()
        check_model(self._catalogue, model.name)
        topics = {n: reading.topic for n, reading in enumerate(readings) if isinstance(reading, Reading)}
        fitting = {n: topic for n, topic in topics.items() if model.count_tokens(topic) <= model.max_tokens}
        if not fitting:
            return {}
        vectors = np.asarray(model.encode_questions(list(fitting.values())))
        if self._candidates.large():
            return {n: Embedded(v, model.encode_questions) for n, v in zip(fitting, vectors, strict=True)}
        whole = self.tables.whole()
        similar = whole.similar(vectors)
        return {
            n: Embedded(v, model.encode_questions, whole, near)
            for n, v, near in zip(fitting, vectors, similar, strict=True)
        }

    def _hits(
        self, asked: Asked, reading: Reading, embedded: Embedded | None, vectors: ByWord, kindred: Neighbours
    ) -> _Told:
        limit = max(asked.limit, _RAISED) if reading.intent.kind else asked.limit
        terms = reading.terms(self._vocabulary, kindred)
        meetings = allowed_meetings(self._catalogue, reading.question, reading.filters)
        allowed = allowed_ids(self._catalogue, reading.question, reading.filters) if meetings is None else None
        vector = embedded.vector if embedded else None
        table = self._candidates.table(reading.question, allowed, meetings, vector)
        if not len(table.ids):
            return _Told("nothing", [], [])
        said = said_by_those_named(self._vocabulary, reading.question, table)
        similar = embedded.similar_in(table) if embedded else None
        prepared, blocks = self._prepared(table)
        matches = match(prepared, terms, similar, said, table.which(allowed, meetings))
        enough = limit * _SPARE + _MORE
        scores = score(table, blocks, matches, enough, self._settings)
        if not len(scores.order):
            return _Told("nothing", [], [])
        answer: Answer = "answered"
        missing: list[str] = []
        if embedded:
            found = Found(terms, table, matches, scores)
            answer, missing = self._judged(asked, reading, found, embedded, vectors)
        if answer == "nothing":
            return _Told(answer, [], missing)
        hits = collected(self._catalogue, table, matches, scores, limit)
        while len(hits) < limit and len(scores.order) >= enough:  # the rest were repeats
            enough *= _MORE
            scores = score(table, blocks, matches, enough, self._settings)
            hits = collected(self._catalogue, table, matches, scores, limit)
        counts = None
        if asked.counts:
            by_words = not set(reading.question.words) <= INSTRUCTIONS
            counts = self._counting.count(table, matches, by_words, whole=not self._candidates.large())
        return _Told(answer, hits, missing, counts)

    def _judged(
        self, asked: Asked, reading: Reading, found: Found, embedded: Embedded, vectors: ByWord
    ) -> tuple[Answer, list[str]]:
        """Which of the three answers the passages are, and which words of the question nothing has that may be seen."""
        if reading.question.phrases or set(reading.question.words) <= INSTRUCTIONS:
            return "answered", []  # what is literally there is there; "what happened in June 2025" asks for all
        content = set(reading.content_words())
        # By the filters that were set: what a question is read to say of dates and owners may be lifted.
        missing = absent_words(found.terms, content, self._catalogue, asked.filters)
        if has_all_words(self._catalogue, reading.question, reading.filters):
            return "answered", missing
        nearer = nearer_without(found, content, reading.topic, embedded)
        return judged(answer_features(found, content, nearer, vectors, self._words, self._catalogue)), missing
