from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ipp_search.api import Index
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


def test_a_mark_is_honoured_and_told_by_every_output(run: Run, index: Index) -> None:
    at = ("--index", str(index.folder))
    first = json.loads(run("timeline", "recall", "--format", "json", *at).out)
    passages = [passage for row in first["rows"] for passage in row["passages"]]
    assert run("themes", "mark", "recall", passages[0]["id"], "out", "--coder", "AB", *at).code == 0
    assert run("themes", "mark", "recall", passages[1]["id"], "in", "--memo", "plainly so", *at).code == 0
    after = json.loads(run("timeline", "recall", "--format", "json", *at).out)
    ids = [passage["id"] for row in after["rows"] for passage in row["passages"]]
    assert passages[0]["id"] not in ids
    assert len(ids) == len(passages) - 1
    for format_ in ("text", "md", "html", "csv"):
        assert "plainly so" in run("timeline", "recall", "--passages", "0", "--format", format_, *at).out, format_
    assert "1 passage marked in, 1 marked out" in run("timeline", "recall", *at).out
    assert "AB and the program put 0% of 1 passage alike" in run("themes", "agreement", *at).out


def test_marks_come_from_a_table_and_a_wrong_one_changes_nothing(run: Run, index: Index, tmp_path: Path) -> None:
    at = ("--index", str(index.folder))
    id_ = index.search("recall").hits[0].passage.id
    (tmp_path / "theirs.csv").write_text(f"Theme,Passage,Mark,Coder,colour\nrecall,{id_},out,CD,red\n", "utf-8")
    assert "1 of 1 marks are new" in run("themes", "mark", "--from", tmp_path / "theirs.csv", *at).err
    kept = (index.folder / "marks.csv").read_bytes()
    (tmp_path / "theirs.csv").write_text(f"theme,passage,mark\nrecall,{id_},in\nrecall,none,in\n", "utf-8")
    assert run("themes", "mark", "--from", tmp_path / "theirs.csv", *at).code != 0
    assert (index.folder / "marks.csv").read_bytes() == kept
    assert run("themes", "mark", "recall", *at).code == 2


def test_counts_are_told_by_meeting_and_by_year(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("timeline", "recall", "--format", "csv-counts").out)))
    assert [row["level"] for row in rows] == ["meeting", "meeting", "year", "year"]
    last = rows[-1]
    assert float(last["low"]) < float(last["hits_per_thousand"]) < float(last["high"])
    assert last["hits_per_thousand"] == str(round(1000 * int(last["hits"]) / int(last["meeting_words"]), 3))
