"""Several servers of one index behind nginx, as ``examples/balanced/nginx.conf`` has it, on ports that are free."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

RECIPE = Path(__file__).parents[2] / "examples" / "balanced" / "nginx.conf"
TOKEN = "a-token-of-the-balanced-servers"
WAIT = 120.0  # seconds; only a server that never comes takes so long
# The server as people start it, with the fake encoder in place of the model.
_SERVES = (
    "from ipp_search.index.encoding import models; from ipp_search.testing import FakeEncoder\n"
    "models.open_encoder = lambda *_: FakeEncoder()\n"
    "from ipp_search.cli import main; main()"
)


def nginx() -> str | None:
    """Where it is on this machine, if anywhere."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin")


class Balanced:
    """Servers and what stands before them; ``address`` is where it is asked.

    Args:
        index: the folder.
        place: for the files of nginx.
        count: of servers, at most as many as the recipe has.
        model: whether they load the model, else the fake encoder.
    """

    def __init__(self, index: Path, place: Path, count: int = 3, *, model: bool = False) -> None:
        self._index, self._model = index, model
        ours, *self._ports = _free(1 + count)
        self.address = f"http://127.0.0.1:{ours}"
        recipe = RECIPE.read_text("utf-8").replace("127.0.0.1:8400", f"127.0.0.1:{ours}")
        for n, port in enumerate(self._ports, 1):
            recipe = recipe.replace(f"127.0.0.1:840{n} ", f"127.0.0.1:{port} ")
        recipe = re.sub(r" *server 127\.0\.0\.1:840\d .*\n", "", recipe)
        place.mkdir(parents=True, exist_ok=True)
        (place / "nginx.conf").write_text(recipe, "utf-8")
        self.servers = [self._started(port) for port in self._ports]
        program = nginx()
        assert program
        self._nginx = subprocess.Popen([program, "-p", str(place), "-c", "nginx.conf", "-e", "stderr"])
        for port in self._ports:
            self._await(f"http://127.0.0.1:{port}")
        self._await(self.address)

    def _started(self, port: int) -> subprocess.Popen[bytes]:
        code = "from ipp_search.cli import main; main()" if self._model else _SERVES
        return subprocess.Popen(
            [sys.executable, "-c", code, "--index", str(self._index), "serve", "--port", str(port)],
            env={**os.environ, "IPP_SEARCH_TOKEN": TOKEN},
            stderr=subprocess.DEVNULL,
        )

    def ask(self, path: str, body: bytes | None = None) -> bytes:
        """The body of an answer; ``HTTPError`` where there is none."""
        with urlopen(Request(self.address + path, body, {"Authorization": f"Bearer {TOKEN}"}), timeout=WAIT) as reply:
            answer: bytes = reply.read()
        return answer

    def kill(self, n: int) -> None:
        """End a server as a failing machine does."""
        self.servers[n].kill()
        self.servers[n].wait()

    def start_again(self, n: int) -> None:
        """Start one that was killed, and wait until it answers."""
        self.servers[n] = self._started(self._ports[n])
        self._await(f"http://127.0.0.1:{self._ports[n]}")

    def _await(self, address: str) -> None:
        until = time.monotonic() + WAIT
        while True:
            with contextlib.suppress(OSError), urlopen(f"{address}/health", timeout=WAIT):
                return
            assert time.monotonic() < until, f"{address} does not come"
            time.sleep(0.1)

    def stop(self) -> None:
        """End all."""
        for process in (self._nginx, *self.servers):
            process.terminate()
        for process in (self._nginx, *self.servers):
            process.wait()


def _free(count: int) -> list[int]:
    with contextlib.ExitStack() as held:
        opened = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [one.getsockname()[1] for one in opened]
