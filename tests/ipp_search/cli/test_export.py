from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def minutes(run: Run, tmp_path: Path) -> Path:
    """A folder of two minutes, ingested."""
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "may.md").write_text(
        "# Harbour Board\n\nDate: 6 May 2025\n\n## Dredging\n\nThe channel is full.\n\n## Leases\n\n"
        "ACTION: Ann Lee to write by 2 June 2025\n\nDecision: the lease ends.\n\n## Any other business\n"
    )
    (folder / "march.md").write_text("# Harbour Board\n\nDate: 4 March 2025\n\n## Dredging\n\n=1+1 is due.\n")
    run("ingest", folder)
    return folder


def test_a_line_has_all_that_was_understood_of_a_meeting(run: Run, minutes: Path) -> None:
    march, may = map(json.loads, run("export").out.splitlines())
    assert (march["date"], may["date"], may["unread"], may["left_out"], may["next_date"]) == (
        "2025-03-04", "2025-05-06", 0, [], None,
    )  # fmt: skip
    assert may["sections"] == [["Dredging"], ["Leases"], ["Any other business"]]  # also one with nothing below it
    (action,) = may["actions"]
    assert (action["text"], action["owner"], action["due"]) == (
        "ACTION: Ann Lee to write by 2 June 2025", "Ann Lee", "2025-06-02",
    )  # fmt: skip
    assert may["decisions"] == [p["citation"] for p in may["passages"] if p["text"] == "Decision: the lease ends."]


def test_csv_has_a_passage_a_row_and_runs_no_formula(run: Run, minutes: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").out)))
    assert [row["text"] for row in rows if row["section"] == "Dredging"] == ["'=1+1 is due.", "The channel is full."]
    assert len(rows) == sum(len(json.loads(line)["passages"]) for line in run("export").out.splitlines())


def test_parquet_has_the_rows_of_csv(run: Run, minutes: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run("export", "-o", tmp_path / "all.parquet").code == 0
    rows = parquet.read_table(tmp_path / "all.parquet").to_pylist()
    written = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").out)))
    assert [(row["citation"], str(row["start"])) for row in rows] == [(r["citation"], r["start"]) for r in written]


def test_without_pyarrow_the_extra_that_brings_it_is_named(
    run: Run, minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ran = run("export", "-o", tmp_path / "all.parquet")
    assert (ran.code != 0, ran.err.count("\n"), "pip install 'ipp-search[parquet]'" in ran.err) == (True, 1, True)


def test_since_leaves_earlier_meetings_out(run: Run, minutes: Path) -> None:
    (line,) = run("export", "--since", "May 2025").out.splitlines()
    assert json.loads(line)["date"] == "2025-05-06"
