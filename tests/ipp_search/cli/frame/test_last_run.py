"""A search under a name tells each thing once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def nightly(run: Run, notes: Path, tmp_path: Path) -> Callable[..., Any]:
    """Ingest what is there and search under a name."""

    def night(*args: str, question: str = "roof agreed", name: str = "roof") -> Any:
        run("--index", tmp_path / "index", "ingest", notes)
        return run("--index", tmp_path / "index", "search", question, "--since-last-run", name, *args)

    return night


def minutes(folder: Path, day: int, *lines: str) -> None:
    told = "".join(f"- {line}\n" for line in lines)
    (folder / f"{day}.txt").write_text(f"Garden Board\nDate: {day} May 2024\n\nRoof\n\n{told}", "utf-8")


def test_what_is_new_is_told_once(nightly: Callable[..., Any], notes: Path) -> None:
    minutes(notes, 3, "A new roof was agreed for the shed.")
    assert "A new roof was agreed" in nightly().out
    again = nightly()
    assert (again.code, again.out) == (0, "")
    assert "Nothing new since the last run of 'roof'" in again.err
    minutes(notes, 10, "The roof agreed in May was ordered.")
    later = nightly().out
    assert "was ordered" in later
    assert "A new roof was agreed" not in later
    assert nightly("-q").err == ""


def test_of_a_changed_record_only_the_new_passage_is_told(nightly: Callable[..., Any], notes: Path) -> None:
    minutes(notes, 3, "A new roof was agreed for the shed.")
    nightly()
    minutes(notes, 3, "A new roof was agreed for the shed.", "The old roof was agreed to be sold.")
    told = json.loads(nightly("--format", "json").out)
    assert [hit["text"] for hit in told["hits"]] == ["The old roof was agreed to be sold."]


def test_names_are_apart(nightly: Callable[..., Any], notes: Path) -> None:
    minutes(notes, 3, "A new roof was agreed for the shed.")
    assert nightly().out
    assert nightly(name="other").out
    assert not nightly(name="other").out


@pytest.mark.parametrize("broken", ["", "[]", '{"roof": 3}', '{"roof": {"records": [], "shown": 1}}'])
def test_a_broken_note_of_the_last_run_tells_all_again(
    nightly: Callable[..., Any], notes: Path, tmp_path: Path, broken: str
) -> None:
    minutes(notes, 3, "A new roof was agreed for the shed.")
    nightly()
    (tmp_path / "index" / "last-runs.json").write_text(broken, "utf-8")
    assert "A new roof was agreed" in nightly().out


def test_a_batch_has_no_last_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text('{"id": 1, "query": "recall"}\n', "utf-8")
    assert run("search", "--batch", tmp_path / "b.jsonl", "--since-last-run", "x").code == 2
