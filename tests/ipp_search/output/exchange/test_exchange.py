"""What is exported is opened by the libraries that read it, and says there what it says here."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from ipp_search.api import Index
from ipp_search.ingest.records import Meeting
from ipp_search.output.exchange import bibliography
from ipp_search.output.exchange.calendar import actions_ics
from ipp_search.output.exchange.spreadsheet import spreadsheet
from ipp_search.query.actions.ledger import latest

Run = Callable[..., Any]


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_a_sheet_has_dates_filters_and_frozen_heads() -> None:
    rows = [("2025-06-03", "2025-06", "Chair", 3), ("undated", "", "a", "b")]
    sheet = opened(spreadsheet(("date", "end_date", "owner", "citation"), rows))
    assert sheet["A2"].value == dt.datetime(2025, 6, 3)
    assert sheet["A2"].is_date
    assert sheet["B2"].value == "2025-06"
    assert sheet["A3"].value == "undated"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D3"
    assert sheet["D2"].value == 3
    assert sheet["A1"].font.bold


@given(st.sampled_from(["=", "+", "-", "@", "\t", "{="]), st.text(st.characters(codec="utf-8"), max_size=30))
def test_no_cell_is_a_formula_or_a_link_whatever_it_begins_with(begins: str, rest: str) -> None:
    sheet = opened(spreadsheet(("text",), [(begins + rest,), ("http://elsewhere.example/",)]))
    assert sheet["A2"].data_type == "s"
    assert sheet["A3"].hyperlink is None


def test_a_cell_too_long_for_a_spreadsheet_says_that_it_is_cut() -> None:
    cell = opened(spreadsheet(("text",), [("word " * 10_000,)]))["A2"].value
    assert len(cell) == 32_767
    assert cell.endswith("[cut: longer than a cell]")


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert spreadsheet(("a",), [("b",)]) == spreadsheet(("a",), [("b",)])


@pytest.mark.parametrize("args", [["actions"], ["meetings"], ["search", "recall"]])
def test_a_spreadsheet_of_each_command_has_a_row_an_answer(
    run: Run, index: Index, tmp_path: Path, args: list[str]
) -> None:
    out = tmp_path / "out.xlsx"
    assert run("--index", index.folder, *args, "-o", out).code == 0
    rows = list(opened(out.read_bytes()).iter_rows(values_only=True))
    printed = json.loads(run("--index", index.folder, *args, "--format", "json").out)
    count = {
        "actions": lambda: len({one["thread"] for one in printed}), "meetings": lambda: len(printed),
        "search": lambda: len(printed["hits"] or printed["nearest"]),
    }  # fmt: skip
    assert len(rows) - 1 == count[args[0]]() > 0
    assert any(isinstance(cell, dt.datetime) for cell in rows[1])
    refused = run("--index", index.folder, *args, "--format", "xlsx")
    assert refused.code == 2
    assert "-o FILE" in refused.err


def leads_to(book: Any, cell: Any) -> Any:
    """The row that a cell leads to, as a dict by the names of the columns."""
    sheet, place = cell.hyperlink.location.replace("'", "").split("!")
    heads = [one.value for one in book[sheet][1]]
    return dict(zip(heads, [one.value for one in book[sheet][int(place[1:])]], strict=True))


def test_an_action_leads_to_the_passages_that_state_it_and_show_its_end(run: Run, index: Index, tmp_path: Path) -> None:
    run("--index", index.folder, "actions", "-o", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    heads = [cell.value for cell in book["Actions"][1]]
    rows = [*book["Actions"].iter_rows(min_row=2)]
    for name in ("citation", "status_shown_by", "first_stated"):
        cells = [row[heads.index(name)] for row in rows]
        assert all(leads_to(book, cell)["citation"] == cell.value for cell in cells)
    assert len({cell.value for cell in book["Passages"]["H"]}) == book["Passages"].max_row > len(rows)


def test_a_meeting_of_a_timeline_leads_to_its_passages(run: Run, index: Index, tmp_path: Path) -> None:
    run("--index", index.folder, "timeline", "recall", "communications", "-o", tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["Meetings", "Passages", "Counts"]
    heads = [cell.value for cell in book["Meetings"][1]]
    followed = [dict(zip(heads, row, strict=True)) for row in book["Meetings"].iter_rows(min_row=2)]
    found = [row for row in followed if row["passages"].value]
    assert {row["theme"].value for row in found} == {"recall", "communications"}
    assert sum(row["passages"].value for row in found) == book["Passages"].max_row - 1
    for row in found:
        first = leads_to(book, row["passages"])
        assert (first["theme"], first["meeting"], first["rank"]) == (row["theme"].value, row["meeting"].value, 1)
    silent = [row for row in followed if not row["passages"].value]
    assert {row["status"].value for row in silent} == {"no passage found"}
    assert all(row["passages"].hyperlink is None for row in silent)
    assert len(followed) == 2 * len(index.meetings())


def test_actions_are_todos_with_uids_that_stay(run: Run, index: Index, tmp_path: Path) -> None:
    out = tmp_path / "actions.ics"
    run("--index", index.folder, "actions", "-o", out)
    todos = Calendar.from_ical(out.read_bytes()).walk("VTODO")
    held = latest(index.actions())
    assert [str(todo["summary"]) for todo in todos] == [" ".join(one.passage.text.split()) for one in held]
    assert len({str(todo["uid"]) for todo in todos}) == len(held)
    assert all(one.passage.citation in str(todo["description"]) for todo, one in zip(todos, held, strict=True))
    assert actions_ics(index.actions()) == actions_ics(index.actions())


def test_a_due_day_and_an_end_stand_in_the_calendar(encoder: Any, tmp_path: Path) -> None:
    folder = tmp_path / "board"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Garden Board\nDate: 4 March 2025\n\nPaths\n"
        "ACTION: Ann Reed to order the gravel, for the paths; all of it, by 1 April 2025.\n",
        "utf-8",
    )
    with Index(tmp_path / "garden") as index:
        index.ingest(folder)
        (todo,) = Calendar.from_ical(actions_ics(index.actions())).walk("VTODO")
    assert todo.get("due").dt == dt.date(2025, 4, 1)
    assert todo["status"] == "NEEDS-ACTION"
    assert "gravel, for the paths; all of it" in str(todo["summary"])


MEETINGS = [
    Meeting("2025-06-03-board", "Board", "/r/a.txt", "0", series="Board & {Friends} 50%_ ~", date=dt.date(2025, 6, 3)),
    Meeting("2024-05-board", "Board", "/r/b.txt", "0", date=dt.date(2024, 5, 1), end_date=dt.date(2024, 5, 31),
            precision="month"),
    Meeting("undated-board", "Board\nof two lines", "/r/c.txt", "0"),
]  # fmt: skip


def test_ris_is_read_with_the_group_as_author_and_the_day() -> None:
    first, second, third = rispy.loads(bibliography.ris(bibliography.of_meetings(MEETINGS)))
    assert first["authors"] == ["Board & {Friends} 50%_ ~,"]
    assert (first["year"], first["date"]) == ("2025", "2025/06/03")
    assert second["date"] == "2024/05/"
    assert "year" not in third
    assert third["title"] == "Minutes of Board of two lines, undated"


def test_bibtex_braces_names_and_escapes_what_tex_acts_on() -> None:
    text = bibliography.bibtex(bibliography.of_meetings(MEETINGS))
    assert r"author = {{Board \& \{Friends\} 50\%\_ \textasciitilde{}}}" in text
    assert text.count("@misc{") == 3
    assert text.count("{") == text.count("}")


def test_csl_json_has_the_parts_of_the_date_that_are_known() -> None:
    first, second, third = json.loads(bibliography.csl_json(bibliography.of_meetings(MEETINGS)))
    assert first["issued"] == {"date-parts": [[2025, 6, 3]]}
    assert second["issued"] == {"date-parts": [[2024, 5]]}
    assert "issued" not in third
    assert first["author"] == [{"literal": "Board & {Friends} 50%_ ~"}]


@pytest.mark.parametrize(("form", "ending"), [("ris", "ris"), ("bibtex", "bib"), ("csl-json", "")])
def test_passages_are_entries_with_their_words_and_place(
    run: Run, index: Index, form: str, ending: str, tmp_path: Path
) -> None:
    printed = run("--index", index.folder, "search", "recall", "--limit", "2", "--format", form).out
    hit = index.search("recall", limit=2).hits[0].passage
    assert hit.place in printed
    assert hit.text[:40] in printed
    if ending:
        out = tmp_path / f"found.{ending}"
        run("--index", index.folder, "search", "recall", "--limit", "2", "-o", out)
        assert out.read_text("utf-8") == printed


def test_a_batch_takes_no_file_of_its_own(run: Run, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": 1, "query": "recall"}\n', "utf-8")
    assert run("search", "--batch", batch, "-o", tmp_path / "x.csv").code == 2
