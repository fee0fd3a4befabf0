"""A change in a folder is told; those in the index, and of files that programs put beside a document, are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import watchfiles

from ipp_search.cli.frame.watching import changes


def test_what_counts_as_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[Callable[[watchfiles.Change, str], bool]] = []

    def watch(*paths: str, watch_filter: Any, **_: Any) -> Iterator[set[Any]]:
        assert paths == (str(tmp_path),)
        counted.append(watch_filter)
        yield set()

    monkeypatch.setattr(watchfiles, "watch", watch)
    assert list(changes([str(tmp_path)], tmp_path / "index")) == [False, True]
    told = {
        name: counted[0](watchfiles.Change.modified, str(tmp_path / name))
        for name in ("a.docx", "inner/b.md", "index/catalogue.sqlite", "~$a.docx", ".~lock.a.odt#", "indexes.md")
    }
    assert [name for name, counts in told.items() if counts] == ["a.docx", "inner/b.md", "indexes.md"]


def test_a_file_that_is_written_is_told_by_the_library(tmp_path: Path) -> None:
    """Of the library's own: that its arguments are what we take them for."""
    told = watchfiles.watch(tmp_path, rust_timeout=1, yield_on_timeout=True)
    assert next(told) == set()
    (tmp_path / "a.md").write_text("x", "utf-8")
    assert any(changed for changed, _ in zip(told, range(10_000), strict=False))
