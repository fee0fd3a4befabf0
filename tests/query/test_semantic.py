from __future__ import annotations

import numpy as np
import pytest

from ipp_search.api import Index
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.vectors import VectorStore
from ipp_search.query import semantic
from ipp_search.query.semantic import SemanticArm


def test_chroma_beyond_the_limit_agrees_with_comparing_all(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    with Catalogue(index.folder) as catalogue:
        ((blob,),) = catalogue.rows("SELECT vector FROM vectors LIMIT 1")
        vector = np.frombuffer(blob, dtype=np.float32)
        arm = SemanticArm(catalogue, lambda: VectorStore(index.folder))
        exact = arm.cosines(vector, None)
        some = sorted(exact)[::3]
        exact_of_some = arm.cosines(vector, some)
        monkeypatch.setattr(semantic, "EXACT_LIMIT", 1)
        assert arm.cosines(vector, None) == pytest.approx(exact, abs=1e-5)
        assert arm.cosines(vector, some) == pytest.approx(exact_of_some, abs=1e-6)
        assert list(exact_of_some) == some
        assert arm.cosines(vector, []) == {}


def test_what_was_loaded_is_loaded_again_after_an_ingest(index: Index) -> None:
    with Catalogue(index.folder) as reader:
        arm = SemanticArm(reader, lambda: VectorStore(index.folder))
        vector = np.ones(64, dtype=np.float32)
        before = len(arm.cosines(vector, None))
        with Catalogue(index.folder, write=True) as writer, writer.transaction():
            writer.rows("DELETE FROM passages WHERE id = (SELECT min(id) FROM passages)")
        assert len(arm.cosines(vector, None)) == before - 1
