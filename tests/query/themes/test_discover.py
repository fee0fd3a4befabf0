from __future__ import annotations

import tomllib
from pathlib import Path

from ipp_search.api import Index
from ipp_search.query.themes.file import read_themes


def test_proposed_themes_are_a_file_that_timelines_read_the_same_each_time(index: Index, tmp_path: Path) -> None:
    proposed = index.discover_themes()
    assert proposed == index.discover_themes()
    (tmp_path / "themes.toml").write_text(proposed)
    themes = read_themes(tmp_path / "themes.toml")
    assert themes
    assert all(index.timeline(theme).discussed for theme in themes.values())


def test_so_many_groups_are_made_as_asked(index: Index) -> None:
    assert 1 <= len(tomllib.loads(index.discover_themes(3))) <= 3


def test_too_few_passages_propose_nothing(encoder: object, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# Board\n\nDate: 2024-01-09\n\n- One short line that stands alone here.\n")
    with Index(tmp_path / "index") as index:
        index.ingest([tmp_path / "note.md"])
        assert index.discover_themes() == ""
