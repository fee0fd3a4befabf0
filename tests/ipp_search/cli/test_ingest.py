from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ipp_search.api import Index
from ipp_search.errors import IndexLocked

Run = Callable[..., Any]


def test_ingest_tells_what_it_understood(run: Run, notes: Path) -> None:
    ran = run("ingest", notes)
    assert ran.code == 0
    assert (
        "+ 2025-06-03 (from line 3)  IPP External Stakeholder Challenge Group: 9 sections, 37 passages, 5 actions"
    ) in ran.out
    assert "2 meetings new; 0 changed, 0 unchanged, 0 removed, 0 not read; 77 texts embedded." in ran.out
    assert "0 meetings new; 0 changed, 2 unchanged" in run("ingest", notes).out


def test_what_was_not_read_is_listed_and_the_exit_code_is_one(run: Run, notes: Path) -> None:
    (notes / "empty.txt").touch()
    ran = run("ingest", notes, notes / "nowhere")
    assert ran.code == 1
    assert "nowhere: no such file or folder" in ran.err
    assert "empty.txt: the file is empty" in ran.err
    assert "2 meetings new" in ran.out


def test_a_missing_date_is_a_warning_at_once(run: Run, notes: Path) -> None:
    (notes / "plain.txt").write_text("Board\n\n· All is well.\n")
    assert "+ undated  Board: 0 sections, 1 passage, 0 actions" in (out := run("ingest", notes).out)
    assert "warning: no date of the meeting" in out


@pytest.mark.parametrize("damage", [b"", b"garbage " * 1000])
def test_a_damaged_index_is_one_line_and_its_files_stay(run: Run, notes: Path, tmp_path: Path, damage: bytes) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "catalogue.sqlite").write_bytes(damage)
    for args in (["recall"], ["meetings"], ["status"], ["show", "x"]):
        ran = run("--index", own, *args)
        assert ran.code == 1
        assert len(ran.err.splitlines()) == 1
    assert (own / "catalogue.sqlite").read_bytes() == damage


def test_records_are_never_written_to(run: Run, notes: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in notes.iterdir()}
    run("ingest", notes)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in notes.iterdir()} == before


def test_a_dry_run_makes_no_index(run: Run, notes: Path, tmp_path: Path) -> None:
    ran = run("--index", tmp_path / "own", "ingest", notes, "--dry-run")
    assert "2 meetings would be indexed" in ran.out
    assert not (tmp_path / "own").exists()


def test_a_date_may_be_set_for_a_single_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("Board\n\n· All is well.\n")
    assert "+ 2025-03-04 (from set by hand" in run("ingest", tmp_path / "plain.txt", "--date", "4 March 2025").out
    assert run("ingest", tmp_path / "plain.txt", "--date", "soon").code == 2


