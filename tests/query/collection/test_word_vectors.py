"""Words of like meaning stand in for those of a question, in written minutes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import ipp_search
from ipp_search.api import Index
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.encoding.arrays import Floats
from ipp_search.query.collection.word_vectors import WordVectors


def words_of(index: Index) -> set[str]:
    with Catalogue(index.folder) as catalogue:
        return {word for (word,) in catalogue.rows("SELECT word FROM words WHERE vector IS NOT NULL")}


def test_words_come_with_their_records_and_go_with_them(index: Index, tmp_path: Path) -> None:
    record = tmp_path / "minutes.md"
    record.write_text("# Board\n\nDate: 5 May 2026\n\n- Zebras were counted.\n", "utf-8")
    index.ingest([record])
    assert "zebras" in words_of(index)
    record.unlink()
    index.ingest([record])
    assert "zebras" not in words_of(index)
    assert "recall" in words_of(index)


def test_transcripts_add_no_words(index: Index, tmp_path: Path) -> None:
    turns = "".join(f"Ann: zebras are good {n}\n\nBob: giraffes are better {n}\n\n" for n in range(9))
    (tmp_path / "talk.txt").write_text(turns, "utf-8")
    index.ingest([tmp_path / "talk.txt"])
    assert words_of(index).isdisjoint({"zebras", "giraffes"})


def test_a_word_is_not_its_own_kindred(index: Index) -> None:
    with Catalogue(index.folder) as catalogue:
        words = WordVectors(catalogue)
        found = words.kindred(words.vectors(["recall"], index.session.encoder().encode))
    assert "recal" not in dict(found["recall"])


def test_a_word_that_no_record_has_is_embedded_once(index: Index) -> None:
    encoded: list[str] = []
    with Catalogue(index.folder) as catalogue, index.session.reading() as view:
        encoder, words = view.encoder(), WordVectors(catalogue)

        def encode(texts: Sequence[str]) -> Floats:
            encoded.extend(texts)
            return encoder.encode(texts)

        assert set(words.vectors(["zebras", "recall"], encode)) == {"zebras", "recall"}
        assert set(words.vectors(["zebras"], encode)) == {"zebras"}
    assert encoded == ["zebras"]


def test_a_text_is_as_like_a_word_as_its_likest_word_is(index: Index) -> None:
    with Catalogue(index.folder) as catalogue:
        words = WordVectors(catalogue)
        vectors = words.vectors(["recall", "zebras"], index.session.encoder().encode)
        likest = words.max_similarity(["recall", "zebras", "2024"], vectors, ["The Recall process", "Xyzzy 7"])
    assert likest[0, 0] == pytest.approx(1, abs=0.01)
    assert likest[0, 1] < 1
    assert not likest[1].any()
    assert not likest[:, 2].any()


@pytest.mark.model
@pytest.mark.usefixtures("real_model")
def test_a_question_in_other_words_finds_what_the_record_calls_by_its_own() -> None:
    with ipp_search.open() as index:
        (hit,) = index.search("are people scared to challenge mistakes?", limit=1).hits
    assert "afraid to challenge when mistakes are made" in hit.passage.text
