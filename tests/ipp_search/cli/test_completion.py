"""The shells complete commands and options with what the command prints for them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_accepts_its_script(run: Run, shell: str) -> None:
    script = run("completion", shell).out
    assert "_IPP_SEARCH_COMPLETE" in script
    assert "%(" not in script
    if shell != "powershell" and (found := shutil.which(shell)):
        assert subprocess.run([found, "-n"], input=script, text=True, check=False).returncode == 0


@pytest.mark.parametrize(("words", "found"), [("ipp-search act", "plain,actions"), ("ipp-search show --he", "--help")])
def test_commands_and_options_are_completed(words: str, found: str) -> None:
    asks = {"_IPP_SEARCH_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    script = "from ipp_search.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, **asks}, capture_output=True, text=True, check=False
    )
    assert found in done.stdout


@pytest.mark.parametrize(
    ("line", "word", "found"),
    [
        ("ipp-search act", "act", "actions"),
        ("ipp-search actions --op", "--op", "--open"),
        ("ipp-search completion ", "", "fish"),
        ("ipp-search actions --format ", "", "xlsx"),
    ],
)
def test_powershell_is_given_a_value_and_what_it_does(line: str, word: str, found: str) -> None:
    asks = {"_IPP_SEARCH_COMPLETE": "powershell_complete", "IPP_SEARCH_COMP_LINE": line, "IPP_SEARCH_COMP_WORD": word}
    script = "from ipp_search.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, **asks}, capture_output=True, text=True, check=False
    )
    told = dict(row.split("\t") for row in done.stdout.splitlines())
    assert found in told
    assert all(told.values())


def test_another_shell_is_refused_with_those_there_are(run: Run) -> None:
    ran = run("completion", "tcsh")
    assert ran.code == 2
    assert "bash" in ran.err
