from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ipp_search.api import Index

Run = Callable[..., Any]


def test_an_index_is_backed_up_and_restored_elsewhere(run: Run, index: Index, tmp_path: Path) -> None:
    copy, elsewhere = tmp_path / "kept.backup", tmp_path / "elsewhere"
    assert f"Written to {copy}" in run("--index", index.folder, "backup", copy).err
    assert f"Restored from {copy}" in run("--index", elsewhere, "restore", copy).err
    assert run("--index", elsewhere, "recall").out == run("--index", index.folder, "recall").out


def test_what_is_no_backup_and_no_index_ends_in_a_line(run: Run, index: Index, tmp_path: Path) -> None:
    letter, nowhere = tmp_path / "letter.txt", tmp_path / "nowhere"
    letter.write_text("Dear all")
    for args in (["restore", letter], ["restore", nowhere], ["backup", letter]):
        ran = run("--index", index.folder, *args)
        assert ran.code == 2
        assert ran.out == ""
        assert "no backup" in ran.err
    assert "There is no index" in run("--index", tmp_path / "none", "backup", tmp_path / "x.backup").err
