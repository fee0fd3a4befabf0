from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from ipp_search.query.rank import fuse

SCORES = st.dictionaries(st.integers(1, 30), st.floats(0, 1), max_size=20)


@given(SCORES, SCORES)
def test_every_passage_found_is_ranked_once_best_first(lexical: dict[int, float], semantic: dict[int, float]) -> None:
    order = fuse(lexical, semantic, 100)
    assert sorted(id_ for id_, _ in order) == sorted(lexical.keys() | semantic.keys())
    assert all(a[1] >= b[1] for a, b in itertools.pairwise(order))


def test_agreement_of_both_arms_beats_either_alone() -> None:
    assert next(id_ for id_, _ in fuse({1: 4.0, 2: 4.0}, {2: 0.5, 3: 0.5}, 100)) == 2


def test_ties_keep_the_order_of_the_records() -> None:
    assert [id_ for id_, _ in fuse({}, {3: 0.5, 1: 0.5, 2: 0.5}, 100)] == [1, 2, 3]
