"""Whatever is asked is answered from one state of the index, though an ingest ends between every two reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ipp_search.api import Index
from ipp_search.testing import FakeEncoder

MINUTES = """Harbour Board, {day}

Dredging
- The board discussed dredging of the {place} with {who}.
- ACTION: {who} to report on dredging by 1 July 2025.
"""
MINUTES += "".join(
    f"- {what} at berth {n} was inspected and {found}.\n"
    for n in range(8)
    for what, found in (("The crane", "needs new cables"), ("The quay wall", "shows cracks"), ("A buoy", "has drifted"))
)
FIRST = {"day": "3 June 2025", "place": "inner basin", "who": "Ada"}
SECOND = {"day": "5 August 2025", "place": "outer mole", "who": "Zed"}
ASKED: dict[str, Callable[[Index], Any]] = {
    "search": lambda index: index.search("dredging of the basin"),
    "actions": lambda index: index.actions(),
    "summary": lambda index: index.summary("2025-06-03"),
    "summary on a question": lambda index: index.summary("2025-06-03", "dredging"),
    "brief": lambda index: index.brief("dredging"),
    "brief since the last": lambda index: index.brief("dredging", since_last=True),
    "timelines": lambda index: index.timelines(["dredging", "the mole"]),
    "discover": lambda index: index.discover_themes(),
    "meetings": lambda index: index.meetings(),
    "show": lambda index: index.show("Harbour Board, 3 June 2025, Dredging, line 4"),
    "verify": lambda index: index.verify(),
    "status": lambda index: (index.status().meetings, index.status().passages),
}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "minutes"
    folder.mkdir()
    for n, facts in enumerate((FIRST, SECOND)):
        (folder / f"{n}.txt").write_text(MINUTES.format(**facts), "utf-8")
    return folder


@pytest.fixture
def index(records: Path, tmp_path: Path) -> Iterator[Index]:
    with Index(tmp_path / "index", encoder=FakeEncoder()) as opened:
        opened.ingest([records])
        yield opened


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_is_of_one_state_though_ingests_end_between_its_reads(
    index: Index, records: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    ask = ASKED[name]
    later = records / "1.txt"
    expected = []
    written = later.read_text("utf-8")
    moved = written.replace("- The board", "- Thanks were given to the crew.\n- The board").replace("Zed", "Moe")
    for text in (moved, written):
        later.write_text(text, "utf-8")
        index.ingest([records])
        expected.append(ask(index))
    reads = 0
    with Index(index.folder, encoder=FakeEncoder()) as writer:

        def ingest_first(statement: str) -> None:
            nonlocal reads
            reads += 1
            if not statement.startswith(("BEGIN", "COMMIT", "--")):
                monkeypatch.setattr(sqlite3, "connect", connect)
                later.write_text(moved if reads % 2 else written, "utf-8")
                writer.ingest([records])
                monkeypatch.setattr(sqlite3, "connect", watched)

        connect = sqlite3.connect

        def watched(*args: Any, **given: Any) -> sqlite3.Connection:
            made: sqlite3.Connection = connect(*args, **given)
            made.set_trace_callback(ingest_first)
            return made

        index.close()
        monkeypatch.setattr(sqlite3, "connect", watched)
        answered = ask(index)
        monkeypatch.setattr(sqlite3, "connect", connect)
    assert reads > 2
    assert answered
    assert answered in expected


def test_what_is_made_of_a_state_of_the_index_is_kept_until_that_changes(index: Index, tmp_path: Path) -> None:
    made: list[int] = []

    def make(_: object) -> int:
        made.append(1)
        return len(made)

    def count() -> int:
        return index.session.kept("count", make)

    assert (count(), count()) == (1, 1)
    more = tmp_path / "more.txt"
    more.write_text("Board\nDate: 3 June 2025\n\n- Rents were raised.\n", "utf-8")
    before = len(index.meetings())
    with Index(index.folder, encoder=FakeEncoder()) as other:
        other.ingest([more])
    assert count() == 2
    assert len(index.meetings()) == before + 1
    for n in range(20):
        index.session.kept(n, lambda view: 0)
    assert count() == 3
