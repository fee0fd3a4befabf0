"""``ipp-search open`` and ``serve --open`` bring the pages before a person, whatever there is so far."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipp_search.api import Index
from ipp_search.cli import serve
from ipp_search.errors import BadQuestion
from ipp_search.server import client
from ipp_search.server import run as server

Run = Callable[..., Any]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, int]]:
    """The folder and port of every server that would have been started."""
    begun: list[tuple[Path, int]] = []

    def start(folder: Path, host: str, port: int, names: Any, run: Any, notice: Any, ready: Any, *_: Any) -> None:
        assert host == "127.0.0.1"
        begun.append((folder, port))
        ready("http://127.0.0.1:1/")

    monkeypatch.setattr(server, "serve", start)
    return begun


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address that was opened in the browser."""
    opened: list[str] = []
    monkeypatch.setattr(serve, "show", opened.append)
    return opened


@pytest.mark.parametrize("words", [["open"], ["serve", "--open"]])
def test_the_pages_open_also_where_there_is_no_index_yet(
    run: Run, tmp_path: Path, served: list[tuple[Path, int]], shown: list[str], words: list[str]
) -> None:
    assert run("--index", tmp_path / "none", *words).code == 0
    assert served == [(tmp_path / "none", 8377)]
    assert shown == ["http://127.0.0.1:1/"]


def test_where_the_port_is_taken_another_is_used(
    run: Run, index: Index, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ports: list[int] = []

    def start(folder: Path, host: str, port: int, *_: Any) -> None:
        ports.append(port)
        if port:
            raise BadQuestion("Cannot serve.", "Choose another.")

    monkeypatch.setattr(server, "serve", start)
    assert run("--index", index.folder, "open").code == 0
    assert ports == [8377, 0]


def test_a_server_that_runs_already_is_opened_again(
    run: Run, index: Index, served: list[tuple[Path, int]], shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "running", lambda folder: "http://127.0.0.1:5/")
    assert "runs already, at http://127.0.0.1:5/" in run("--index", index.folder, "open").err
    assert (served, shown) == ([], ["http://127.0.0.1:5/"])


WATCHED = """
import os, sys
class Watch:
    def find_spec(self, name, *_):
        if name == "numpy":
            print(os.environ.get("OPENBLAS_NUM_THREADS"))
            sys.exit()
sys.meta_path.insert(0, Watch())
from ipp_search.cli import main
main()
"""


def test_numpy_is_told_to_use_one_thread_before_it_is_loaded(index: Index) -> None:
    for words in (["serve", "--port", "0"], ["open"]):
        env = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
        command = [sys.executable, "-c", WATCHED, "--index", str(index.folder), *words]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
        assert done.stdout == "1\n", done.stderr
