from __future__ import annotations

import os
from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.errors import IndexLocked, IndexMismatch
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.chroma import VectorStore
from ipp_search.index.lock import write_lock


def note_of(notes: Path, year: str) -> Path:
    (path,) = notes.glob(f"{year}*")
    return path


def test_ingesting_the_same_folder_twice_embeds_and_reads_nothing(index: Index, notes: Path) -> None:
    report = index.ingest([notes])
    assert (report.unchanged, report.embedded) == (2, 0)
    assert not (report.added)
    assert not (report.changed)
    assert not (report.removed)
    assert not (report.failed)


def test_changing_one_bullet_embeds_one_passage(index: Index, notes: Path) -> None:
    note = note_of(notes, "2025")
    text = note.read_text("utf-8")
    note.write_text(text.replace("Lord Timpson sent his apologies", "Lord Timpson sent his regrets"), "utf-8")
    report = index.ingest([notes])
    assert (len(report.changed), report.unchanged, report.embedded) == (1, 1, 1)
    assert index.search('"sent his regrets"', lexical=True).found
    assert not index.search('"sent his apologies"', lexical=True).found


def test_an_edit_above_moves_lines_and_embeds_nothing(index: Index, notes: Path) -> None:
    note = note_of(notes, "2025")
    note.write_text("\n" + note.read_text("utf-8"), "utf-8")
    assert index.ingest([notes]).embedded == 0
    assert index.search("Lord Timpson", lexical=True).hits[0].passage.start_line == 12


def test_deleting_a_file_removes_its_meeting_and_its_vectors(index: Index, notes: Path) -> None:
    note_of(notes, "2023").unlink()
    report = index.ingest([notes])
    assert [Path(path).name[:4] for path in report.removed] == ["2023"]
    assert [held.meeting.id[:4] for held in index.meetings()] == ["2025"]
    with Catalogue(index.folder) as catalogue:
        ((vectors,),) = catalogue.rows("SELECT count(*) FROM vectors")
        ((in_use,),) = catalogue.rows(
            "SELECT count(*) FROM (SELECT vector_id FROM passages UNION"
            " SELECT vector_id FROM sections WHERE vector_id IS NOT NULL)"
        )
        ((full_text,),) = catalogue.rows("SELECT count(*) FROM passages_fts")
    assert vectors == in_use == VectorStore(index.folder).count()
    assert full_text == index.status().passages


def test_ingesting_one_file_removes_nothing_else(index: Index, notes: Path) -> None:
    note_of(notes, "2023").unlink()
    report = index.ingest([note_of(notes, "2025")])
    assert not report.removed
    assert index.status().meetings == 2


def test_what_cannot_be_read_is_listed_and_the_rest_is_ingested(index: Index, notes: Path) -> None:
    (notes / "empty.txt").touch()
    (notes / "binary.md").write_bytes(b"\x00\x01")
    (notes / "broken.docx").write_bytes(b"PK not really")
    (notes / "good.txt").write_text("The Board\nDate: 1 May 2024\n\n· All is well.\n")
    report = index.ingest([notes, notes / "missing.txt"])
    assert [Path(path).name for path, _ in report.failed] == ["missing.txt", "binary.md", "broken.docx", "empty.txt"]
    assert len(report.added) == 1


def test_a_file_that_has_become_unreadable_keeps_what_was_indexed(index: Index, notes: Path) -> None:
    note_of(notes, "2025").write_bytes(b"\x00 not text any more")
    report = index.ingest([notes])
    assert len(report.failed) == 1
    assert index.status().meetings == 2


def test_a_folder_that_cannot_be_listed_loses_nothing(
    index: Index, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    report = index.ingest([notes])
    monkeypatch.undo()
    assert "permission denied" in report.failed[0][1]
    assert not report.removed


def test_two_meetings_of_a_group_on_one_day_have_ids_of_their_own_in_any_order(index: Index, tmp_path: Path) -> None:
    for name, said in (("b", "The wall was mended in spring."), ("a", "Nobody asked for the keys of the hall.")):
        (tmp_path / f"{name}.md").write_text(f"# Quay Board\n\n3 June 2031\n\n- {said}\n", "utf-8")
        index.ingest([tmp_path / f"{name}.md"])
    ids = {Path(m.meeting.path).name: m.meeting.id for m in index.meetings()}
    assert ids["b.md"] == ids["a.md"] + "-2"


def test_chroma_is_made_again_from_the_catalogue_when_its_vectors_are_lost(index: Index, notes: Path) -> None:
    store = VectorStore(index.folder)
    held = store.count()
    store.clear()
    (notes / "new.txt").write_text("The Board\nDate: 1 May 2024\n\n· All is well.\n")
    assert index.ingest([notes]).embedded == 2
    assert VectorStore(index.folder).count() == held + 2


def test_a_second_writer_is_told_who_holds_the_index(index: Index, notes: Path) -> None:
    told = rf"Another ingest \(process {os.getpid()} on .+\) is writing"
    with write_lock(index.folder), pytest.raises(IndexLocked, match=told):
        index.ingest([notes])
    assert index.ingest([notes]).unchanged == 2


def test_an_index_of_another_model_is_refused_and_kept(index: Index, notes: Path) -> None:
    with Catalogue(index.folder, write=True) as catalogue:
        catalogue.set_meta("model", "another@1")
    with pytest.raises(IndexMismatch, match=r"another@1.*not fake"):
        index.search("recall")
    (notes / "new.txt").write_text("Board\n\n· All is well.\n")
    with pytest.raises(IndexMismatch):
        index.ingest([notes])
    assert index.search("recall", lexical=True).found
