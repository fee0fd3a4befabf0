"""How fast the pages are over an index, and how much a browser needs for the first paint.

    python bench/pages.py INDEX [--count 40] [--seconds 20]

Asks a server of its own, one page after the other, then as 32 people at once. A question is asked once only, so that
nothing is remembered. INDEX is an index folder, of real records or made by bench/grow.py.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from ipp_search.api import Index
from ipp_search.server.protocol import SERVER_FILE

OURS = str(Path(sys.executable).with_name("ipp-search"))
QUESTIONS = [
    json.loads(line)["query"]
    for line in (Path(__file__).parents[1] / "tests" / "quality" / "answerable.jsonl").read_text("utf-8").splitlines()
]
PEOPLE = 32


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("--count", type=int, default=40, help="pages of each kind, one after the other")
    arguments.add_argument("--seconds", type=float, default=20, help="of many people at once")
    given = arguments.parse_args()
    with Index(given.index) as index:
        status, meetings = index.status(), [held.meeting.id for held in index.meetings()]
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    print(f"{status.meetings:,} meetings, {status.passages:,} passages\n")
    server = subprocess.Popen([OURS, "--index", str(given.index), "serve", "--port", "0"], stderr=subprocess.DEVNULL)
    try:
        port = _port(given.index / SERVER_FILE, server)
        asked = [f"/search?query={quote(question)}" for question in QUESTIONS[: given.count]]
        step = max(1, len(meetings) // given.count)
        pages = {
            "search": asked,
            "search, begin": ["/search"] * given.count,
            "reading view": [f"/records/{meeting}" for meeting in meetings[::step]][: given.count],
            "records": ["/records"] * (given.count // 4),
            "timeline": [f"/timeline?theme={quote(words)}" for words in ("funding", "members", "software", "security")],
            "actions": ["/actions", "/actions?state=all", "/actions?state=overdue"],
        }
        for name, some in pages.items():
            _one_by_one(port, name, some)
        style = sum(len(_get(port, f"/static/{file}")) for file in ("page.css", "page.js", "icon.svg"))
        largest = max(len(_get(port, address)) for address in asked[:10])
        print(f"first paint of a search: {(style + largest) / 1000:.0f} kB, of which {style / 1000:.0f} kB are kept")
        _many(port, [*asked, *pages["reading view"]], given.seconds)
    finally:
        server.terminate()
        server.wait()


def _port(file: Path, server: subprocess.Popen[bytes]) -> int:
    while True:
        time.sleep(0.2)
        if server.poll() is not None:
            sys.exit("the server ended")
        if file.exists() and (told := json.loads(file.read_text("utf-8")))["pid"] == server.pid:
            return int(told["port"])


def _get(port: int, address: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", f"/pages{address}")
    reply = connection.getresponse()
    page = reply.read()
    connection.close()
    if reply.status != 200:
        sys.exit(f"{address}: status {reply.status}")
    return page


def _one_by_one(port: int, name: str, addresses: list[str]) -> None:
    _get(port, addresses[0])  # what is prepared once is not counted
    took = []
    for address in addresses:
        begun = time.perf_counter()
        _get(port, address)
        took.append(1000 * (time.perf_counter() - begun))
    print(f"{name:<14} p50 {statistics.median(took):6.0f} ms, most {max(took):6.0f} ms, {len(took)} pages")


def _many(port: int, addresses: list[str], seconds: float) -> None:
    took: list[float] = []
    until = time.monotonic() + seconds

    def person(number: int) -> None:
        n = number
        while time.monotonic() < until:
            begun = time.perf_counter()
            _get(port, addresses[n * 7 % len(addresses)])
            took.append(1000 * (time.perf_counter() - begun))
            n += PEOPLE

    people = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    rate = len(took) / seconds
    print(f"{PEOPLE} at once: {rate:.0f} pages a second, p50 {statistics.median(took):.0f} ms, most {max(took):.0f} ms")


if __name__ == "__main__":
    main()
