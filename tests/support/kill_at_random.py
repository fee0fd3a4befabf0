"""Kills the server, an ingest, both, or the Chroma server at random moments, and looks whether anything is lost.

    PYTHONPATH=tests python -m support.kill_at_random FOLDER [--times 100] [--seed 0]

Each time some records are changed, added and removed, and one of them is killed while an ingest takes them in. Then
everything that was taken in before and not touched has to be there once; and after one undisturbed ingest everything,
in the catalogue, in its own words and on the Chroma server. All are processes of their own, as people run them.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.chroma import VectorStore
from ipp_search.index.encoding.vectors_place import vectors_server
from ipp_search.server.protocol import SERVER_FILE
from support.chroma_server import Chroma

OURS = str(Path(sys.executable).with_name("ipp-search"))
VICTIMS = ("server", "ingest", "server and ingest", "Chroma")
LONGEST = 2.0  # seconds into an ingest at which something is killed; some are over by then
WAIT = 120.0  # seconds; only a server that never comes takes so long
FILES, CHANGED = 24, 10


class Records:
    """A folder of minutes, each with a word of its own, that change from time to time."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder, self._chance = folder, chance
        self.words: dict[str, str] = {}
        self._written = 0
        for n in range(FILES):
            self._write(f"board-{n:03}.txt")

    def _write(self, name: str) -> None:
        self._written += 1
        word = "q" + "".join(self._chance.choices("bdfgjklmnprtvz", k=9))
        day = (
            f"{1 + self._written % 28} {self._chance.choice(['March', 'June', 'October'])} {2001 + self._written % 24}"
        )
        lines = [f"- The members heard of {word} and of matter {self._chance.random()}." for _ in range(12)]
        text = "\n".join([f"Board {name}, {day}", "", "Matters arising", *lines, f"ACTION: Chair to see to {word}."])
        (self._folder / name).write_text(text, "utf-8")
        self.words[name] = word

    def change(self) -> set[str]:
        """Change some, remove one and add one; their names."""
        touched = set(self._chance.sample(sorted(self.words), CHANGED))
        removed = min(touched)
        (self._folder / removed).unlink()
        del self.words[removed]
        for name in touched - {removed}:
            self._write(name)
        added = f"board-{FILES + self._written:04}.txt"
        self._write(added)
        return {*touched, added}


class Trial:
    """An index, its server and its Chroma server, all of which may die."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.index, self.minutes = folder / "index", folder / "minutes"
        self.minutes.mkdir()
        self.records = Records(self.minutes, chance)
        self.chroma = Chroma(folder / "chroma-server")
        self._chance = chance
        self._server: subprocess.Popen[bytes] | None = None
        self.died: Counter[str] = Counter()

    def run(self, times: int) -> None:
        """Kill so often."""
        self.ingest_undisturbed()
        for n in range(times):
            before = dict(self.records.words)
            touched = self.records.change()
            victim = VICTIMS[n % len(VICTIMS)]
            self.kill(victim)
            self.look({name for name in before if name not in touched}, f"{n}: {victim} killed, before it is mended")
            self.ingest_undisturbed()
            self.look(set(self.records.words), f"{n}: {victim} killed, and mended", whole=True)

    def kill(self, victim: str) -> None:
        """Start an ingest, kill at some moment of it, and wait until all is quiet."""
        self.serve()
        ingest = subprocess.Popen(self.command("ingest"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        until = time.monotonic() + self._chance.uniform(0, LONGEST)
        while time.monotonic() < until and ingest.poll() is None:
            self.ask_server()
        self.died[victim if ingest.poll() is None else f"{victim}, the ingest was over"] += 1
        if "server" in victim and self._server:
            self._server.kill()
            self._server.wait()
            self._server = None
        if "ingest" in victim:
            ingest.kill()
        if victim == "Chroma":
            self.chroma.kill()
        said, _ = ingest.communicate()
        assert b"Traceback" not in said, said.decode()
        if victim == "Chroma":
            self.chroma.start()

    def ingest_undisturbed(self) -> None:
        done = subprocess.run(self.command("ingest"), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def look(self, expected: set[str], when: str, *, whole: bool = False) -> None:
        """Whether the expected records are there once, and where ``whole`` nothing else and all that belongs to it."""
        held = Counter(Path(meeting["path"]).name for meeting in json.loads(self.ran("meetings", "--format", "json")))
        assert not [name for name in expected if held[name] != 1], (when, held)
        assert max(held.values()) == 1, (when, held)
        with Catalogue(self.index) as catalogue:
            rows = catalogue.rows("SELECT d.path, p.text FROM passages p JOIN meetings m ON m.id = p.meeting_id"
                                  " JOIN documents d ON d.id = m.document_id")  # fmt: skip
            ((ours, waiting),) = catalogue.rows("SELECT count(*), count(*) FILTER (WHERE vector IS NULL) FROM vectors")
            kept_at = vectors_server(catalogue)
        for name in expected:
            own = [text for path, text in rows if Path(path).name == name and self.records.words[name] in text]
            assert len(own) == len(set(own)) == 13, (when, name, len(own))
        if whole:
            assert set(held) == expected, when
            assert waiting == 0, when
            with closing(VectorStore(self.index, kept_at)) as store:
                assert store.count() == ours, when
            self.ran("verify")
            name = self._chance.choice(sorted(expected))
            found = json.loads(self.ran(self.records.words[name], "--format", "json"))
            assert Path(found["hits"][0]["meeting"]["path"]).name == name, when

    def serve(self) -> None:
        """Have a server running."""
        if self._server is not None:
            return
        file = self.index / SERVER_FILE
        stale = file.read_text() if file.exists() else ""
        self._server = subprocess.Popen(self.command("serve"), stderr=subprocess.DEVNULL)
        until = time.monotonic() + WAIT
        while not file.exists() or file.read_text() == stale:
            assert self._server.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)

    def ask_server(self) -> None:
        """A reader who asks while the ingest writes: never an error, never half a meeting."""
        port = json.loads((self.index / SERVER_FILE).read_text())["port"]
        with urlopen(f"http://127.0.0.1:{port}/meetings", timeout=WAIT) as reply:
            meetings = json.loads(reply.read())
        assert {meeting["passages"] for meeting in meetings} == {13}, meetings
        time.sleep(0.05)

    def command(self, what: str) -> list[str]:
        more = {"ingest": ["--vectors", self.chroma.url, str(self.minutes)], "serve": ["--port", "0"]}
        return [OURS, "--index", str(self.index), what, *more[what]]

    def ran(self, *args: str) -> str:
        done = subprocess.run([OURS, "--index", str(self.index), *args], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (args, done.stdout + done.stderr)
        return done.stdout

    def stop(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._server.wait()
        self.chroma.kill()


def main() -> None:
    """Kill, and print how often which died."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--times", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=0)
    given = arguments.parse_args()
    trial = Trial(given.folder, random.Random(given.seed))
    try:
        trial.run(given.times)
    finally:
        trial.stop()
    print(f"killed {given.times} times, nothing lost and nothing doubled: {dict(trial.died)}")


if __name__ == "__main__":
    main()
