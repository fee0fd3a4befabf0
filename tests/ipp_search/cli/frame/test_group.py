"""The group itself: what is a command, what is a question, what start-up costs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

import ipp_search
from ipp_search.cli import COMMANDS, commands

Run = Callable[..., Any]


def test_what_is_no_command_is_a_question(run: Run) -> None:
    asked, said = run("recall", "out", "of", "touch"), run("search", "recall out of touch")
    assert asked.out == said.out
    assert "Chris Jennings" in asked.out


@pytest.mark.parametrize(
    "args",
    [
        ["--format", "json", "recall", "--limit", "1"],
        ["--format=json", "--limit", "1", "recall"],
        ["--limit", "1", "recall", "--format", "json"],
        ["search", "recall", "--limit=1", "--format=json"],
    ],
)
def test_options_may_stand_anywhere(run: Run, args: list[str]) -> None:
    assert len(json.loads(run(*args).out)["hits"]) == 1


def test_every_command_is_helpful() -> None:
    context = click.Context(commands)
    for name in COMMANDS:
        command = commands.get_command(context, name)
        assert command is not None
        text = command.get_help(click.Context(command))
        assert f"ipp-search {name}" in text or name == "search", f"{name} shows no example"
        for param in command.params:
            assert isinstance(param, click.Argument) or param.help, f"{name} {param.name} has no help"


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"ipp-search, version {ipp_search.__version__}\n"


@pytest.mark.parametrize("args", [["--help"], ["search", "--help"], ["ingest", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(args: list[str]) -> None:
    script = (
        "import sys, ipp_search.cli\n"
        f"sys.argv = ['ipp-search', *{args!r}]\n"
        "try: ipp_search.cli.main()\n"
        "except SystemExit: pass\n"
        "print('\\n' + ' '.join(sorted(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    loaded = set(run.stdout.splitlines()[-1].split())
    heavy = {"numpy", "torch", "transformers", "sentence_transformers", "chromadb", "langchain_text_splitters", "rich"}
    assert not loaded & heavy
    assert "click" in loaded


def test_an_index_of_ones_own_is_asked_by_option_or_environment(
    run: Run, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    assert run("--index", own, "ingest", notes).code == 0
    by_option = run("recall", "--index", own)
    monkeypatch.setenv("IPP_SEARCH_INDEX", str(own))
    assert run("recall").out == by_option.out
    assert by_option.err == ""


def test_without_an_index_stderr_says_whose_notes_answer_and_what_to_do(run: Run) -> None:
    ran = run("recall")
    assert "two bundled notes" in ran.err
    assert "ipp-search ingest" in ran.err
    assert "bundled" not in ran.out


@pytest.mark.parametrize(
    "args", [[], ["--index"], ["recall", "--kind", "gossip"], ["recall", "--limit", "0"], ["ingest"]]
)
def test_wrong_usage_exits_with_two_or_shows_help(run: Run, args: list[str]) -> None:
    assert run(*args).code == 2
