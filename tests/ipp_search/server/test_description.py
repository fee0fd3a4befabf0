"""The server's description of itself is true: schemathesis asks all that it allows, and much that it does not."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from ipp_search.api import Index
from ipp_search.cli.frame.run import run_served
from ipp_search.server.app import make_app

TESTS = Path(__file__).parents[2]
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def address(index: Index) -> Iterator[str]:
    """Of a server that runs in a thread, with the fake encoder."""
    app = make_app(index.folder, "a-token-for-tests", run_served, hosts=["127.0.0.1"], guarded=False, helpers=0)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    answers = threading.Event()
    startup = server.startup

    async def started(*args: object, **given: object) -> None:
        await startup(*args, **given)  # type: ignore[arg-type]
        answers.set()

    server.startup = started  # type: ignore[method-assign]
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    answers.wait()
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_no_request_that_schemathesis_thinks_of_is_answered_otherwise_than_described(
    address: str, tmp_path: Path
) -> None:
    tool = Path(sys.executable).with_name("schemathesis")
    config = TESTS / "support" / "schemathesis.toml"
    command = [
        str(tool),
        "--config-file",
        str(config),
        "run",
        f"{address}/openapi.json",
        "--no-color",
        "--continue-on-failure",
    ]
    paths = os.pathsep.join([str(TESTS.parent), str(TESTS)])
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "9 selected / 9 total" in done.stdout
