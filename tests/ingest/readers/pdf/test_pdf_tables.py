"""Tables drawn in PDFs with rules."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Pt
from reportlab.lib.colors import black
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Document, Passage

Rows = Sequence[Sequence[Sequence[str]]]
NORMAL = getSampleStyleSheet()["Normal"]
TITLE = "Harbour Board, 3 June 2025"
BEFORE, AFTER = "The chair opened the meeting at two.", "The meeting closed at four."
WIDTHS = [80, 230, 90, 50]
HEADS = [["Item"], ["Discussion"], ["Action"], ["Owner"]]
MINUTES = [
    HEADS,
    [["1. Dredging"], ["The channel is full.", "Members asked what it costs to dredge all of it."], ["Ask"], ["TR"]],
    [["2. Lease"], ["The board noted that the lease ends in June."], ["None"], [""]],
]


def written(rows: Rows, style: Sequence[tuple[Any, ...]] = (("GRID", (0, 0), (-1, -1), 0.5, black),)) -> bytes:
    """A title, a sentence, the table as reportlab draws it, and another sentence."""
    cells = [[[Paragraph(words, NORMAL) for words in cell] for cell in row] for row in rows]
    table = Table(cells, colWidths=WIDTHS[: len(rows[0])], repeatRows=1, style=list(style))
    file = io.BytesIO()
    story = [Paragraph(TITLE, getSampleStyleSheet()["Heading1"]), Paragraph(BEFORE, NORMAL), table]
    SimpleDocTemplate(file).build([*story, Paragraph(AFTER, NORMAL)])
    return file.getvalue()


def by_libreoffice(rows: Rows, folder: Path) -> bytes:
    """The same, from Word's own table by LibreOffice."""
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(BEFORE)
    table = document.add_table(len(rows), len(rows[0]), "Table Grid")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Pt(width)
    for made, row in zip(table.rows, rows, strict=True):
        for cell, paragraphs, width in zip(made.cells, row, WIDTHS, strict=True):
            cell.text, cell.width = "\n".join(paragraphs), Pt(width)
    document.add_paragraph(AFTER)
    document.save(str(folder / "m.docx"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(folder / "m.docx")],
        check=True, capture_output=True,
    )  # fmt: skip
    return (folder / "m.pdf").read_bytes()


def read(data: bytes) -> Document:
    return read_document(Path("m.pdf"), data)


def passages(data: bytes) -> tuple[Passage, ...]:
    (minutes,) = parse(read(data)).meetings
    return minutes.passages


def understood(data: bytes) -> list[tuple[str, str | None, tuple[str, ...], str]]:
    return [(p.kind, p.owner, p.section, p.text) for p in passages(data)]


def words(document: Document) -> list[tuple[str, str]]:
    return [(b.role, document.text[b.start : b.end]) for b in document.blocks]


UNDERSTOOD = [
    ("discussion", None, (), BEFORE),
    ("discussion", None, ("1. Dredging",), "The channel is full."),
    ("discussion", None, ("1. Dredging",), "Members asked what it costs to dredge all of it."),
    ("action", "TR", ("1. Dredging",), "Ask | TR"),
    ("discussion", None, ("2. Lease",), "The board noted that the lease ends in June."),
    ("discussion", None, ("2. Lease",), "None"),
    ("discussion", None, (), AFTER),
]


def test_a_row_of_minutes_is_a_section_with_statements_and_actions() -> None:
    """A minutes table in a PDF is understood as in Word, and the text around it keeps its place."""
    assert understood(written(MINUTES)) == UNDERSTOOD


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_table_that_libreoffice_lays_out_is_understood_the_same(tmp_path: Path) -> None:
    """Rules drawn cell by cell, as LibreOffice does, form the same table."""
    assert understood(by_libreoffice(MINUTES, tmp_path)) == UNDERSTOOD


def test_other_tables_give_a_passage_a_row_with_the_heads_of_its_columns() -> None:
    """A table of tasks gives rows with heads and owners, and a table of names gives rows."""
    tasks = [[["Task"], ["Owner"]], [["Write to the landlord"], ["Ann Lee"]], [["Book a room"], ["Bob Ray"]]]
    found = passages(written(tasks))
    assert [(p.text, p.kind, p.owner, p.context) for p in found[1:3]] == [
        ("Write to the landlord | Ann Lee", "action", "Ann Lee", "Task | Owner"),
        ("Book a room | Bob Ray", "action", "Bob Ray", "Task | Owner"),
    ]
    names = [[["Ann Lee"], ["Harbour Council"]], [["Bob Ray"], ["Police"]]]
    assert words(read(written(names)))[2:4] == [("row", "Ann Lee | Harbour Council"), ("row", "Bob Ray | Police")]


