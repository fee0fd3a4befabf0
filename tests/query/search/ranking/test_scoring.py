"""Scoring the meetings that promise most gives the first hits of scoring everything."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from ipp_search.query.collection.postings import Postings
from ipp_search.query.collection.table import Table
from ipp_search.query.search.ranking import features, scoring
from ipp_search.query.search.ranking.matches import Matches
from ipp_search.query.search.ranking.registry import upper_bound
from ipp_search.query.search.ranking.scoring import score
from ipp_search.query.search.ranking.settings import DEFAULT
from ipp_search.query.search.ranking.upper_bounds import Blocks, cut_blocks


def places(weights: NDArray[np.floating]) -> Postings:
    """Where a word stands that counts so much in each passage."""
    rows = np.flatnonzero(weights)
    return Postings(rows, weights[rows].astype(np.float32))


def a_table(chance: np.random.Generator, meetings: int) -> tuple[Table, Blocks, Matches]:
    sizes = chance.integers(1, 40, meetings)
    n = int(sizes.sum())
    meeting = np.repeat(np.arange(1, meetings + 1), sizes)
    spoken = np.repeat(chance.random(meetings) < 0.5, sizes)
    words = chance.integers(1, 60, n).astype(np.float32)
    gaps = np.full(n, np.inf, dtype=np.float32)
    felt = (meeting[1:] == meeting[:-1]) & spoken[1:]
    gaps[1:][felt] = ((words[1:] + words[:-1]) / 2)[felt]
    none = np.zeros((0, 4), dtype=np.float32)
    heading = chance.integers(-1, 3, n)
    blocks = cut_blocks(meeting, spoken, gaps, longest=int(chance.integers(1, 8)))
    table = Table(
        np.arange(n),
        meeting,
        meeting,
        words,
        spoken,
        gaps,
        np.arange(n),
        heading,
        none,
    )
    around = features.around(words, gaps, DEFAULT.meaning_reach)
    cosines = chance.uniform(-0.3, 0.8, n).astype(np.float32)
    return (
        table,
        blocks,
        Matches(
            (),
            [places(chance.random(n) * (chance.random(n) < 0.3)) for _ in range(3)],
            chance.random(3).astype(np.float32) + 0.1,
            cosines,
            chance.uniform(-0.3, 0.8, n).astype(np.float32),
            features.by_meaning(cosines, around),
            np.where(spoken & (chance.random(n) < 0.3), words, 0).astype(np.float32),
            chance.random(n) < 0.8,
        ),
    )


@settings(max_examples=150)
@given(st.integers(0, 2**31), st.integers(1, 30), st.integers(1, 6))
def test_the_first_hits_are_those_of_scoring_every_meeting(seed: int, meetings: int, wanted: int) -> None:
    table, blocks, matches = a_table(np.random.default_rng(seed), meetings)
    every = score(table, blocks, matches, wanted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "_AT_ONCE", 1)
        some = score(table, blocks, matches, wanted)
    first = min(len(every.order), wanted)
    # What is felt over a great distance is cut off, a little nearer or farther by what is scored together.
    assert some.total[some.order[:first]] == pytest.approx(every.total[every.order[:first]], abs=1e-3)
    assert some.total[some.order[:first]] == pytest.approx(every.total[some.rows[some.order[:first]]], abs=1e-3)


@settings(max_examples=150)
@given(st.integers(0, 2**31), st.integers(1, 30))
def test_no_passage_scores_more_than_its_meeting_promises(seed: int, meetings: int) -> None:
    table, blocks, matches = a_table(np.random.default_rng(seed), meetings)
    scores = score(table, blocks, matches, 1)
    bound = upper_bound(blocks, matches, DEFAULT)
    assert (scores.total[matches.allowed] <= bound[blocks.meeting[matches.allowed]] + 1e-4).all()
