"""Dates and names that stand only above the pages, or in the title of a web page's window."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Minutes

BODY = ["Harbour Board", "Dredging", "The channel has silted up again, and Members asked what it costs to dredge it."]


def understood(name: str, data: bytes) -> Minutes:
    (minutes,) = parse(read_document(Path(name), data)).meetings
    return minutes


def word(header: str, body: list[str] = BODY, name: str = "m.docx", field: str = "") -> Minutes:
    """A Word file with the header, in which a field may print a day."""
    document = docx.Document()
    for n, words in enumerate(body):
        document.add_heading(words, n) if n < 2 else document.add_paragraph(words)
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.text = header
    if field:
        code = OxmlElement("w:fldSimple")
        code.set(qn("w:instr"), field)
        paragraph._p.append(code)
    written = io.BytesIO()
    document.save(written)
    return understood(name, written.getvalue())


def opendocument(header: str) -> Minutes:
    from odfdo import Document, Element, Header, Paragraph

    document = Document("text")
    document.body.clear()
    document.body.append(Header(1, BODY[0]))
    document.body.append(Header(2, BODY[1]))
    document.body.append(Paragraph(BODY[2]))
    styles: Any = document.get_part("styles")
    (page,) = styles.get_elements("//style:master-page[@style:name='Standard']")
    page.append(Element.from_tag(f"<style:header><text:p>{header}</text:p></style:header>"))
    written = io.BytesIO()
    document.save(written)
    return understood("m.odt", written.getvalue())


@pytest.mark.parametrize("minutes", [word("Minutes\t3 June 2025\tPage 1"), opendocument("Minutes, 3 June 2025")])
def test_a_date_above_the_pages_counts_where_the_text_has_none(minutes: Minutes) -> None:
    """The header's date is the meeting's, its source is told, and its words are no passage."""
    assert (str(minutes.meeting.date), minutes.meeting.date_source) == ("2025-06-03", "page header")
    assert [p.text for p in minutes.passages] == [BODY[2]]
    assert "page_header" not in dict(minutes.meeting.sources)


def test_the_text_goes_before_the_header_and_the_header_before_the_file_name() -> None:
    """A date in the text wins over one above the pages, which wins over the file's name and tells of it."""
    dated = ["Harbour Board, 5 May 2025", *BODY[1:]]
    assert str(word("3 June 2025", dated).meeting.date) == "2025-05-05"
    meeting = word("Tuesday 4 June 2025", name="2025-05-05.docx").meeting
    assert str(meeting.date) == "2025-06-04"
    assert meeting.warnings == (
        "the record says '4 June 2025', but that day was a Wednesday",
        "the file name says 2025-05-05, the text 2025-06-04",
    )


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Approved on 3 June 2025", ""),
        ("3 June 2025 and 5 August 2025", ""),
        ("3 June 2025", ' DATE \\@ "d MMMM yyyy" '),
    ],
)
def test_a_doubtful_date_above_the_pages_is_none(header: str, field: str) -> None:
    """A day of approval, two dates, or the day of printing is not taken for the meeting's."""
    assert word(header, field=field).meeting.date is None


def test_the_header_names_a_record_that_has_no_title() -> None:
    """Where the text begins with a sentence, title and series are those above the pages."""
    meeting = word("OFFICIAL\tHarbour Board – 3 June 2025", ["", "", BODY[2]]).meeting
    assert (meeting.title, meeting.series) == ("Harbour Board – 3 June 2025", "Harbour Board")


def test_the_title_of_a_web_page_is_the_last_place_a_date_is_looked_for() -> None:
    """The window's title dates a page that has no other date, not one whose file name has."""
    page = f"<title>Minutes, 3 June 2025 – Council</title><h1>Board</h1><h2>Dredging</h2><p>{BODY[2]}</p>".encode()
    meeting = understood("m.html", page).meeting
    assert (str(meeting.date), meeting.date_source, meeting.title) == ("2025-06-03", "page title", "Board")
    assert understood("2025-05-05.html", page).meeting.date_source == "file name"
    assert understood("m.html", page.replace(b"Minutes", b"Published")).meeting.date is None
