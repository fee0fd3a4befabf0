from __future__ import annotations

import tomllib
from pathlib import Path

from ipp_search.api import Index
from ipp_search.query.themes.file import read_themes
from ipp_search.testing import FakeEncoder


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


def test_neither_people_nor_the_furniture_of_minutes_name_a_theme(tmp_path: Path) -> None:
    said = ["Margery Quill led the meeting on moorings", "Rents were put up", "Dredging of the basin began"]
    lines = [
        f"- {said[n % 3]} at the {side} quay in the week of storms."
        for n, side in enumerate(["east", "west", "north", "south", "old", "new"] * 4)
    ]
    text = "# Harbour Board\n\nDate: 2025-06-03\n\nPresent: Margery Quill, Tom Fenn\n\n## Items\n\n" + "\n".join(lines)
    (tmp_path / "board.md").write_text(text, "utf-8")
    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.ingest([tmp_path / "board.md"])
        proposed = tomllib.loads(index.discover_themes(3))
    words = {word for theme in proposed.values() for phrase in theme["words"] for word in phrase.split()}
    assert "moorings" in words
    assert words.isdisjoint({"margery", "quill", "led", "meeting"})
