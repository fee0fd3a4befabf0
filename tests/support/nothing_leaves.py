"""Runs commands in a network of their own and prints what they tried to reach and what they left in the home folder.

    unshare --net --mount python tests/support/nothing_leaves.py FOLDER [--seconds 60]

In that network every address is this machine's, a name server answers every name, and each packet that is not for
127.0.0.1 or that asks a name is written down. Each command stays alive for so many seconds after its work, because
some libraries report only then. A look-up and a connection of the harness's own have to be seen, else it says nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

_CONTROL_NAME, _CONTROL_ADDRESS = "control.invalid", "192.0.2.1"  # reserved for examples (RFC 2606, RFC 5737)
_STAYS = (
    "import sys, time; from ipp_search.cli import main\ntry: main()\nexcept SystemExit: pass\ntime.sleep({seconds})"
)
_NOTEBOOK = """
import time, ipp_search
with ipp_search.open({index!r}) as index:
    assert index.search("recall").hits
    index.timeline("recall").to_frame()
    time.sleep({seconds})
"""


class Watch:
    """Every name looked up and every address beyond 127.0.0.1 tried, since it was made."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        for family, everywhere in (("-4", "0.0.0.0/0"), ("-6", "::/0")):
            subprocess.run(["ip", family, "route", "add", "local", everywhere, "dev", "lo"], check=False)
        packets = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x0003))
        packets.bind(("lo", 0))
        names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        names.bind(("127.0.0.1", 53))
        threading.Thread(target=self._sniff, args=(packets,), daemon=True).start()
        threading.Thread(target=self._answer, args=(names,), daemon=True).start()

    def _sniff(self, packets: socket.socket) -> None:
        while True:
            data, (_, kind, *_rest) = packets.recvfrom(65535)
            if kind == 0x0800:
                to, protocol, transport = socket.inet_ntoa(data[16:20]), data[9], data[(data[0] & 15) * 4 :]
                ours = to.startswith("127.")
            elif kind == 0x86DD:
                to, protocol, transport = socket.inet_ntop(socket.AF_INET6, data[24:40]), data[6], data[40:]
                ours = to == "::1"
            else:
                continue
            begins = protocol == 17 or (protocol == 6 and len(transport) > 13 and transport[13] & 0x12 == 0x02)
            if begins and not ours:
                self.seen.append(f"{to}:{struct.unpack('!H', transport[2:4])[0]}")

    def _answer(self, names: socket.socket) -> None:
        while True:
            query, asker = names.recvfrom(4096)
            place, labels = 12, []
            while query[place]:
                labels.append(query[place + 1 : place + 1 + query[place]].decode("ascii", "replace"))
                place += 1 + query[place]
            self.seen.append(".".join(labels))
            question, kind = query[12 : place + 5], query[place + 1 : place + 3]
            records = 1 if kind == b"\0\1" else 0  # an address of IPv4, or none
            answer = b"\xc0\x0c\0\1\0\1\0\0\0\1\0\4" + socket.inet_aton("198.51.100.7") if records else b""
            names.sendto(query[:2] + b"\x81\x80\0\1" + struct.pack("!H", records) + bytes(4) + question + answer, asker)

    def sees(self) -> bool:
        """Whether a look-up and a connection are seen; what they leave is taken out again."""
        socket.getaddrinfo(_CONTROL_NAME, 443, family=socket.AF_INET)
        with socket.socket() as attempt:
            attempt.settimeout(2)
            attempt.connect_ex((_CONTROL_ADDRESS, 443))
        time.sleep(0.5)
        found = _CONTROL_NAME in self.seen and f"{_CONTROL_ADDRESS}:443" in self.seen
        self.seen.clear()
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=int, default=60)
    given = parser.parse_args()
    home, index, seconds = given.folder / "home", str(given.folder / "index"), given.seconds
    home.mkdir(parents=True)
    resolver = given.folder / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.1\n", encoding="utf-8")
    subprocess.run(["mount", "--bind", str(resolver), os.path.realpath("/etc/resolv.conf")], check=True)
    watch = Watch()
    if not watch.sees():
        sys.exit("the harness does not see its own connections")
    ours = {"IPP_SEARCH_CACHE": str(given.folder / "cache"), "IPP_SEARCH_INDEX": index, "HOME": str(home)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ORT_", "HF_"))}
    environment = {**kept, **ours}

    from ipp_search.corpus import NOTES

    def started(code: str, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", code, *words], env=environment, cwd=given.folder)

    stays = _STAYS.format(seconds=seconds)
    first = started(stays, "ingest", str(NOTES))  # prepares the model, too
    first.wait()
    draft = str(given.folder / "draft.docx")
    commands = [
        ["recall out of touch"], ["meetings"], ["status"], ["actions"], ["themes"], ["show", "undated"], ["verify"],
        ["timeline", "recall", "-o", str(given.folder / "page.html")], ["brief", "recall", "-o", draft],
        ["timeline", "recall", "-o", str(given.folder / "chart.png")], ["themes", "discover"],
    ]  # fmt: skip
    running = [first, started(_NOTEBOOK.format(index=index, seconds=seconds))]
    for command in commands:
        running.append(started(stays, *command))
        if len(running) % 3 == 0:
            time.sleep(3)  # so that a small machine is not crowded
    serve = started(stays, "serve", "--port", "8399")
    ended = [process.wait() for process in running]
    time.sleep(seconds)
    alive = serve.poll() is None
    serve.terminate()
    serve.wait()
    left = sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())
    print(json.dumps({"seen": watch.seen, "left": left, "codes": ended, "served": alive, "commands": len(running) + 1}))


if __name__ == "__main__":
    main()
