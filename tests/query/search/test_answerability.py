from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ipp_search.query.search.answerability import Evidence, chance_of_answer, is_answered, most_missing

LIKELY = Evidence(cosine=0.6, unlike=0.0, missing=0.1, words=4, searched=2000, size=2000, spoken=False)
SPOKEN = replace(LIKELY, cosine=0.25, missing=0.0, spoken=True)


def test_more_likeness_and_less_missing_make_an_answer_likelier() -> None:
    assert is_answered(LIKELY)
    assert chance_of_answer(replace(LIKELY, cosine=0.3)) < chance_of_answer(LIKELY)
    assert chance_of_answer(replace(LIKELY, missing=0.3)) < chance_of_answer(LIKELY)
    assert chance_of_answer(replace(LIKELY, unlike=0.3)) < chance_of_answer(LIKELY)


def test_a_near_miss_is_met_with_silence_though_all_its_words_stand_somewhere() -> None:
    assert not is_answered(replace(LIKELY, cosine=0.5, missing=0.4))


def test_a_word_missing_among_many_passages_tells_more_than_one_missing_among_few() -> None:
    missing = replace(LIKELY, cosine=0.4, unlike=0.3, missing=0.2)
    assert not is_answered(missing)
    assert chance_of_answer(replace(missing, size=60)) > chance_of_answer(missing)


def test_talk_is_judged_by_how_near_it_comes() -> None:
    assert is_answered(SPOKEN)
    assert not is_answered(replace(SPOKEN, cosine=0.02))
    assert chance_of_answer(replace(SPOKEN, searched=100)) > chance_of_answer(SPOKEN)


def test_a_word_is_missing_if_no_passage_has_it_or_one_like_it() -> None:
    weights = np.array([1, 3], dtype=np.float32)
    apart = np.array([[1, 0], [0, 0.5]], dtype=np.float32)
    assert most_missing(weights, apart) == pytest.approx(3 / 4 * 0.5)
    assert most_missing(weights, np.ones((2, 2), dtype=np.float32)) == 0
