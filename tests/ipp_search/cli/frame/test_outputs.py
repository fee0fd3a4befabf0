"""A file that somebody edited is never written over unasked, by any command."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from ipp_search import settings
from ipp_search.cli import COMMANDS, commands

Run = Callable[..., Any]
WRITES = [
    ["search", "recall"], ["meetings"], ["actions"], ["timeline", "recall"], ["brief", "recall"], ["export"],
    ["themes", "discover"], ["verify", "letter.md"],
]  # fmt: skip


@pytest.fixture
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.md").write_text("They met.\n", "utf-8")


@pytest.mark.usefixtures("letter")
@pytest.mark.parametrize("args", WRITES, ids=lambda args: args[0])
def test_what_was_edited_stays_until_it_is_forced(run: Run, args: list[str]) -> None:
    file = Path("out.json" if args[0] not in {"themes", "export"} else "out")
    again = [*args, "-o", file]
    run(*again)
    first = file.read_text("utf-8")
    assert "Written to" in run(*again).err
    file.write_text(first + "my own words", "utf-8")
    ran = run(*again)
    assert (ran.code, "was edited since it was written" in ran.err, "--force" in ran.err) == (2, True, True)
    assert file.read_text("utf-8").endswith("my own words")
    assert "Written to" in run(*again, "--force").err
    assert "my own words" not in file.read_text("utf-8")


def test_every_command_with_o_is_tried() -> None:
    def all_of(group: click.Group, *names: str) -> dict[tuple[str, ...], click.Command]:
        ctx = click.Context(group)
        inner = {(*names, name): group.get_command(ctx, name) for name in group.list_commands(ctx)}
        found = {name: one for name, one in inner.items() if one is not None}
        for name, one in [*found.items()]:
            found |= all_of(one, *name) if isinstance(one, click.Group) else {}
        return found

    every = all_of(commands)
    assert len(every) > len(COMMANDS)
    writing = {name for name, one in every.items() if any("-o" in param.opts for param in one.params)}
    assert writing == {tuple(args[: 2 if args[0] == "themes" else 1]) for args in WRITES}


@pytest.mark.usefixtures("encoder")
def test_a_file_of_somebody_else_stays_and_an_empty_one_is_taken(run: Run, tmp_path: Path) -> None:
    theirs, empty = tmp_path / "theirs.md", tmp_path / "empty.md"
    theirs.write_text("theirs", "utf-8")
    empty.touch()
    ran = run("search", "recall", "-o", theirs)
    assert (ran.code, "ipp-search did not write it" in ran.err) == (2, True)
    assert theirs.read_text("utf-8") == "theirs"
    assert run("search", "recall", "-o", empty).code == 0


def test_another_name_of_the_same_file_is_the_same_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    file, other = tmp_path / "out.md", tmp_path / "inner" / ".." / "out.md"
    run("search", "recall", "-o", file)
    assert run("search", "mental health", "-o", other).code == 0
    other.write_text("edited", "utf-8")
    assert run("search", "recall", "-o", file).code == 2


def test_a_lost_note_asks_and_never_writes_over(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    run("search", "recall", "-o", file)
    shutil.rmtree(settings.cache_folder() / "written")
    assert run("search", "recall", "-o", file).code == 2
    assert run("search", "recall", "-o", file, "--force").code == 0
    assert run("search", "recall", "-o", file).code == 0
