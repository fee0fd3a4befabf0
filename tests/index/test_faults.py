"""Whatever call to the store fails, in an ingest or a question, it ends in a line and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.faults import Fault, under_ingest, under_questions

from ipp_search.api import Index
from ipp_search.errors import IndexProblem
from ipp_search.index.chroma import VectorStore
from ipp_search.testing import FakeEncoder


@pytest.mark.parametrize(("fault", "first"), [("full", 3), ("broken", 5)])
def test_an_ingest_ends_in_a_line_and_the_next_makes_the_index_whole(fault: Fault, first: int, tmp_path: Path) -> None:
    ended = under_ingest(tmp_path, fault, every=29, first=first)  # all of them: python -m support.faults
    assert ended["told"] > 3


def test_a_question_ends_in_a_line_and_is_answered_the_next_time(tmp_path: Path) -> None:
    assert under_questions(tmp_path, every=11, first=2)["told"] > 5


def test_vectors_that_cannot_be_written_beside_the_catalogue_end_in_a_line_and_follow_with_the_next_ingest(
    notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise RuntimeError("Error in compaction: No space left on device")  # what a library makes of it

    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        monkeypatch.setattr("chromadb.api.models.Collection.Collection.upsert", full)
        with pytest.raises(IndexProblem, match=r"records are indexed.*same ingest"):
            index.ingest([notes])
        assert index.search("recall").hits
        monkeypatch.undo()
        index.ingest([notes])
        with index.session.reading() as view:
            assert VectorStore(index.folder).count() == len(view.catalogue.rows("SELECT 1 FROM vectors"))
