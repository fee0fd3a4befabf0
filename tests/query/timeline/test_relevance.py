from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ipp_search.query.collection.word_forms import words_of
from ipp_search.query.timeline import relevance

COVER = arrays(np.float32, (6, 3), elements=st.sampled_from([0.0, 0.5, 0.8, 1.0]))
RARITY = arrays(np.float32, (6, 3), elements=st.floats(0.125, 8, width=32))
COSINES = arrays(np.float32, 6, elements=st.floats(-1, 1, width=32))


@given(COVER, RARITY)
def test_shares_lie_between_nothing_and_all(cover: np.ndarray, rarity: np.ndarray) -> None:
    for found in (relevance.share(cover, rarity), relevance.key_word(cover, rarity)):
        assert (found >= 0).all()
        assert (found <= 1 + 1e-5).all()
    assert np.allclose(relevance.share(np.ones_like(cover), rarity), 1)


@given(COVER, RARITY, COSINES)
def test_more_words_or_a_nearer_meaning_never_silence_what_spoke(
    cover: np.ndarray, rarity: np.ndarray, cosines: np.ndarray
) -> None:
    names = np.array([False, True, False])
    before = relevance.headings_that_speak(cover, rarity, cosines, names) > 0
    assert (relevance.headings_that_speak(np.ones_like(cover), rarity, cosines, names) > 0)[before].all()
    assert (relevance.headings_that_speak(cover, rarity, np.ones_like(cosines), names) > 0)[before].all()
    spoke = relevance.passages_that_speak(cover, rarity, cosines) > 0
    assert (relevance.passages_that_speak(np.ones_like(cover), rarity, cosines) > 0)[spoke].all()


def test_a_heading_without_a_name_does_not_speak_to_it_however_near_in_meaning() -> None:
    rarity = np.array([[4.0, 1.0]], dtype=np.float32)
    cover, near = np.array([[0.0, 1.0]], dtype=np.float32), np.array([0.9], dtype=np.float32)
    assert not relevance.headings_that_speak(cover, rarity, near, np.array([True, False])).any()
    assert relevance.headings_that_speak(cover, rarity, near, np.array([False, False])).all()


def test_what_a_word_tells_falls_with_every_passage_that_has_it_and_a_qualifier_tells_half() -> None:
    seen = np.array([[0, 0], [5, 0], [50, 0]], dtype=np.float32)
    told = relevance.rarity(seen, np.array([100, 100, 100], dtype=np.float32), [False, True])
    assert told[0, 0] > told[1, 0] > told[2, 0] > 0
    assert np.isclose(told[0, 1], told[0, 0] / 2)


def test_a_subject_is_named_by_three_of_its_words_in_a_row() -> None:
    shared = relevance.runs("of and from on sets".split()) & relevance.runs("map of and from".split())
    assert shared == {("of", "and", "from")}
    assert relevance.runs(["parole", "board"]) == set()


def test_words_in_another_form_or_a_part_of_them_need_a_nearer_meaning() -> None:
    rarity = np.array([[4.0, 3.0]] * 2, dtype=np.float32)
    cosines = np.array([0.2, 0.5], dtype=np.float32)
    for cover in ([0.8, 0.8], [1.0, 0.0]):  # other forms only, the most telling word only
        found = relevance.passages_that_speak(np.array([cover] * 2, dtype=np.float32), rarity, cosines)
        assert (found > 0).tolist() == [False, True]
    heading = np.array([[0.8, 0.0]] * 2, dtype=np.float32)
    near, names = np.array([0.5, 0.62], dtype=np.float32), np.array([False, False])
    assert (relevance.headings_that_speak(heading, rarity, near, names) > 0).tolist() == [False, True]


def test_an_enumeration_has_members_and_a_fixed_expression_has_none() -> None:
    found = relevance.members(words_of("sewers and storm drains"), "sewers and storm drains")
    assert [own.tolist() for own in found] == [[0], [2, 3]]
    assert relevance.members(words_of("storm drains"), "storm drains") == []
    seen = np.array([[6, 9, 4], [6, 9, 4]], dtype=np.float32)
    assert relevance.is_fixed(np.array([1, 3], dtype=np.float32), seen).tolist() == [False, True]
    strength, cosines = np.array([0.7, 0.7], dtype=np.float32), np.array([0.5, 0.3], dtype=np.float32)
    assert (relevance.of_member(strength, cosines, np.array([False, False])) > 0).tolist() == [True, False]
    assert not relevance.of_member(strength, cosines, np.array([True, True])).any()
