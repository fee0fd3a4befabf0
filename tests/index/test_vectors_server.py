"""Vectors on a real Chroma server: kept, found, missed while it is away, and made whole when it comes back."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.chroma_server import Chroma

from ipp_search.api import Index
from ipp_search.corpus import NOTES
from ipp_search.errors import BadQuestion, IndexProblem
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.chroma import VectorStore
from ipp_search.index.encoding.vectors_place import vectors_server
from ipp_search.query.search import candidates

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def chroma(tmp_path: Path) -> Iterator[Chroma]:
    server = Chroma(tmp_path / "chroma-server")
    yield server
    server.kill()
    with warnings.catch_warnings():
        # A client that Chroma gives up on while it is made keeps its sockets; nobody else can close them.
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def held(index: Index) -> tuple[int, int]:
    """How many vectors the catalogue has, and how many the server."""
    with Catalogue(index.folder) as catalogue:
        ((ours,),) = catalogue.rows("SELECT count(*) FROM vectors")
        with closing(VectorStore(index.folder, vectors_server(catalogue))) as store:
            return ours, store.count()


def test_a_server_has_every_vector_and_answers_what_comparing_all_answers(
    encoder: object, notes: Path, tmp_path: Path, chroma: Chroma, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Index(tmp_path / "index") as index:
        index.ingest([notes], vectors=chroma.url)
        assert not (index.folder / "chroma").exists()
        ours, theirs = held(index)
        assert ours == theirs > 0
        exact = index.search("recall out of touch").hits
        monkeypatch.setattr(candidates, "EXACT_LIMIT", 1)
    with Index(tmp_path / "index") as index:
        assert index.search("recall out of touch").hits == exact


def test_two_indexes_share_a_server_and_not_their_vectors(
    encoder: object, notes: Path, tmp_path: Path, chroma: Chroma
) -> None:
    with Index(tmp_path / "one") as one, Index(tmp_path / "two") as two:
        one.ingest([notes], vectors=chroma.url)
        two.ingest([next(notes.glob("2025*"))], vectors=chroma.url)
        for index in (one, two):
            ours, theirs = held(index)
            assert ours == theirs
        assert held(one) != held(two)


def test_a_server_that_dies_loses_and_doubles_nothing(
    encoder: object, notes: Path, tmp_path: Path, chroma: Chroma
) -> None:
    with Index(tmp_path / "index") as index:
        index.ingest([next(notes.glob("2023*"))], vectors=chroma.url)
        chroma.kill()
        report = index.ingest([notes])
        assert report.vectors_wait is not None
        assert "run the same ingest again" in report.vectors_wait
        assert len(index.meetings()) == 2
        assert index.search("recall out of touch").found
        chroma.start()
        assert index.ingest([notes]).vectors_wait is None
        ours, theirs = held(index)
        assert ours == theirs


def test_a_server_that_forgot_is_given_everything_again(
    encoder: object, notes: Path, tmp_path: Path, chroma: Chroma
) -> None:
    with Index(tmp_path / "index") as index:
        index.ingest([notes], vectors=chroma.url)
        with Catalogue(index.folder) as catalogue:
            kept_at = vectors_server(catalogue)
        with closing(VectorStore(index.folder, kept_at)) as store:
            store.clear()
        index.ingest([notes])
        ours, theirs = held(index)
        assert ours == theirs > 0
        index.ingest([notes], vectors="local")
        with Catalogue(index.folder) as catalogue:
            assert vectors_server(catalogue) is None
        assert VectorStore(index.folder).count() == ours


def test_a_question_that_needs_a_server_which_is_away_says_so(
    encoder: object, tmp_path: Path, chroma: Chroma, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Index(tmp_path / "index") as index:
        index.ingest([NOTES], vectors=chroma.url)
        chroma.kill()
        monkeypatch.setattr(candidates, "EXACT_LIMIT", 1)
        with pytest.raises(IndexProblem, match=f"server at {chroma.url} cannot be used"):
            index.search("recall")


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://x", "http://", "http://x:99999", "", "http://x:0"])
def test_what_is_no_address_is_refused(encoder: object, notes: Path, tmp_path: Path, url: str) -> None:
    with Index(tmp_path / "index") as index, pytest.raises(BadQuestion, match="no address of a Chroma server"):
        index.ingest([notes], vectors=url or " ")
