from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.corpus import NOTES
from ipp_search.errors import IndexDamaged, IndexMismatch, IndexProblem, IppSearchError
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.database import FILE_NAME, SCHEMA_VERSION
from ipp_search.testing import FakeEncoder


def test_a_file_that_is_no_catalogue_is_called_damaged_with_the_mend(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database at all, " * 100)
    with pytest.raises(IndexDamaged, match="ingest them again"):
        Catalogue(tmp_path)


def test_a_catalogue_cut_short_is_called_damaged(index: Index) -> None:
    index.close()
    path = index.folder / FILE_NAME
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(IndexDamaged):
        index.search("recall", lexical=True)


def test_a_catalogue_of_another_version_is_refused_by_name(index: Index) -> None:
    with Catalogue(index.folder, write=True) as catalogue:
        catalogue.rows(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(IndexMismatch, match=f"format {SCHEMA_VERSION + 1}"):
        Catalogue(index.folder)


def test_a_missing_catalogue_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(IndexProblem, match="Cannot open"):
        Catalogue(tmp_path)
    assert not (tmp_path / FILE_NAME).exists()


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    with Catalogue(tmp_path, write=True) as catalogue:

        def half() -> None:
            with catalogue.transaction():
                catalogue.set_meta("a", "1")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            half()
        assert catalogue.meta("a") is None


def test_a_reader_sees_all_of_a_write_or_none(index: Index) -> None:
    with Catalogue(index.folder) as reader, Catalogue(index.folder, write=True) as writer:
        ((before,),) = reader.rows("SELECT count(*) FROM passages")
        with writer.transaction():
            writer.rows("DELETE FROM documents")
            assert reader.rows("SELECT count(*) FROM passages") == [(before,)]
        assert reader.rows("SELECT count(*) FROM passages") == [(0,)]


def test_what_is_written_is_the_owners_alone(index: Index) -> None:
    assert index.folder.stat().st_mode & 0o077 == 0
    assert {path.name: path.stat().st_mode & 0o077 for path in index.folder.glob("catalogue*")} == {FILE_NAME: 0}


@pytest.mark.skipif(not shutil.which("setpriv"), reason="needs a way to give up the right to write anywhere")
def test_an_index_that_nobody_may_write_to_is_asked_as_it_stands(index: Index, tmp_path: Path) -> None:
    index.close()
    kept = tmp_path / "kept"
    shutil.copytree(index.folder, kept)
    for path in [*kept.rglob("*"), kept]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    unprivileged = ["setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search,-fowner"]
    code = (
        "import pathlib; from ipp_search.index.catalogue import Catalogue;"
        f"print(len(Catalogue(pathlib.Path({str(kept)!r})).known_documents()))"
    )
    done = subprocess.run([*unprivileged, sys.executable, "-c", code], capture_output=True, text=True, check=False)
    for path in [kept, *kept.rglob("*")]:
        path.chmod(0o755)
    assert (done.returncode, done.stdout.strip()) == (0, "2"), done.stderr


@pytest.mark.parametrize("seed", range(60))
def test_a_catalogue_with_changed_bytes_gives_what_was_written_or_says_that_it_is_damaged(
    seed: int, index: Index
) -> None:
    index.close()
    path, chance = index.folder / FILE_NAME, random.Random(seed)
    with closing(sqlite3.connect(path)) as whole:
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    for _ in range(1 + seed % 20):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    path.write_bytes(data)
    records = [note.read_text("utf-8") for note in NOTES.glob("*.txt")]
    with Index(index.folder, encoder=FakeEncoder()) as broken, suppress(IppSearchError):
        for hit in broken.search("recall", limit=100).hits:
            assert any(hit.passage.text in record for record in records)
        broken.meetings()
        broken.actions()


@pytest.mark.parametrize(("table", "place"), [("vectors", 3), ("words", 1)])
def test_a_changed_vector_is_told_and_orders_no_answer(table: str, place: int, index: Index) -> None:
    with Catalogue(index.folder, write=True) as catalogue:
        key = {"vectors": "id", "words": "word"}[table]
        ((row, vector),) = catalogue.rows(f"SELECT {key}, vector FROM {table} LIMIT 1")
        changed = bytearray(vector)
        changed[place] ^= 0x41
        catalogue.rows(f"UPDATE {table} SET vector = ? WHERE {key} = ?", (bytes(changed), row))
    with Index(index.folder, encoder=FakeEncoder()) as broken, pytest.raises(IndexDamaged, match="vector"):
        broken.search("recall out of touch")


def test_a_vector_cut_short_is_told(index: Index) -> None:
    with Catalogue(index.folder, write=True) as catalogue:
        catalogue.rows("UPDATE vectors SET vector = substr(vector, 1, 21) WHERE id = 1")
    with Index(index.folder, encoder=FakeEncoder()) as broken, pytest.raises(IndexDamaged, match="vector"):
        broken.search("recall out of touch")
