"""How long others wait while many clients hold the line: connections that send their headers a letter at a time.

    python bench/slow_clients.py [INDEX] [--connections 500] [--seconds 40]

A server of its own is started. Half of the slow clients drip their first request, half have been answered once and
drip their second; whoever is hung up on comes back at once. Meanwhile one client after another asks for a page, an
answer and the meetings, each over a connection of its own. Printed: how long those took, before and meanwhile.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.request import urlopen

from ipp_search.api import Index
from ipp_search.corpus import NOTES
from ipp_search.server.protocol import SERVER_FILE

ASKED = ("/health", "/meetings", "/search?query=recall&lexical=true", "/pages/search?query=recall")
DRIP = 0.5  # seconds between two letters of one client
WAIT = 120.0  # seconds for a server to come


class Drips:
    """Connections that are kept, each sending a letter now and then, and made again when they end."""

    def __init__(self, port: int, count: int) -> None:
        self._port, self._count, self.made, self.going = port, count, 0, True
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _connect(self, answered_before: bool) -> socket.socket | None:
        with contextlib.suppress(OSError):
            held = socket.create_connection(("127.0.0.1", self._port), timeout=5)
            if answered_before:
                held.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                held.recv(4096)
            held.sendall(b"GET /search?query=recall HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            held.setblocking(False)
            self.made += 1
            return held
        return None

    def _run(self) -> None:
        held: list[socket.socket | None] = [None] * self._count
        while self.going:
            begun = time.monotonic()
            for n, one in enumerate(held):
                try:
                    if one is None:
                        raise ConnectionError
                    one.send(b"x")
                    with contextlib.suppress(BlockingIOError):
                        if one.recv(4096) == b"":
                            raise ConnectionError
                except OSError:
                    if one is not None:
                        one.close()
                    held[n] = self._connect(answered_before=n % 2 == 1)
            time.sleep(max(0.0, DRIP - (time.monotonic() - begun)))
        for one in held:
            if one is not None:
                one.close()

    def stop(self) -> None:
        """Let go of all."""
        self.going = False
        self._thread.join()


def main() -> None:
    """Print a line for before and one for meanwhile."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("index", type=Path, nargs="?")
    arguments.add_argument("--connections", type=int, default=500)
    arguments.add_argument("--seconds", type=float, default=40)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = given.index or Path(place) / "index"
        if given.index is None:
            with Index(folder) as index:
                index.ingest([NOTES])
        server = subprocess.Popen(
            [str(Path(sys.executable).with_name("ipp-search")), "--index", str(folder), "serve", "--port", "0"],
            stderr=subprocess.DEVNULL,
        )
        try:
            port = _port(folder / SERVER_FILE, server)
            _tell("before", _asked(port, 5.0))
            drips = Drips(port, given.connections)
            time.sleep(2)
            _tell(f"beside {given.connections} slow connections", _asked(port, given.seconds))
            drips.stop()
            lives = "lives" if server.poll() is None else "died"
            print(f"{drips.made} slow connections were made in all; the server {lives}")
        finally:
            server.terminate()
            server.wait()


def _port(file: Path, server: subprocess.Popen[bytes]) -> int:
    until = time.monotonic() + WAIT
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError, ValueError):
            told = json.loads(file.read_text("utf-8"))
            if told["pid"] == server.pid:
                return int(told["port"])
        time.sleep(0.05)
    sys.exit("the server did not come")


def _asked(port: int, seconds: float) -> list[float]:
    took, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        for path in ASKED:
            begun = time.monotonic()
            try:
                with urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
                    answer.read()
            except OSError as error:
                print(f"not answered: {path}: {error}")
            took.append(time.monotonic() - begun)
        time.sleep(0.2)
    return took


def _tell(when: str, took: list[float]) -> None:
    longest = sorted(took)[-1]
    print(f"{when}: {len(took)} requests, median {statistics.median(took):.3f} s, longest {longest:.3f} s")


if __name__ == "__main__":
    main()
