"""Asks many questions together, which is faster: what ``Index.search``, batches and the server have in common."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

from ipp_search.errors import BadQuestion, BadThemes
from ipp_search.index import lookup
from ipp_search.index.filters import SearchFilters, read_filters
from ipp_search.index.status import is_empty
from ipp_search.query.question.interpret import Asked
from ipp_search.query.search.rerank import reranked
from ipp_search.query.themes.file import themes_of
from ipp_search.results import SearchResult, as_public

if TYPE_CHECKING:
    from ipp_search.session import Session


def ask(
    session: Session,
    question: str,
    *,
    limit: int = 10,
    natural: bool = True,
    strict: bool = False,
    counts: bool = False,
    **filters: Unpack[SearchFilters],
) -> Asked:
    """A question for ``answer``; arguments and errors are those of ``Index.search``, ``counts`` that of ``Asked``."""
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise BadQuestion(f"The limit is {limit!r}.", "Ask for at least one hit.")
    if not isinstance(question, str):
        raise BadQuestion(f"The question is {question!r}.", "It is to be words.")
    read = read_filters(filters)
    with session.reading() as view:
        lookup.check_meeting(view.catalogue, read.meeting)
    return Asked(question, read, limit, natural, strict, counts)


def answer(session: Session, asked: Sequence[Asked], *, lexical: bool = False) -> list[SearchResult | BadQuestion]:
    """Answer questions together; one that is not understood is an error in its place.

    Raises:
        IndexProblem: the index is damaged, or was made with another model.
    """
    with session.reading() as view:
        answers = view.searcher.search(asked, None if lexical else view.encoder)
    return [one if isinstance(one, BadQuestion) else as_public(one, SearchResult) for one in answers]


def with_nearest_theme(session: Session, found: SearchResult, *, lexical: bool = False) -> SearchResult:
    """What is no answer with the theme that its question comes nearest to, if it is near to any."""
    if found.found or lexical:
        return found
    with session.reading() as view:
        if is_empty(view.catalogue):
            return found
        with suppress(BadThemes):  # told where themes are asked for
            if known := themes_of(session.folder, view.catalogue):
                return replace(found, nearest_theme=session.theme_near(found.query, known))
    return found


def in_order_of(found: SearchResult, model: str, limit: int) -> SearchResult:
    """An answer in the order that a cross-encoder, by name or folder, gives it; at most ``limit`` passages of it."""
    hits, nearest = (
        tuple(reranked(found.query, some, model)[:limit]) if some else () for some in (found.hits, found.nearest)
    )
    return replace(found, hits=hits, nearest=nearest)
