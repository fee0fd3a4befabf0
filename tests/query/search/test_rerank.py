from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ipp_search.api import Index
from ipp_search.errors import ModelProblem
from ipp_search.query.search import rerank


class LongestFirst:
    """A cross-encoder that prefers long passages."""

    def predict(self, pairs: list[tuple[str, str]], show_progress_bar: bool) -> NDArray[np.float32]:
        return np.array([len(passage) for _, passage in pairs], dtype=np.float32)


def test_a_cross_encoder_reorders_what_was_found_and_adds_nothing(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rerank, "_load", lambda model: LongestFirst())
    found = index.search("recall", limit=rerank.READ).hits
    again = index.search("recall", limit=5, rerank="any").hits
    assert [hit.rank for hit in again] == [1, 2, 3, 4, 5]
    assert {hit.passage.id for hit in again} <= {hit.passage.id for hit in found}
    scores = [hit.score for hit in again]
    assert scores == sorted(scores, reverse=True)
    assert again[0].passage.id != found[0].passage.id


@pytest.mark.model
def test_a_cross_encoder_that_is_not_there_is_named(index: Index, tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="no-such-model"):
        index.search("recall", rerank=str(tmp_path / "no-such-model"))
