"""A real Chroma server for tests: ``chroma run`` on loopback."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

WAIT = 60.0  # seconds; only a server that never comes takes so long


class Chroma:
    """``chroma run`` over a folder, at a port of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        binary = Path(sys.executable).with_name("chroma")
        command = [str(binary), "run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + WAIT
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 0.2).close()
                return
            except OSError:
                assert self.process.poll() is None
                assert time.monotonic() < until
                time.sleep(0.05)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
