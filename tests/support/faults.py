"""Lets each call to the store fail in turn, under an ingest and under questions, and looks whether anything is lost.

    PYTHONPATH=tests python -m support.faults [--every 1]

The store is SQLite and the files of the index folder. A disk that is full stays so: from one call on, all that write
fail. A fault in reading or writing is of one call. Whatever fails has to end in a line for a person (an IppSearchError,
or an OSError, of which the command line makes one); the index has to answer all the while; and
one ingest without faults has to give the index that an undisturbed one gives.
"""

from __future__ import annotations

import argparse
import errno
import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Literal
from unittest import mock

from ipp_search.api import Index
from ipp_search.corpus import NOTES
from ipp_search.errors import IppSearchError
from ipp_search.session import Session
from ipp_search.testing import FakeEncoder
from support.kill_harness import FileStore, content

Fault = Literal["full", "broken"]
_SAID = {"full": "database or disk is full", "broken": "disk I/O error"}
_CODE = {"full": errno.ENOSPC, "broken": errno.EIO}
_READS = ("SELECT", "PRAGMA", "BEGIN", "ROLLBACK")
_QUESTIONS = ("recall", "mental health")


class Faults:
    """Fails the call of a number, counted from 1, and, where the disk is full, every writing call after it."""

    def __init__(self, fault: Fault, point: int) -> None:
        self.fault, self._left = fault, point
        self.failed: str | None = None

    def pass_by(self, what: str, writes: bool) -> bool:
        """Whether a call fails; one that only reads cannot be stopped by a full disk."""
        if self.fault == "full" and not writes:
            return False
        self._left -= 1
        fails = self._left == 0 or (self.fault == "full" and self._left < 0)
        self.failed = self.failed or (what if fails else None)
        return fails

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While this lasts."""
        faults = self

        class Failing(sqlite3.Connection):
            def _look(self, sql: str) -> None:
                if faults.pass_by(sql, not sql.lstrip().startswith(_READS)):
                    raise sqlite3.OperationalError(_SAID[faults.fault])

            def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
                self._look(sql)
                return super().execute(sql, *values)

            def executemany(self, sql: str, values: Any) -> sqlite3.Cursor:
                self._look(sql)
                return super().executemany(sql, values)

            def executescript(self, sql: str) -> sqlite3.Cursor:
                self._look(f"INSERT {sql}")
                return super().executescript(sql)

        def failing(name: str) -> Callable[..., Any]:
            real = getattr(Path, name)

            def call(path: Path, *args: Any, **more: Any) -> Any:
                if faults.pass_by(f"{name} {path.name}", writes=True):
                    raise OSError(_CODE[faults.fault], os.strerror(_CODE[faults.fault]), str(path))
                return real(path, *args, **more)

            return call

        connect = sqlite3.connect
        with ExitStack() as patched:
            failing_connect = mock.patch(
                "sqlite3.connect", lambda *args, **more: connect(*args, factory=Failing, **more)
            )
            patched.enter_context(failing_connect)
            for name in ("touch", "write_text", "mkdir", "replace", "unlink"):
                patched.enter_context(mock.patch.object(Path, name, failing(name)))
            yield


def ingest(folder: Path, notes: Path) -> None:
    with (
        mock.patch.object(Session, "store", lambda self, _: FileStore(self.folder)),
        Index(folder, encoder=FakeEncoder()) as index,
    ):
        index.ingest([notes])


def answers(folder: Path) -> list[Any]:
    with Index(folder, encoder=FakeEncoder()) as index:
        found: list[Any] = [[hit.passage for hit in index.search(asked, limit=5).hits] for asked in _QUESTIONS]
        return [*found, [(action.passage, action.open) for action in index.actions()], list(index.meetings())]


def under_ingest(work: Path, fault: Fault, every: int = 1, first: int = 1) -> Counter[str]:
    """Let every so manieth call of an ingest fail that changes, removes and adds a record; how each of them ended."""
    notes, base, undisturbed = work / "notes", work / "base", work / "undisturbed"
    notes.mkdir()
    for note in sorted(NOTES.glob("*.txt")):
        (notes / note.name).write_text("\n".join(note.read_text("utf-8").split("\n")[:24]), "utf-8")
    ingest(base, notes)
    gone, changed = sorted(notes.iterdir())
    gone.rename(notes / "moved.txt")
    changed.write_text(changed.read_text("utf-8").replace("RAG ratings", "ratings"), "utf-8")
    shutil.copytree(base, undisturbed)
    ingest(undisturbed, notes)
    expected, ended = content(undisturbed), Counter[str]()
    for point in range(first, 1_000_000, every):
        folder = work / f"{fault}-{point}"
        shutil.copytree(base, folder)
        faults = Faults(fault, point)
        ended[_end(faults, partial(ingest, folder, notes))] += 1
        answers(folder)  # no error: whatever was indexed is there
        ingest(folder, notes)
        assert content(folder) == expected, f"{fault} at {point}, {faults.failed}"
        shutil.rmtree(folder)
        if faults.failed is None:
            return ended
    raise AssertionError("an ingest of two records does not end")


def under_questions(work: Path, every: int = 1, first: int = 1) -> Counter[str]:
    """Let every so manieth call of some questions fail; how each of them ended."""
    folder, ended = work / "asked", Counter[str]()
    ingest(folder, NOTES)
    expected = answers(folder)
    for point in range(first, 1_000_000, every):
        faults = Faults("broken", point)
        ended[_end(faults, lambda: answers(folder))] += 1
        assert answers(folder) == expected, f"after {faults.failed}"
        if faults.failed is None:
            return ended
    raise AssertionError("the questions do not end")


def _end(faults: Faults, work: Callable[[], object]) -> str:
    """Whether work under faults was done, or ended in a line; any other error is raised, with the call that failed."""
    try:
        with faults.at_work():
            work()
    except (IppSearchError, OSError):
        return "told"
    except Exception as error:
        raise AssertionError(f"{faults.fault} at {faults.failed}") from error
    return "done"


def main() -> None:
    """Let all fail, and print how they ended."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--every", type=int, default=1)
    every = arguments.parse_args().every
    faults: tuple[Fault, ...] = ("full", "broken")
    for fault in faults:
        with tempfile.TemporaryDirectory() as work:
            ended = under_ingest(Path(work), fault, every)
        print(f"ingest, {fault}: {ended.total()} calls, nothing lost: {dict(ended)}")
    with tempfile.TemporaryDirectory() as work:
        ended = under_questions(Path(work), every)
    print(f"questions, broken: {ended.total()} calls, answered as before: {dict(ended)}")


if __name__ == "__main__":
    main()