def test_a_mistyped_first_path_begins_no_index(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    ran = run("--index", own, "ingest", tmp_path / "nope")
    assert (ran.code, own.exists()) == (1, False)
    assert "bundled notes" in run("--index", own, "recall").err


def test_a_record_that_is_gone_is_removed_by_its_own_name_too(run: Run, notes: Path) -> None:
    run("ingest", notes)
    note = sorted(notes.iterdir())[0]
    note.unlink()
    ran = run("ingest", note)
    assert (ran.code, f"- removed: {note.name}" in ran.out) == (0, True)


def test_files_that_hold_no_meeting_are_listed_as_such(run: Run, notes: Path) -> None:
    (notes / "README.md").write_text("# How this folder is kept\n\nWith care.\n")
    assert "o no meeting: README.md: a file about the folder" in run("ingest", notes).out


def test_an_empty_path_is_refused(run: Run) -> None:
    assert run("ingest", "").code == 2


def test_an_index_that_is_a_file_is_named(run: Run, notes: Path) -> None:
    ran = run("--index", next(notes.iterdir()), "ingest", notes)
    assert ran.code in (1, 2)
    assert "is a file" in ran.err


def test_damaged_chroma_files_are_made_again(run: Run, notes: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    run("--index", own, "ingest", notes)
    for file in (own / "chroma").rglob("*"):
        if file.is_file():
            file.write_bytes(b"damaged" * 100)
    (notes / "new.txt").write_text("Board\nDate: 1 May 2024\n\n· All is well.\n")
    assert run("--index", own, "ingest", notes).code == 0
    assert run("--index", own, "all is well").code == 0


def test_running_lines_that_were_left_out_are_told_once_a_file(run: Run, tmp_path: Path) -> None:
    """Of headers and footers left out, two are named and the rest counted."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "m.pdf"), pagesize=(595, 842))
    for page in ("The channel is full.", "The lease ends in June."):
        for bottom, words in ((820, "OFFICIAL"), (800, "Harbour Board"), (600, page), (30, f"Draft {len(page)}")):
            canvas.drawString(60, bottom, words)
        canvas.showPage()
    canvas.save()
    out = run("ingest", tmp_path / "m.pdf", "--dry-run").out
    assert "o left out, a running header or footer: m.pdf: 'OFFICIAL', 'Harbour Board' (and 1 more)\n" in out


def test_what_many_files_leave_out_for_the_same_reason_is_told_of_five(run: Run, tmp_path: Path) -> None:
    for month in range(1, 8):
        (tmp_path / f"2024-0{month}-01.md").write_text("---\nlayout: page\n---\n# Quay Forum\n\nThe quay is shut.\n")
    told = [line for line in run("ingest", tmp_path, "--dry-run").out.split("\n") if "front matter" in line]
    assert len(told) == 6
    assert told[-1].endswith("2 more files; see them with: export")


def test_a_folder_that_is_suddenly_empty_drops_nothing_unless_it_is_asked_to(
    run: Run, notes: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    run("--index", own, "ingest", notes)
    for step in ("emptied", "vanished"):
        for path in notes.glob("*.txt"):
            path.unlink()
        if step == "vanished":
            notes.rmdir()
        ran = run("--index", own, "ingest", notes)
        assert (ran.code, "2 records, more than half of all, can no longer be seen" in ran.err) == (1, True)
        assert len(run("--index", own, "meetings").out.splitlines()) == 2
    assert run("--index", own, "ingest", notes, "--prune").code == 0
    assert "empty" in run("--index", own, "meetings").out


def test_half_of_the_records_may_vanish_and_a_file_that_is_named_itself_always(
    run: Run, notes: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    run("--index", own, "ingest", notes)
    first, second = sorted(notes.glob("*.txt"))
    first.unlink()
    assert "1 removed" in run("--index", own, "ingest", notes).out
    second.unlink()
    assert "1 removed" in run("--index", own, "ingest", second).out


def test_watching_reads_what_changes_and_tells_only_news(
    run: Run, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(paths: tuple[str, ...], without: Path) -> Iterator[bool]:
        assert (paths, without) == ((str(notes),), tmp_path / "index")
        yield False
        yield True  # nothing is new
        (notes / "new.txt").write_text("Board\nDate: 3 May 2024\n\n- A new roof was agreed.\n", "utf-8")
        yield True
        (notes / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
        yield True
        yield True  # still broken
        raise KeyboardInterrupt

    monkeypatch.setattr("ipp_search.cli.ingest.changes", changing)
    ran = run("--index", tmp_path / "index", "ingest", notes, "--watch")
    assert ran.code == 1
    assert ran.out.count(" unchanged, ") == 3
    assert "1 meeting new; 0 changed, 2 unchanged" in ran.out
    assert ran.err.count("broken.pdf") == 1


def test_watching_goes_on_where_another_ingest_writes(
    run: Run, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest, calls = Index.ingest, iter([False, True, False])

    def sometimes(self: Index, *args: Any, **kwargs: Any) -> Any:
        if next(calls):
            raise IndexLocked("Another ingest is writing.", "Wait.")
        return ingest(self, *args, **kwargs)

    monkeypatch.setattr(Index, "ingest", sometimes)
    monkeypatch.setattr("ipp_search.cli.ingest.changes", lambda *_: iter([False, True, True]))
    ran = run("--index", tmp_path / "index", "ingest", notes, "--watch")
    assert (ran.code, ran.err.count("Another ingest is writing")) == (0, 1)


def test_a_dry_run_is_not_watched(run: Run, notes: Path) -> None:
    assert run("ingest", notes, "--watch", "--dry-run").code == 2
