from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ipp_search.query.themes.file import BUNDLED, read_themes

Run = Callable[..., Any]


def test_themes_are_listed_as_their_file_has_them(run: Run) -> None:
    assert [theme["name"] for theme in json.loads(run("themes", "--format", "json").out)] == list(read_themes(BUNDLED))
    assert "recall: Recall to prison, its reasons, its review and its alternatives." in run("themes").out


def test_a_file_named_stands_before_the_bundled_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('["tags"]\nwords = ["electronic tags"]\n')
    assert run("themes", "--themes", str(tmp_path / "own.toml")).out.startswith("tags")
    assert run("timeline", "tags", "--themes", str(tmp_path / "own.toml")).out.startswith("tags")


def test_proposed_themes_are_written_to_a_file_that_is_read_again(run: Run, tmp_path: Path) -> None:
    assert run("themes", "discover", "-o", str(tmp_path / "themes.toml")).code == 0
    assert read_themes(tmp_path / "themes.toml")
