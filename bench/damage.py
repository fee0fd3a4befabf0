"""Asks indexes with changed bytes: whatever is answered has to be what the whole index answers, or damage is told.

    python bench/damage.py [RECORDS] [--indexes 60]

Records are ingested with the fake encoder. In each copy of the catalogue 1 to 20 bytes are changed by seed 0, 1, 2 …,
and everything is asked that the commands ask. Printed: how many copies told of damage, answered all as before, answered
wrongly without a word, and ended in another error, with the seeds and what was asked. ``--large`` leaves out the look
over a catalogue when it is opened, as if it were far too large for that.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from ipp_search.api import Index
from ipp_search.corpus import NOTES
from ipp_search.errors import IppSearchError
from ipp_search.index.database import FILE_NAME, Database
from ipp_search.testing import FakeEncoder

ASKED: dict[str, Callable[[Index], Any]] = {
    "search": lambda index: [hit.passage for hit in index.search("recall", limit=20).hits],
    "search since": lambda index: [hit.passage for hit in index.search("mental health", since="2024").hits],
    "search lexical": lambda index: [hit.passage for hit in index.search("staff report", lexical=True).hits],
    "search section": lambda index: [hit.passage for hit in index.search("update", section="a").hits],
    "meetings": lambda index: list(index.meetings()),
    "actions": lambda index: list(index.actions()),
    "timeline": lambda index: index.timeline("recall"),
    "brief": lambda index: index.brief("recall"),
    "export": lambda index: index.export(),
    "records": lambda index: [index.read(held.meeting.id) for held in index.meetings()],
    "status": lambda index: [index.status().meetings, index.status().passages, index.status().last],
}
"""What is asked, by name; each is to be answered the same, or to tell of damage."""
_FAULTS = 20  # bytes changed in one catalogue, at most


def main() -> None:
    """Print the counts and each fault."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("records", type=Path, nargs="?", default=NOTES)
    arguments.add_argument("--indexes", type=int, default=60)
    arguments.add_argument("--large", action="store_true")
    given = arguments.parse_args()
    if given.large:
        Database._within = lambda *_: None  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory() as place:
        whole, copy = Path(place) / "whole", Path(place) / "copy"
        with Index(whole, encoder=FakeEncoder()) as index:
            index.ingest(given.records)
        with closing(sqlite3.connect(whole / FILE_NAME)) as catalogue:
            catalogue.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        expected = answers(whole)
        came: Counter[str] = Counter()
        for seed in range(given.indexes):
            shutil.copytree(whole, copy, ignore=shutil.ignore_patterns("chroma"))
            damage(copy / FILE_NAME, seed)
            found = answers(copy)
            shutil.rmtree(copy)
            wrong = [
                name for name in ASKED if found[name] not in (expected[name].replace(str(whole), str(copy)), "told")
            ]
            raised = [f"{name}: {found[name]}" for name in ASKED if found[name].startswith("raised")]
            end = "raised" if raised else "wrong" if wrong else "told" if "told" in found.values() else "same"
            came[end] += 1
            if wrong:
                print(f"seed {seed}: {', '.join(raised or wrong)}")
    print(f"{given.indexes} catalogues with changed bytes: {dict(sorted(came.items()))}")


def damage(path: Path, seed: int) -> None:
    """Change some bytes of a catalogue behind the head of the file, always the same for a seed."""
    chance, data = random.Random(seed), bytearray(path.read_bytes())
    for _ in range(1 + seed % _FAULTS):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    path.write_bytes(data)


def answers(folder: Path) -> dict[str, str]:
    """What an index answers to each, as text; "told" where it says what is wrong with it."""
    found = {}
    for name, ask in ASKED.items():
        try:
            with Index(folder, encoder=FakeEncoder()) as index:
                found[name] = repr(ask(index))
        except IppSearchError:
            found[name] = "told"
        except Exception as error:
            found[name] = f"raised {type(error).__name__}: {error}"
    return found


if __name__ == "__main__":
    main()
