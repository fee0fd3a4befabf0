from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pandas as pd
import pytest

Run = Callable[..., Any]


def test_text_has_each_action_with_owner_status_and_citation(run: Run) -> None:
    out = run("actions", "--owner", "ungripp").out
    assert out.startswith("“UNGRIPP to send a list of collated feedback")
    assert "owner: UNGRIPP; status: unknown" in out
    assert "“Actions from the last meeting were mainly completed" in out


def test_json_has_every_key_of_the_contract(run: Run) -> None:
    first, *rest = json.loads(run("actions", "--format", "json").out)
    assert len(rest) == 13
    assert set(
        "id text kind owner section meeting path start_line end_line citation due status history".split()
    ) <= set(first)
    assert set(first["history"][0]) == {"meeting", "status", "passage"}


def test_csv_opens_as_a_table_and_no_cell_is_a_formula(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "m.md"
    record.write_text("# Board\n\nDate: 5 May 2024\n\n## Actions\n\n- Ann to write\n- =1+2 to be worked out\n", "utf-8")
    run("--index", tmp_path / "index", "ingest", record)
    table = pd.read_csv(io.StringIO(run("--index", tmp_path / "index", "actions", "--format", "csv").out))
    assert table["action"].tolist() == ["Ann to write", "'=1+2 to be worked out"]
    assert table["owner"].tolist()[0] == "Ann"


def test_a_word_document_has_a_heading_and_a_table_with_a_row_an_action(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "actions.docx"
    assert run("actions", "-o", file).code == 0
    document = docx.Document(str(file))
    assert document.paragraphs[0].style is not None
    assert (document.paragraphs[0].style.name, document.paragraphs[0].text) == ("Heading 1", "Actions")
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Action", "Owner", "Due", "Status", "Source", "History"]
    assert len(table.rows) == 15


def test_a_word_document_needs_a_file(run: Run) -> None:
    ran = run("actions", "--format", "docx")
    assert (ran.code, "-o FILE" in ran.err) == (2, True)


def test_markdown_is_a_table(run: Run) -> None:
    lines = run("actions", "--format", "md", "--since", "2025").out.splitlines()
    assert lines[2] == "| Action | Owner | Due | Status | Source | History |"
    assert len(lines) == 4 + 5


@pytest.mark.parametrize("arguments", [("--owner", "nobody"), ("--since", "2030")])
def test_no_action_is_told_in_words(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("actions", *arguments).out == "No actions in the records.\n"
