from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipp_search.api import Index
from ipp_search.errors import BadQuestion


@pytest.mark.parametrize("lexical", [True, False])
def test_a_phrase_in_quotation_marks_occurs_literally_in_every_hit(index: Index, lexical: bool) -> None:
    hits = index.search('"out of touch" recalls', lexical=lexical).hits
    assert len(hits) == 2
    assert all("out of touch" in hit.passage.text for hit in hits)


def test_a_phrase_that_only_stems_agree_with_finds_nothing(index: Index) -> None:
    assert index.search('"recall"', lexical=True, limit=100).found
    assert not index.search('"recalling"', lexical=True).found


def test_words_are_found_whatever_their_ending(index: Index) -> None:
    assert index.search("recalling", lexical=True).found


@pytest.mark.parametrize(
    "typed",
    [
        'recall "',
        "recall*",
        "recall AND",
        "NOT recall",
        "NEAR(recall",
        "-recall",
        "text:recall",
        "recall) OR (",
        "^recall",
    ],
)
def test_what_full_text_takes_for_syntax_is_just_words_here(index: Index, typed: str) -> None:
    assert index.search(typed, lexical=True).found


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_question_is_answered_or_refused_in_words(index: Index, typed: str) -> None:
    try:
        index.search(typed)
    except BadQuestion:
        return


def test_hits_are_ranked_from_one_and_bounded_by_the_limit(index: Index) -> None:
    result = index.search("recall", limit=3)
    assert [hit.rank for hit in result.hits] == [1, 2, 3]
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)


def test_each_hit_tells_which_arm_found_it(index: Index) -> None:
    assert {hit.matched for hit in index.search("Timpson", lexical=True).hits} == {("lexical",)}
    assert ("lexical", "semantic") in {hit.matched for hit in index.search("Timpson").hits}


def test_two_searches_print_the_same(index: Index) -> None:
    assert index.search("mental health") == index.search("mental health")


NEAR_MISS = "what do temples charge for skating lessons and recall"


def test_what_is_not_answered_shows_what_comes_nearest_apart_from_hits(index: Index) -> None:
    result = index.search(NEAR_MISS, limit=3)
    assert (result.answer, result.found, result.hits) == ("nearest", False, ())
    assert [hit.rank for hit in result.nearest] == [1, 2, 3]
    assert "temples" in result.missing


def test_strict_gives_nothing_but_an_answer(index: Index) -> None:
    result = index.search(NEAR_MISS, strict=True)
    assert (result.answer, result.shown) == ("nothing", ())
    assert index.search("recall out of touch", strict=True) == index.search("recall out of touch")
