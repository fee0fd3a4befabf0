"""Runs a question over an index: filters first, then both arms, then one order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ipp_search.errors import BadQuestion
from ipp_search.index import lookup
from ipp_search.index.build import check_model
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.encoder import Encoder
from ipp_search.index.filters import Filters
from ipp_search.query.lexical import allowed_ids, bm25_scores, has_all_words
from ipp_search.query.question import Question, read_question
from ipp_search.query.rank import LEAST_SCORE, fuse
from ipp_search.query.results import Arm, Hit, SearchResult
from ipp_search.query.semantic import SemanticArm

if TYPE_CHECKING:
    from ipp_search.index.encoder import Vectors


def search(
    catalogue: Catalogue,
    typed: str,
    filters: Filters,
    limit: int,
    semantic: tuple[SemanticArm, Callable[[], Encoder]] | None,
) -> SearchResult:
    """Answer a question with at most ``limit`` passages.

    ``semantic`` is the second arm and its encoder; None asks full text alone.

    Raises:
        BadQuestion: the question cannot be understood, or is too long for the model.
        IndexMismatch: the index was made with another model.
    """
    question = read_question(typed)
    by_words = bm25_scores(catalogue, question, filters)
    by_meaning: dict[int, float] = {}
    if semantic:
        arm, encoder = semantic
        model = encoder()
        check_model(catalogue, model.name)
        vector = _encode(question, model)
        by_meaning = arm.cosines(vector, allowed_ids(catalogue, question, filters))
    ((size,),) = catalogue.rows("SELECT count(*) FROM passages")
    order = fuse(by_words, by_meaning, size)
    if semantic and order and order[0][1] < LEAST_SCORE and not has_all_words(catalogue, question, filters):
        order = []
    best = order[:limit]
    found = lookup.passages(catalogue, [id_ for id_, _ in best])
    hits = [
        Hit(rank, round(score, 4), _arms(id_ in by_words, id_ in by_meaning), found[id_])
        for rank, (id_, score) in enumerate(best, 1)
    ]
    return SearchResult(typed, filters.as_dict(), tuple(hits))


def _encode(question: Question, model: Encoder) -> Vectors:
    if model.count_tokens(question.text) > model.max_tokens:
        raise BadQuestion("The question is longer than the model reads.", "Ask for its main point.")
    row: Vectors = model.encode([question.text])[0]
    return row


def _arms(lexical: bool, semantic: bool) -> tuple[Arm, ...]:
    arms: tuple[tuple[Arm, bool], ...] = (("lexical", lexical), ("semantic", semantic))
    return tuple(arm for arm, matched in arms if matched)