def test_a_table_goes_on_over_the_page_and_its_rows_know_their_page() -> None:
    """Heads printed again are left out, and each passage is cited by the page it stands on."""
    said = "The channel has silted up again and the members asked what it costs to have it dredged by autumn."
    rows = [[[f"{n}. Matter"], [said] * 6, ["Ask"], ["TR"]] for n in range(1, 13)]
    found = passages(written([HEADS, *rows]))
    assert [p.section for p in found if p.kind == "action"] == [(f"{n}. Matter",) for n in range(1, 13)]
    assert not any("Discussion" in p.text for p in found)
    assert {p.text for p in found if p.kind == "discussion"} == {BEFORE, said, AFTER}
    assert [p.page for p in found if p.kind == "action"] == [1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5]


def test_a_row_cut_by_the_end_of_the_page_finishes_its_sentence() -> None:
    """What a cell began to say on one page is one passage with what it says on the next."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for bottom, row in ((760, ["Item", "Discussion", "Action"]), (700, ["Lease", "The lease ends", ""])):
        canvas.grid([60, 160, 360, 460], [bottom - 10, bottom + 40])
        for left, text in zip((70, 170, 370), row, strict=True):
            canvas.drawString(left, bottom, text)
    canvas.showPage()
    canvas.grid([60, 160, 360, 460], [690, 740])
    canvas.drawString(170, 720, "in June and will not be renewed by the landlord, who said so to us.")
    canvas.save()
    assert "The lease ends in June and will not be renewed" in read(file.getvalue()).text


@pytest.mark.parametrize("style", [("BOX", (0, 0), (-1, -1), 0.5, black), ("LINEBELOW", (0, 0), (-1, -1), 0.5, black)])
def test_rules_that_close_in_no_columns_make_no_table(style: tuple[Any, ...]) -> None:
    """A box around text, or lines between, leave it text."""
    assert not {"row", "columns"} & {role for role, _ in words(read(written(MINUTES, [style])))}


def test_boxes_below_one_another_are_text() -> None:
    """A table of one column is no table."""
    found = words(read(written([[["The lease ends in June."]], [["The channel is full."]]])))
    assert [role for role, _ in found] == ["heading", *["paragraph"] * 4]


def test_a_frame_around_the_whole_text_is_no_table() -> None:
    """Where a cell as wide as the table holds the minutes, they are read as lines."""
    said = ["The board noted that the lease ends in June and that the landlord will not renew it."] * 8
    frame = [[["Harbour Board"], ["Minutes"]], [said, [""]]]
    style = [("SPAN", (0, 1), (1, 1)), ("GRID", (0, 0), (-1, -1), 0.5, black)]
    assert ("paragraph", said[0]) in words(read(written(frame, style)))


def test_a_row_across_all_columns_is_an_item() -> None:
    """A cell that reaches over all columns of minutes is a heading."""
    rows = [HEADS, [["Estates"], [""], [""], [""]], *MINUTES[1:]]
    style = [("SPAN", (0, 1), (-1, 1)), ("GRID", (0, 0), (-1, -1), 0.5, black)]
    assert ("heading", "Estates") in words(read(written(rows, style)))


def test_a_letterhead_in_a_table_on_every_page_is_left_out() -> None:
    """A table at the edge of several pages is a running line as any other."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for page in ("The channel is full.", "The lease ends in June."):
        canvas.grid([60, 260, 460], [780, 800, 820])
        for left, bottom, text in ((70, 805, "Board"), (270, 805, "Minutes"), (70, 785, "Ref"), (270, 785, "7")):
            canvas.drawString(left, bottom, text)
        canvas.drawString(60, 600, page)
        canvas.showPage()
    canvas.save()
    assert [text for _, text in words(read(file.getvalue()))] == ["The channel is full.", "The lease ends in June."]


@pytest.mark.parametrize("seed", range(12))
def test_no_letter_is_lost_or_read_twice_however_rules_cross(seed: int) -> None:
    """Words strewn over rules and boxes are each read once and whole."""
    chance = random.Random(seed)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for _ in range(chance.randrange(1, 25)):
        left, bottom = chance.randrange(50, 500, 50), chance.randrange(50, 700, 30)
        width, height = chance.choice([0, 50, 100, 300]), chance.choice([0, 30, 90])
        canvas.rect(left, bottom, width, height)
        canvas.grid([left, left + 50, left + 150], [bottom, bottom + 30, bottom + 60])
    strewn = [f"w{n}x" for n in range(30)]
    for n, word in enumerate(strewn):
        canvas.drawString(chance.randrange(50, 540), 130 + 19 * n, word)
    canvas.save()
    read_words = re.findall(r"w\d+x", read(file.getvalue()).text)
    assert sorted(read_words) == sorted(strewn)
