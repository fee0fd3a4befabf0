"""A copy of an index is whole whatever is written meanwhile, and an index is made from it again."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.errors import BadQuestion, IndexDamaged, IndexProblem
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.database import FILE_NAME
from ipp_search.testing import FakeEncoder


def found(index: Index) -> list[str]:
    return [hit.passage.citation for hit in index.search("recall out of touch", limit=5).hits]


def test_an_index_restored_answers_as_the_one_backed_up_and_embeds_nothing(
    index: Index, notes: Path, tmp_path: Path, encoder: FakeEncoder
) -> None:
    before, copy = index.export(), tmp_path / "kept.backup"
    answers = found(index)
    index.backup(copy)
    assert copy.stat().st_mode & 0o077 == 0
    for note in notes.glob("*.txt"):
        note.write_text("Board\nDate: 3 May 2024\n\n- Another thing.\n")
    index.ingest([notes])
    assert index.export() != before
    encoder.encoded.clear()
    index.restore(copy)
    assert encoder.encoded == []
    assert (index.export(), found(index)) == (before, answers)
    with Index(tmp_path / "elsewhere") as other:
        other.restore(copy)
        assert (other.export(), found(other)) == (before, answers)


def test_a_copy_made_while_others_write_is_of_one_state(index: Index, tmp_path: Path) -> None:
    index.close()
    stop = threading.Event()

    def write() -> None:
        n = 0
        with Catalogue(index.folder, write=True) as catalogue:
            while not stop.is_set():
                n += 1
                with catalogue.transaction():
                    catalogue.set_meta("one", str(n))
                    catalogue.set_meta("other", str(n))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(10):
            with Index(index.folder) as asked:
                asked.backup(tmp_path / f"{n}.backup")
    finally:
        stop.set()
        writer.join()
    for n in range(10):
        with Index(tmp_path / f"restored-{n}") as other:
            other.restore(tmp_path / f"{n}.backup")
        with Catalogue(tmp_path / f"restored-{n}") as catalogue:
            assert catalogue.meta("one") == catalogue.meta("other")


def test_whoever_asks_meanwhile_sees_the_restored_index_next(index: Index, notes: Path, tmp_path: Path) -> None:
    index.backup(tmp_path / "kept.backup")
    before = found(index)
    next(iter(notes.glob("2025*"))).unlink()
    index.ingest([notes], prune=True)
    with Index(index.folder) as asked:
        assert found(asked) != before
        index.restore(tmp_path / "kept.backup")
        assert found(asked) == before


def test_a_damaged_index_is_made_whole(index: Index, tmp_path: Path) -> None:
    index.backup(tmp_path / "kept.backup")
    before = index.export()
    index.close()
    path = index.folder / FILE_NAME
    for broken in (b"no database at all" * 300, path.read_bytes()[:8000], b""):
        path.write_bytes(broken)
        with Index(index.folder) as again:
            again.restore(tmp_path / "kept.backup")
            assert again.export() == before


def test_what_a_person_set_beside_it_goes_along_and_what_was_there_is_kept(index: Index, tmp_path: Path) -> None:
    (index.folder / "themes.toml").write_text('[themes.roof]\nphrases = ["roof"]\n')
    index.backup(tmp_path / "kept.backup")
    (index.folder / "themes.toml").write_text("# other\n")
    index.restore(tmp_path / "kept.backup")
    assert "roof" in (index.folder / "themes.toml").read_text()
    assert (index.folder / "themes.toml.before").read_text() == "# other\n"


def test_a_broken_backup_changes_nothing(index: Index, tmp_path: Path) -> None:
    copy, before = tmp_path / "kept.backup", index.export()
    index.backup(copy)
    whole = copy.read_bytes()
    copy.write_bytes(whole[:30_000] + bytes(20_000) + whole[50_000:])
    with pytest.raises((IndexDamaged, BadQuestion)):
        index.restore(copy)
    for none in (b"", b"text", whole[:100]):
        copy.write_bytes(none)
        with pytest.raises((BadQuestion, IndexDamaged)):
            index.restore(copy)
    assert index.export() == before


def test_nothing_else_is_written_over_and_no_index_is_no_backup(index: Index, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(BadQuestion, match="is no backup"):
        index.backup(tmp_path / "letter.txt")
    with pytest.raises(IndexProblem, match="another folder"):
        index.backup(tmp_path / "nowhere" / "kept.backup")
    with Index(tmp_path / "empty") as none, pytest.raises(BadQuestion, match="no index"):
        none.backup(tmp_path / "kept.backup")
