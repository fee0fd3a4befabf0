from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from ipp_search.query.search.ranking.features import around, by_heading, by_meaning, by_speaker, by_words
from ipp_search.query.search.ranking.proximity import exponential, spread
from ipp_search.query.search.ranking.settings import DEFAULT

REACH = DEFAULT.words_reach
ROWS = st.lists(st.tuples(st.floats(0, 5), st.sampled_from([1.0, 7.0, 40.0, 300.0, np.inf])), min_size=1, max_size=40)


def floats(values: list[float]) -> NDArray[np.float32]:
    return np.array(values, dtype=np.float32)


@given(ROWS, st.floats(20, 600), st.floats(20, 600))
def test_a_value_is_felt_around_it_as_the_sum_says(
    rows: list[tuple[float, float]], after: float, before: float
) -> None:
    values, gaps = floats([value for value, _ in rows])[:, None], floats([np.inf, *(gap for _, gap in rows[1:])])
    expected = values.copy()
    for i in range(len(rows)):
        for j in range(len(rows)):
            apart = gaps[min(i, j) + 1 : max(i, j) + 1].sum()
            if i != j:
                expected[i] += values[j] * np.exp(-apart / (after if j < i else before))
    assert spread(values, exponential(gaps, after, before)) == pytest.approx(expected, rel=6e-3, abs=0.1)


def test_nothing_is_felt_across_meetings_or_in_written_minutes() -> None:
    values = floats([1, 0, 0])[:, None]
    assert spread(values, exponential(floats([np.inf] * 3), 100, 100)).ravel().tolist() == [1, 0, 0]


def test_a_heading_lifts_a_passage_only_where_it_is_the_nearer_of_the_two() -> None:
    nearer = by_heading(floats([0.1, 0.6, 0.1]), floats([0.5, 0.5, 0.5]), np.array([True, True, False]))
    assert nearer.tolist() == pytest.approx([0.4, 0, 0])


def test_all_of_a_questions_words_beat_one_of_them_said_often() -> None:
    counts = np.array([[1, 1], [5, 0]], dtype=np.float32)
    both, often = by_words(counts, floats([2, 2]), floats([np.inf, np.inf]), REACH)
    assert both > often


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    counts = np.array([[1, 0], [0, 1]], dtype=np.float32)
    rare, common = by_words(counts, floats([5, 1]), floats([np.inf, np.inf]), REACH)
    assert 0 < common < rare < 1


def test_a_word_is_felt_more_after_it_than_before_it() -> None:
    before, _, after = by_words(floats([0, 1, 0])[:, None], floats([1]), floats([np.inf, 80, 80]), REACH)
    assert after > before > 0


def test_meaning_is_a_mean_of_what_is_said_around_by_its_words() -> None:
    def mean(words: list[float], gap: float) -> NDArray[np.float32]:
        sizes, gaps = floats(words), floats([np.inf, gap])
        return by_meaning(floats([0.6, 0.2]), around(sizes, gaps, (200, 200)))

    alone = mean([10, 10], np.inf)
    assert alone == pytest.approx([0.6, 0.2])
    together = mean([90, 10], 20)
    assert 0.2 < together[1] < together[0] < 0.6
    assert together[1] > 0.5


def test_a_named_speakers_words_count_where_they_are_said_and_nearby() -> None:
    here, near, far = by_speaker(floats([100, 0, 0]), floats([np.inf, 60, 900]), (100, 100))
    assert here > near > far
