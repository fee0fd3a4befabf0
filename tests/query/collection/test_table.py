from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ipp_search.api import Index
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.chroma import VectorStore
from ipp_search.query.collection.table import Tables
from ipp_search.query.search import candidates
from ipp_search.query.search.candidates import Candidates


def tables(catalogue: Catalogue) -> Tables:
    return Tables(catalogue)


def test_every_passage_has_its_row_and_its_own_vector(index: Index) -> None:
    with Catalogue(index.folder) as catalogue:
        whole = tables(catalogue).whole()
        for id_, blob in catalogue.rows("SELECT p.id, v.vector FROM passages p JOIN vectors v ON v.id = p.vector_id"):
            (row,) = whole.rows([id_])
            (similar,) = whole.similar(np.frombuffer(blob, np.float32)[None])
            assert whole.cosines(similar)[0][row] == pytest.approx(1, abs=1e-5)


def test_a_passage_whose_vector_waits_is_unlike_everything(index: Index) -> None:
    with Catalogue(index.folder, write=True) as catalogue:
        with catalogue.transaction():
            catalogue.rows(
                "UPDATE vectors SET vector = NULL, waiting_text = 'x' WHERE id = (SELECT min(id) FROM vectors)"
            )
        whole = tables(catalogue).whole()
        assert (whole.vector == -1).sum() == 1
        (similar,) = whole.similar(np.ones((1, 64), np.float32))
        assert whole.cosines(similar)[0][whole.vector == -1].tolist() == [0]


def test_what_was_loaded_is_loaded_again_after_an_ingest(index: Index) -> None:
    with Catalogue(index.folder) as reader:
        held = tables(reader)
        before = len(held.whole().ids)
        with Catalogue(index.folder, write=True) as writer, writer.transaction():
            writer.rows("DELETE FROM passages WHERE id = (SELECT min(id) FROM passages)")
        assert len(held.whole().ids) == before - 1


def test_a_large_index_answers_by_chroma_what_comparing_all_answers(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["recall out of touch", "mental health", "communications to prisoners", "Timpson"]
    exact = [index.search(question).hits for question in asked]
    bounded = index.search("recall", since="2025").hits
    monkeypatch.setattr(candidates, "EXACT_LIMIT", 1)
    monkeypatch.setattr(candidates, "EXACT_WITHIN", 100)
    assert [index.search(question).hits for question in asked] == exact
    assert index.search("recall", since="2025").hits == bounded


def test_turns_are_felt_within_their_meeting_and_minutes_are_not(index: Index, tmp_path: Path) -> None:
    call = tmp_path / "2025-07-01-call.txt"
    call.write_text("".join(f"Ann Lee: Question {n} here.\nTom Reed: Answer.\n" for n in range(5)), "utf-8")
    index.ingest([call])
    with Catalogue(index.folder) as catalogue:
        whole = tables(catalogue).whole()
        assert whole.spoken.sum() == 10
        assert np.isfinite(whole.gaps).sum() == 9
        assert whole.gaps[whole.spoken][1] == pytest.approx(2)


def test_of_a_large_index_only_the_meetings_named_first_are_looked_at(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Catalogue(index.folder) as catalogue:
        first, second = (id_ for (id_,) in catalogue.rows("SELECT id FROM meetings ORDER BY date DESC"))
        held = Candidates(catalogue, Tables(catalogue), lambda: VectorStore(index.folder))
        assert set(held.of_first([first, second, first]).meeting) == {first, second}
        monkeypatch.setattr(candidates, "CLOSELY", 1)
        assert set(held.of_first([first, second, first]).meeting) == {first}
