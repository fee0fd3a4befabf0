from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ipp_search import settings
from ipp_search.api import Index
from ipp_search.errors import IndexDamaged, IndexMismatch, IndexProblem, IppSearchError
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.database import FILE_NAME, SCHEMA_VERSION, Database
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
    assert (index.folder / "chroma").stat().st_mode & 0o077 == 0


def test_what_is_kept_of_the_bundled_notes_is_the_owners_alone(encoder: FakeEncoder, tmp_path: Path) -> None:
    with Index(tmp_path / "none") as index:
        index.meetings()
    kept = list(settings.cache_folder().rglob("catalogue*"))
    assert kept
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept)
    assert settings.cache_folder().stat().st_mode & 0o077 == 0


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


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("large", [False, True])
def test_a_catalogue_with_changed_bytes_answers_as_before_or_says_that_it_is_damaged(
    seed: int, large: bool, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = index.folder / FILE_NAME
    index.close()
    with closing(sqlite3.connect(path)) as whole:
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if large:
        monkeypatch.setattr(Database, "_within", lambda *_: None)

    def answers() -> object:
        with Index(index.folder, encoder=FakeEncoder()) as asked:
            try:
                return [hit.passage for hit in asked.search("recall", limit=20).hits], list(asked.actions())
            except IppSearchError:
                return "told"

    before, chance, data = answers(), random.Random(seed), bytearray(path.read_bytes())
    for _ in range(1 + seed):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    path.write_bytes(data)
    assert answers() in ("told", before)


@pytest.mark.parametrize("large", [False, True])  # too large for a look when it is opened to come to its end
@pytest.mark.parametrize(
    ("change", "ask"),
    [
        ("meetings SET date = '2003-09-11' WHERE date = '2023-09-11'", "meetings"),
        ("meetings SET chair = 'Nobody' WHERE date = '2023-09-11'", "meetings"),
        ("meetings SET sections = '[]' WHERE date = '2023-09-11'", "export"),
        ("passages SET owner = 'Nobody' WHERE owner IS NOT NULL", "actions"),
        ("passages SET start_line = 1, end_line = 2", "export"),
        ("documents SET path = replace(path, '2023', '2003')", "meetings"),
        ("documents SET text = text || '.'", "export"),
        ("documents SET unread = 0.5", "export"),
    ],
)
def test_a_changed_fact_is_told(
    change: str, ask: str, large: bool, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Catalogue(index.folder, write=True) as catalogue:
        catalogue.rows(f"UPDATE {change}")
    index.close()
    if large:
        monkeypatch.setattr(Database, "_within", lambda *_: None)
    with pytest.raises(IndexDamaged, match="not as"):
        getattr(index, ask)()


def test_an_error_on_the_way_is_told_as_damage_where_there_is_some_and_else_as_itself(index: Index) -> None:
    with pytest.raises(KeyError), index.session.reading():
        raise KeyError(3)
    with index.session.reading() as view:  # before it is damaged
        pass
    with Catalogue(index.folder, write=True) as catalogue:
        catalogue.rows("UPDATE passages SET start_line = 7")
    assert view.catalogue.fault() == "passages are not as they were written"
    with pytest.raises(IndexDamaged, match="passages are not as"), index.session.reading():
        raise KeyError(3)


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
