from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_ingest_tells_what_it_understood(run: Run, notes: Path) -> None:
    ran = run("ingest", notes)
    assert ran.code == 0
    assert (
        "+ 2025-06-03 (from line 3)  IPP External Stakeholder Challenge Group: 9 sections, 37 passages, 5 actions"
    ) in ran.out
    assert "2 meetings new; 0 changed, 0 unchanged, 0 removed, 0 not read; 63 passages embedded." in ran.out
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
