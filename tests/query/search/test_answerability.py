from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ipp_search.query.search.answerability import AnswerFeatures, chance_of_answer, judged, largest_missing

LIKELY = AnswerFeatures(
    missing=0.05, apart=0.1, nearer=0.0, kept=1.0, lead=0.5, known=1.0, score=1.2, cosine=0.6,
    unlike=0.0, length=1.4, searched=7.6, spoken=False,
)  # fmt: skip
TRANSCRIPT = replace(LIKELY, cosine=0.25, missing=0.0, apart=0.0, spoken=True)


def test_what_is_missing_makes_an_answer_less_likely_and_what_stands_out_more() -> None:
    assert judged(LIKELY) == "answered"
    less = (
        replace(LIKELY, missing=0.3),
        replace(LIKELY, apart=0.4),
        replace(LIKELY, lead=0.1),
        replace(LIKELY, nearer=0.1),
    )
    for one in less:
        assert chance_of_answer(one) < chance_of_answer(LIKELY)


def test_a_near_miss_is_nearest_though_all_its_words_stand_somewhere() -> None:
    assert judged(replace(LIKELY, missing=0.4, lead=0.2)) == "nearest"


def test_nothing_is_said_only_where_the_words_are_strange_and_no_passage_comes_near() -> None:
    lost = replace(LIKELY, missing=0.6, apart=0.6, lead=0.05, known=0.2, score=0.2)
    assert judged(lost) == "nothing"
    assert judged(replace(lost, known=0.6)) == "nearest"
    assert judged(replace(lost, known=0.6, cosine=0.1)) == "nothing"
    assert judged(replace(lost, score=0.6)) == "nearest"


def test_transcripts_are_judged_by_how_near_they_come() -> None:
    assert judged(TRANSCRIPT) == "answered"
    assert judged(replace(TRANSCRIPT, cosine=0.02)) == "nearest"
    assert chance_of_answer(replace(TRANSCRIPT, searched=4.6)) > chance_of_answer(TRANSCRIPT)


def test_the_largest_missing_share_is_told_of_each_passage() -> None:
    weights = np.array([1, 3], dtype=np.float32)
    had = np.array([[1, 0], [0, 0.5], [1, 1]], dtype=np.float32)
    assert largest_missing(weights, had) == pytest.approx([3 / 4, 3 / 4 * 0.5, 0])
