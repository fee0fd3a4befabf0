"""No control character of a record reaches a terminal or stops a writer, whatever the command and format."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp_search.ingest.text import safe
from ipp_search.output.drafts.read_draft import read_draft

Run = Callable[..., Any]
RED = "\x1b[31m"
RECORD = f"""{RED}Harbour\x07 Board{RED} Minutes
Date: 3 June 2025
Present: Ann{RED} Lee, Bob\x01 Moor

1. The {RED}jetty\x0b wall
- Ann {RED}Lee: the jetty \u202ewall leans\ufffe.
ACTION: Bob{RED} Moor to mend the jetty\x9b wall by 1 July 2025.
"""
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufffe\uffff]")


@pytest.fixture
def records(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "2025-06-03\x1b[31m.txt").write_text(RECORD, "utf-8")
    (folder / "odd.txt").write_text("a note on the jetty\n", "utf-8")
    (folder / "odd.txt.toml").write_text('title = "A \\u001b[31m title"\nseries = "Board\\u0007"\n', "utf-8")
    assert run("--index", tmp_path / "index", "ingest", folder).code == 0
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ["jetty wall"], ["jetty wall", "--format", "md"], ["jetty wall", "--format", "csv"], ["jetty", "--explain"],
        ["meetings"], ["actions"], ["actions", "--format", "csv"], ["actions", "--format", "md"], ["status"],
        ["timeline", "jetty"], ["timeline", "jetty\x1b[31m"], ["timeline", "jetty", "--format", "md"],
        ["timeline", "jetty", "--format", "csv"], ["timeline", "jetty", "--format", "csv-meetings"], ["brief", "jetty"],
        ["brief", "jetty", "--format", "md"], ["brief", "jetty", "--format", "html"], ["verify"],
        ["brief", "--meeting", "2025-06-03"], ["themes", "discover"], ["show", "nothing \x1b[31m of the kind"],
    ],
)  # fmt: skip
def test_no_command_prints_one(command: list[str], run: Run, records: Path, tmp_path: Path) -> None:
    ran = run("--index", tmp_path / "index", *command)
    assert not UNSAFE.search(ran.out + ran.err), repr(ran.out + ran.err)


@pytest.mark.parametrize(
    "command",
    [["timeline", "jetty", "-o", "t.html"], ["timeline", "jetty", "-o", "t.svg"], ["timeline", "jetty", "-o", "t.png"],
     ["timeline", "jetty\x0c wall", "-o", "t.svg"], ["actions", "-o", "a.docx"], ["brief", "jetty", "-o", "b.docx"]],
)  # fmt: skip
def test_every_writer_takes_the_record(command: list[str], run: Run, records: Path, tmp_path: Path) -> None:
    output = tmp_path / command[-1]
    assert run("--index", tmp_path / "index", *command[:-1], output).code == 0
    if output.suffix in (".html", ".svg"):
        assert not UNSAFE.search(output.read_text("utf-8"))
    if output.name == "b.docx":
        read_draft(output)


@given(st.text())
def test_offsets_and_lines_stay(text: str) -> None:
    assert len(safe(text)) == len(text)
    assert [n for n, char in enumerate(text) if char == "\n"] == [
        n for n, char in enumerate(safe(text)) if char == "\n"
    ]
    assert safe(safe(text)) == safe(text)
