"""A server as a process: the command line finds it, never a stale or foreign one, and it stops cleanly."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from ipp_search import __version__
from ipp_search.api import Index
from ipp_search.corpus import NOTES
from ipp_search.server.client import ask_server
from ipp_search.server.protocol import SERVER_FILE

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("real_model"), pytest.mark.allow_hosts(["127.0.0.1"])]

MAIN = [str(Path(sys.executable).with_name("ipp-search"))]
WAIT = 90.0  # seconds; only a server that never comes takes so long


def ran(folder: Path, *args: str) -> tuple[int, str, str]:
    done = subprocess.run([*MAIN, "--index", str(folder), *args], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def own_file(file: Path, words: str, mode: int = 0o600) -> None:
    file.write_text(words)
    file.chmod(mode)


def started(folder: Path) -> subprocess.Popen[str]:
    file = folder / SERVER_FILE
    stale = file.read_text() if file.exists() else ""
    server = subprocess.Popen([*MAIN, "--index", str(folder), "serve", "--port", "0"], text=True)
    until = time.monotonic() + WAIT
    while not file.exists() or file.read_text() == stale:
        assert server.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)
    return server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Index(tmp_path / "index") as index:
        index.ingest([NOTES])
    return tmp_path / "index"


@pytest.fixture
def server(folder: Path) -> Iterator[subprocess.Popen[str]]:
    process = started(folder)
    yield process
    process.kill()
    process.wait()


def test_the_command_line_is_answered_by_the_server_with_the_same_words(
    folder: Path, server: subprocess.Popen[str], tmp_path: Path
) -> None:
    asked = [
        ["recall out of touch"], ["search", "recall in June 2025", "--format", "json"], ["--format", "md", "women"],
        ["timeline", "recall"], ["brief", "recall"], ["actions", "--open"], ["meetings"], ["status"], ["themes"],
        ["show", "nothing"], ["search", ""], ["search", "--nope"], ["recall", "--format", "xml"],
    ]  # fmt: skip
    served = [ran(folder, *args) for args in asked]
    assert "Answered by the running server." in ran(folder, "-v", "recall")[2]
    (folder / SERVER_FILE).rename(tmp_path / "aside.json")
    assert "Answered without" not in ran(folder, "-v", "recall")[2]
    assert [ran(folder, *args) for args in asked] == served
    assert {code for code, _, _ in served} == {0, 1, 2}


def test_a_server_that_is_told_to_stop_takes_its_file_with_it(folder: Path, server: subprocess.Popen[str]) -> None:
    assert (folder / SERVER_FILE).stat().st_mode & 0o077 == 0
    server.send_signal(signal.SIGTERM)
    server.wait(WAIT)
    assert not (folder / SERVER_FILE).exists()


def test_a_server_that_was_killed_leaves_a_file_that_misleads_nobody(
    folder: Path, server: subprocess.Popen[str]
) -> None:
    server.kill()
    server.wait()
    assert (folder / SERVER_FILE).exists()
    code, out, err = ran(folder, "-v", "recall out of touch")
    assert (code, "Answered without a server." in err) == (0, True)
    assert "out of touch" in out
    again = started(folder)
    assert "Answered by the running server." in ran(folder, "-v", "recall")[2]
    again.terminate()
    again.wait()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="tells processes apart by /proc")
@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_the_processes_that_help_a_server_end_with_it(
    folder: Path, server: subprocess.Popen[str], by: signal.Signals
) -> None:
    port = json.loads((folder / SERVER_FILE).read_text())["port"]

    def ask(_: int) -> bool:
        with urlopen(f"http://127.0.0.1:{port}/search?query=recall", timeout=WAIT) as reply:
            return bool(json.load(reply)["found"])

    until = time.monotonic() + WAIT
    with ThreadPoolExecutor(20) as clients:
        while not (helpers := [child for child in children(server.pid) if "spawn_main" in told(child)]):
            assert all(clients.map(ask, range(40)))
            assert time.monotonic() < until
    server.send_signal(by)
    server.wait(WAIT)
    while any("spawn_main" in told(helper) for helper in helpers):
        assert time.monotonic() < until
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    return [int(c) for task in Path(f"/proc/{pid}/task").glob("*/children") for c in task.read_text().split()]


def told(pid: int) -> str:
    """The command line of a process; nothing of one that has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode()
    except OSError:
        return ""


@pytest.mark.parametrize("health", [{}, {"version": __version__, "proof": "0" * 64}, {"version": "0", "proof": ""}, []])
def test_a_program_that_cannot_prove_itself_is_told_nothing(tmp_path: Path, health: Any) -> None:
    asked: list[str] = []

    class Foreign(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = json.dumps(health).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            asked.append(self.path)

        def log_message(self, *_: Any) -> None:
            pass

    foreign = HTTPServer(("127.0.0.1", 0), Foreign)
    threading.Thread(target=foreign.serve_forever, daemon=True).start()
    told = {"host": "127.0.0.1", "port": foreign.server_port, "token": "t", "pid": os.getpid()}
    own_file(tmp_path / SERVER_FILE, json.dumps(told))
    assert ask_server(tmp_path, ["search", "a secret"], None) is None
    foreign.shutdown()
    foreign.server_close()
    assert asked == ["/health"]


@pytest.mark.parametrize(
    ("host", "mode"), [("192.0.2.1", 0o600), ("example.org", 0o600), ("127.0.0.1", 0o644), ("127.0.0.1", 0o666)]
)
def test_a_file_that_names_another_machine_or_that_others_may_read_leads_nowhere(
    host: str, mode: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("http.client.HTTPConnection.connect", lambda self: asked.append(self.host))
    own_file(tmp_path / SERVER_FILE, json.dumps({"host": host, "port": 80, "token": "t", "pid": 1}), mode)
    assert ask_server(tmp_path, ["search", "a secret"], None) is None
    assert asked == []


@pytest.mark.parametrize(
    "written", ["", "{}", "no json", '{"host": "127.0.0.1", "port": "x", "token": ""}', "[1]", "[" * 100_000]
)
def test_a_file_that_says_nothing_is_passed_over(tmp_path: Path, written: str) -> None:
    own_file(tmp_path / SERVER_FILE, written)
    assert ask_server(tmp_path, ["search", "recall"], None) is None


def test_a_port_that_is_taken_and_an_address_without_a_token_are_refused_in_a_line(
    folder: Path, server: subprocess.Popen[str]
) -> None:
    port = str(json.loads((folder / SERVER_FILE).read_text())["port"])
    code, _, err = ran(folder, "serve", "--port", port)
    assert (code, "Cannot serve at 127.0.0.1" in err) == (2, True)
    code, _, err = ran(folder, "serve", "--host", "0.0.0.0", "--port", "0")
    assert (code, "a token of at least 16 characters" in err) == (2, True)
    code, _, err = ran(folder / "none", "serve")
    assert (code, "There is no index at" in err) == (2, True)
