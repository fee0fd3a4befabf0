"""Any history of records and index, compared with a model of it in memory: nothing is lost and nothing is doubled."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule
from support.kill_harness import FileStore

from ipp_search.api import Index
from ipp_search.session import Session
from ipp_search.testing import FakeEncoder

# As many as a test run has time for, and enough to notice a deletion that was not made.
HISTORIES = int(os.environ.get("IPP_SEARCH_HISTORIES", "15"))
LETTERS = "bdfgjklmnprtvz"


class Killed(BaseException):
    """The process is gone: nothing of ours runs any more, and SQLite finds its log at the next opening."""


class Histories(RuleBasedStateMachine):
    """``files`` is what lies in the folder, ``indexed`` what the index has to hold, each as words by name."""

    names = Bundle("names")

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.records, self.folder = self.place / "records", self.place / "index"
        self.files: dict[str, str] = {}
        self.indexed: dict[str, str] = {}
        self.saved: dict[str, str] | None = None
        self.unsure: set[str] = set()  # what an ingest that was killed may or may not have come to
        self.count = 0

    def teardown(self) -> None:
        shutil.rmtree(self.place)

    @initialize()
    def begin(self) -> None:
        self.records.mkdir()
        self._write("first.txt")
        self.ingest()

    def _write(self, name: str) -> None:
        self.count += 1
        digits = f"{self.count:04}"
        word = "q" + "".join(LETTERS[int(digit)] for digit in digits) + "x"
        day = f"{1 + self.count % 28} March {1990 + self.count // 28}"
        text = f"Board {word}\nDate: {day}\n\n- The members heard of {word}.\nACTION: Chair to see to {word}.\n"
        (self.records / name).write_text(text, "utf-8")
        self.files[name] = word

    @rule(target=names, n=st.integers(0, 9))
    def add_or_edit(self, n: int) -> str:
        name = f"record-{n}.txt"
        self._write(name)
        return name

    @rule(name=consumes(names))
    def delete(self, name: str) -> None:
        (self.records / name).unlink(missing_ok=True)
        self.files.pop(name, None)

    @rule(target=names, name=consumes(names), n=st.integers(0, 9))
    def move(self, name: str, n: int) -> str:
        to = f"moved-{n}.txt"
        if name in self.files:
            (self.records / name).rename(self.records / to)
            self.files[to] = self.files.pop(name)
        return to

    @rule()
    def ingest(self) -> None:
        self._ingest()
        self.indexed, self.unsure = dict(self.files), set()

    @rule(point=st.integers(1, 120))
    def ingest_and_kill(self, point: int) -> None:
        left, connect = [point], sqlite3.connect

        class Mortal(sqlite3.Connection):
            def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
                left[0] -= 1
                if left[0] <= 0:
                    raise Killed
                return super().execute(sql, *values)

        changed = {name for name in {*self.files, *self.indexed} if self.files.get(name) != self.indexed.get(name)}
        try:
            with mock.patch("sqlite3.connect", partial(connect, factory=Mortal)):
                self._ingest()
        except Killed:
            self.unsure |= changed
        else:
            self.indexed, self.unsure = dict(self.files), set()

    @rule()
    def back_up(self) -> None:
        if not self.unsure:
            with Index(self.folder, encoder=FakeEncoder()) as index:
                index.backup(self.place / "backup")
            self.saved = dict(self.indexed)

    @rule()
    def restore(self) -> None:
        if self.saved is not None:
            with self._store(), Index(self.folder, encoder=FakeEncoder()) as index:
                index.restore(self.place / "backup")
            self.indexed, self.unsure = dict(self.saved), set()

    def _ingest(self) -> None:
        with self._store(), Index(self.folder, encoder=FakeEncoder()) as index:
            index.ingest([self.records], prune=True)

    def _store(self) -> Any:
        return mock.patch.object(Session, "store", lambda session, _: FileStore(session.folder))

    @invariant()
    def holds_what_it_has_to(self) -> None:
        if not self.indexed and not self.unsure:
            return
        with Index(self.folder, encoder=FakeEncoder()) as index, index.session.reading() as view:
            assert view.catalogue.fault() is None
            held = Counter(Path(one.meeting.path).name for one in index.meetings())
            assert set(held) - self.unsure == set(self.indexed) - self.unsure
            assert all(count == 1 for count in held.values())
            for name, word in self.indexed.items():
                if name not in self.unsure:
                    found = [Path(hit.passage.meeting.path).name for hit in index.search(word, lexical=True).hits]
                    assert set(found) == {name}
            if not self.unsure:
                ((passages, vectors),) = view.catalogue.rows(
                    "SELECT (SELECT count(*) FROM passages), (SELECT count(*) FROM vectors WHERE vector IS NULL)"
                )
                assert vectors == 0
                assert passages == sum(one.passages for one in index.meetings())


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=HISTORIES, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
