"""Minutes kept as a table, in each format that has tables."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from ipp_search.ingest.cues.columns import ACTIONS, is_action, is_head, layout_of
from ipp_search.ingest.cues.kind_labels import labelled_kind
from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Passage

HEADS = ["Item", "Discussion", "Action", "Owner"]
ROWS = [
    [["1. Dredging"], ["The channel has silted up again.", "Members asked what it costs."], ["Get a quote"], ["TR"]],
    [["2. Lease"], ["The board noted that the lease ends in June."], ["None"], [""]],
]


def as_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("Harbour Board, 3 June 2025")
    table = document.add_table(rows=0, cols=len(HEADS))
    for row in [[[head] for head in HEADS], *ROWS]:
        for cell, paragraphs in zip(table.add_row().cells, row, strict=True):
            cell.text = "\n".join(paragraphs)
    document.add_paragraph("The meeting closed at four.")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def as_html() -> bytes:
    rows = [[[head] for head in HEADS], *ROWS]
    cells = ["".join(f"<td>{''.join(f'<p>{p}</p>' for p in cell)}</td>" for cell in row) for row in rows]
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<p>Harbour Board, 3 June 2025</p><table>{table}</table><p>The meeting closed at four.</p>".encode()


def as_md() -> bytes:
    rows = ["| " + " | ".join("<br>".join(cell) for cell in row) + " |" for row in ROWS]
    lines = ["Harbour Board, 3 June 2025", "", f"| {' | '.join(HEADS)} |", "| --- " * 4 + "|", *rows]
    return "\n".join([*lines, "", "The meeting closed at four.", ""]).encode()


def passages(name: str, data: bytes) -> list[Passage]:
    (minutes,) = parse(read_document(Path(name), data)).meetings
    return [p for p in minutes.passages if "2025" not in p.text]


@pytest.mark.parametrize(("name", "data"), [("m.docx", as_docx()), ("m.html", as_html()), ("m.md", as_md())])
def test_a_row_of_minutes_is_a_section_with_statements_and_actions(name: str, data: bytes) -> None:
    found = [(p.kind, p.owner, p.section, p.text.strip(" |")) for p in passages(name, data)]
    assert found == [
        ("discussion", None, ("1. Dredging",), "The channel has silted up again."),
        ("discussion", None, ("1. Dredging",), "Members asked what it costs."),
        ("action", "TR", ("1. Dredging",), "Get a quote | TR"),
        ("discussion", None, ("2. Lease",), "The board noted that the lease ends in June."),
        ("discussion", None, ("2. Lease",), "None"),
        ("discussion", None, (), "The meeting closed at four."),
    ]


def test_rows_under_task_and_owner_are_actions_wherever_they_stand() -> None:
    text = b"# Board 3 June 2025\n\nText.\n\n| Task | Owner |\n| --- | --- |\n| Share data | HMPPS |\n"
    assert [(p.kind, p.owner) for p in passages("m.md", text)][-1] == ("action", "HMPPS")


@pytest.mark.parametrize(
    ("heads", "cells", "actions"),
    [
        ("Action | Owner", "Write<br>Call | AL / BR<br>TR", [("Write", "AL / BR"), ("Call", "TR")]),
        ("Action | Owner", "Write<br/>Call | TR", [("Write", "TR"), ("Call", "TR")]),
        ("No. | Action | Owner", "1 | AL to write<br>TR to call | ", [("AL to write", "AL"), ("TR to call", "TR")]),
        ("Action | Owner | Due", "Write<br>Call | TR | May", [("Write<br>Call | TR | May", "TR")]),
        ("Item | Discussion | Action", "Lease | It ends.<br>When? | AL to ask<br>TR to call", [
            ("AL to ask", "AL"), ("TR to call", "TR"),
        ]),
    ],
)  # fmt: skip
def test_actions_parted_by_line_breaks_are_several(heads: str, cells: str, actions: list[tuple[str, str]]) -> None:
    """Each line of a Markdown action cell is an action of the owner beside it, unless a due date would be lost."""
    rule = " | ".join("---" for _ in heads.split("|"))
    found = passages("m.md", f"# Board 3 June 2025\n\nText.\n\n| {heads} |\n| {rule} |\n| {cells} |\n".encode())
    assert [(p.text, p.owner) for p in found if p.kind == "action"] == actions


def test_a_table_of_names_or_figures_is_no_minutes() -> None:
    assert layout_of(["Name", "Organisation"], [[["Ann"], ["HMPPS"]]]) is None
    assert layout_of(["Item", "Status"], [[["Beds"], ["on time"]]]) is None
    assert not is_head(["Ann Lee", "HMPPS"], 3)
    assert not is_action("Name | Organisation", "Ann | HMPPS")


def test_rows_that_are_numbered_in_a_table_without_heads_are_agenda_items() -> None:
    page = (
        "<h1>Board</h1><table><tr><td>Date:</td><td>9 July 2024</td></tr></table><table>"
        "<tr><td>1</td><td><p>Apologies</p><p>Ann Lee</p></td><td>TR</td></tr>"
        "<tr><td>2</td><td><p>Dredging</p><p>The channel is full.</p><p>It waits.</p></td><td></td></tr>"
        "<tr><td>3</td><td><p>Close</p></td><td>AL</td></tr></table>"
    )
    (minutes,) = parse(read_document(Path("m.html"), page.encode())).meetings
    assert [path[-1] for path in minutes.sections] == ["1 Apologies", "2 Dredging", "3 Close"]
    assert [p.text for p in minutes.passages if p.section == ("2 Dredging",)] == ["The channel is full.", "It waits."]


@pytest.mark.parametrize("heads", [["No", "Action", "Owner", "Update"], ["Ref", "Action", "By whom", "Comments"]])
def test_a_log_of_numbered_actions_is_read_row_by_row(heads: list[str]) -> None:
    said = "The lead has asked for a second price and will tell the group at its next meeting what it is."
    assert layout_of(heads, [[["May24.01"], ["Ask for a price"], ["AL"], [said]]]) is None


@pytest.mark.parametrize("heads", [["No", "Discussion", "Action", "Owner"], ["Item", "Action", "Owner", "Update"]])
def test_minutes_with_numbered_items_stay_minutes_beside_their_actions(heads: list[str]) -> None:
    said = "The lead has asked for a second price and will tell the group at its next meeting what it is."
    assert layout_of(heads, [[["1"], [said], ["Ask"], [said]]]) is not None


@pytest.mark.parametrize("heading", ["New and ongoing actions", "7. Previous & current actions", "Agreed actions"])
def test_headings_of_actions_may_join_two_kinds_of_them(heading: str) -> None:
    assert ACTIONS.fullmatch(heading)


@pytest.mark.parametrize(
    "words", ["Action CD to create a plan", "Actions AB/CD to write", "Action CD, EF to call the port"]
)
def test_initials_who_are_to_act_make_an_action_of_a_line(words: str) -> None:
    assert labelled_kind(words) == "action"


@pytest.mark.parametrize("words", ["Action Plan to be agreed", "Action by the board", "Actions to date"])
def test_a_line_that_only_begins_with_action_is_none(words: str) -> None:
    assert labelled_kind(words) is None
