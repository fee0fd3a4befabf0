from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Document


def saved(document: Any) -> Document:
    written = io.BytesIO()
    document.save(written)
    return read_document(Path("m.docx"), written.getvalue())


def words(document: Document) -> list[tuple[str, int, str, str]]:
    return [(b.role, b.level, b.marker, document.text[b.start : b.end]) for b in document.blocks]


def test_lists_show_the_numbers_that_word_prints() -> None:
    document = docx.Document()
    for text in ("one", "two"):
        document.add_paragraph(text, "List Number")
    document.add_paragraph("between")
    document.add_paragraph("three", "List Number")
    document.add_paragraph("inner", "List Bullet 2")
    read = saved(document)
    assert [row[2] for row in words(read)] == ["1.", "2.", "", "3.", "•"]
    assert "3. three" in read.text


def test_a_table_row_is_a_passage_with_its_column_heads_and_owner() -> None:
    document = docx.Document()
    document.add_heading("Board, 3 June 2025", 0)
    document.add_heading("Actions", 1)
    table = document.add_table(3, 3)
    for row, cells in enumerate([("Action", "Owner", "Due"), ("Write", "Ann Lee", "May"), ("Call", "Bob Ray", "July")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    (minutes,) = parse(saved(document)).meetings
    assert [(p.text, p.kind, p.owner, p.context) for p in minutes.passages] == [
        ("Write | Ann Lee | May", "action", "Ann Lee", "Action | Owner | Due"),
        ("Call | Bob Ray | July", "action", "Bob Ray", "Action | Owner | Due"),
    ]


def test_header_facts_may_stand_in_a_table() -> None:
    document = docx.Document()
    document.add_heading("Board", 0)
    table = document.add_table(2, 2)
    for row, cells in enumerate([("Date", "3 June 2025"), ("Present:", "Ann Lee, Bob Ray")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_heading("Housing", 1)
    document.add_paragraph("We talked.")
    (minutes,) = parse(saved(document)).meetings
    assert str(minutes.meeting.date) == "2025-06-03"
    assert minutes.meeting.attendees == ("Ann Lee", "Bob Ray")


def test_hidden_and_deleted_words_are_left_out_and_inserted_ones_kept() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Seen")
    hidden = paragraph.add_run(" secret")
    hidden.font.hidden = True
    for tag, text, name in (("w:del", " gone", "w:delText"), ("w:ins", " new", "w:t")):
        change, run, inner = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(name)
        inner.text = text
        inner.set(qn("xml:space"), "preserve")
        run.append(inner)
        change.append(run)
        paragraph._p.append(change)
    assert words(saved(document))[0][3] == "Seen new"


def test_soft_hyphens_and_hard_spaces_do_not_reach_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("re\u00adcall\u00a0of \u200bpeople")
    assert words(saved(document))[0][3] == "recall of people"


def table(rows: list[tuple[str, ...]]) -> Document:
    document = docx.Document()
    made = document.add_table(len(rows), len(rows[0]))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            made.cell(row, column).text = text
    return saved(document)


def test_the_first_row_of_a_table_without_heads_is_kept() -> None:
    read = table([("Tom Reed", "Northshire Council"), ("Asha Patel", "Probation")])
    assert [row[0] for row in words(read)] == ["row", "row"]
    assert [row[0] for row in words(table([("Date", "14 March 2025"), ("Venue", "Room 1")]))] == ["row", "row"]


def test_heads_may_be_abbreviated() -> None:
    read = table([("No.", "Action", "Owner", "Due"), ("1", "Write", "Ann Lee", "May")])
    assert [row[0] for row in words(read)] == ["columns", "row"]


def test_a_text_box_is_a_paragraph_of_its_own_read_once() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Around it.")
    run, box, inner, inner_run, text = (OxmlElement(n) for n in ("w:r", "w:txbxContent", "w:p", "w:r", "w:t"))
    text.text = "The clinic closes on Fridays."
    inner_run.append(text)
    inner.append(inner_run)
    box.append(inner)
    run.append(box)
    paragraph._p.append(run)
    assert [row[3] for row in words(saved(document))] == ["Around it.", "The clinic closes on Fridays."]


def test_an_attendance_table_tells_who_came_and_who_did_not() -> None:
    document = docx.Document()
    document.add_heading("Board, 3 June 2025", 0)
    document.add_heading("Attendance", 1)
    rows = [("Name", "Organisation", "Present"), ("Ann Lee", "Council", "Yes"), ("Greg Dunn", "Police", "Apologies")]
    made = document.add_table(3, 3)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            made.cell(row, column).text = text
    document.add_heading("Housing", 1)
    document.add_paragraph("Talk.")
    (minutes,) = parse(saved(document)).meetings
    assert (minutes.meeting.attendees, minutes.meeting.apologies) == (("Ann Lee",), ("Greg Dunn",))


def test_a_line_all_in_bold_is_a_heading() -> None:
    document = docx.Document()
    document.add_paragraph("Harbour Board minutes, 3 June 2025")
    for heading, words in (("Dredging", "The channel has silted up."), ("The lease", "It ends in June.")):
        document.add_paragraph().add_run(heading).bold = True
        document.add_paragraph(words)
    document.add_paragraph("Some words are ").add_run("bold").bold = True
    (minutes,) = parse(saved(document)).meetings
    assert minutes.meeting.title == "Harbour Board minutes, 3 June 2025"
    assert [(p.section, p.text) for p in minutes.passages] == [
        (("Dredging",), "The channel has silted up."),
        (("The lease",), "It ends in June."),
        (("The lease",), "Some words are bold"),
    ]
