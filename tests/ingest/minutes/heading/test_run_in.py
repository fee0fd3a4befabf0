"""Titles in bold that begin a paragraph, in every format that knows bold words."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate
from support.office import odt

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Minutes

SAID = [
    ("Cruiser.", "Ms Lee had three prices for it, and the cheapest is to be taken."),
    ("Old Quay Road culvert.", "The limit has been posted since August."),
    ("Public comment.", "None."),
    ("Speeding –", "is still a danger at the school."),
]


def markdown(said: list[tuple[str, str]]) -> bytes:
    return "".join(["# Quay Board\n\nDate: 7 June 2024\n", *(f"\n**{a}** {b}\n" for a, b in said)]).encode()


def html(said: list[tuple[str, str]]) -> bytes:
    return f"<h1>Quay Board</h1><p>Date: 7 June 2024</p>{''.join(f'<p><b>{a}</b> {b}</p>' for a, b in said)}".encode()


def rich(said: list[tuple[str, str]]) -> bytes:
    lines = "".join(rf"\pard {{\b {a}}} {b}\par " for a, b in said).replace("–", r"\'96")
    return rf"{{\rtf1\ansi\ansicpg1252 \pard Quay Board\par \pard Date: 7 June 2024\par {lines}}}".encode()


def word(said: list[tuple[str, str]]) -> bytes:
    document = docx.Document()
    document.add_paragraph("Quay Board")
    document.add_paragraph("Date: 7 June 2024")
    for title, rest in said:
        paragraph = document.add_paragraph()
        paragraph.add_run(title).bold = True
        paragraph.add_run(f" {rest}")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def open_document(said: list[tuple[str, str]]) -> bytes:
    lines = "".join(f'<text:p><text:span text:style-name="B">{a}</text:span> {b}</text:p>' for a, b in said)
    bold = (
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    return odt(f"<text:p>Quay Board</text:p><text:p>Date: 7 June 2024</text:p>{lines}", bold)


def pdf(said: list[tuple[str, str]]) -> bytes:
    style = getSampleStyleSheet()["Normal"]
    lines = ["Quay Board", "Date: 7 June 2024", *(f"<b>{a}</b> {b}" for a, b in said)]
    written = io.BytesIO()
    SimpleDocTemplate(written).build([Paragraph(line, style) for line in lines])
    return written.getvalue()


FORMS = [("md", markdown), ("html", html), ("rtf", rich), ("docx", word), ("odt", open_document), ("pdf", pdf)]


def minutes(suffix: str, data: bytes) -> Minutes:
    (one,) = parse(read_document(Path(f"m.{suffix}"), data)).meetings
    return one


@pytest.mark.parametrize(("suffix", "write"), FORMS)
def test_titles_in_bold_that_begin_paragraphs_are_headings(suffix: str, write: object) -> None:
    """What goes on with its title as one sentence is quoted with it."""
    read = minutes(suffix, write(SAID))  # type: ignore[operator]
    assert [path[-1] for path in read.sections] == ["Cruiser", "Old Quay Road culvert", "Public comment", "Speeding"]
    said = [passage.text.replace("*", "") for passage in read.passages if passage.section]
    assert said == [SAID[0][1], SAID[1][1], "None.", "Speeding – is still a danger at the school."]


@pytest.mark.parametrize(("suffix", "write"), FORMS)
@pytest.mark.parametrize(
    "said",
    [
        SAID[:2],
        [("Ann Lee:", "Two came to us."), ("Bob Ray:", "Who were they?"), ("Ann Lee:", "Boats of the trust.")],
        [("Location:", "the hall"), ("Scribe:", "Bob Ray"), ("Duration:", "two hours"), ("Room:", "the small one")],
        [("ACTION:", "Ann Lee to ask."), ("Resolved:", "That it be sold."), ("Note:", "Bob Ray left.")],
        [("All", "were glad of it."), ("Nobody", "was against it."), ("Most", "had been there before.")],
    ],
)  # fmt: skip
def test_stressed_words_labels_and_who_speaks_are_no_headings(
    suffix: str, write: object, said: list[tuple[str, str]]
) -> None:
    assert minutes(suffix, write(said)).sections == ()  # type: ignore[operator]


def test_a_title_in_capitals_like_the_headings_of_the_record_is_one_though_it_is_run_in() -> None:
    """The only one of its kind, as where a meeting is opened."""
    page = (
        "<h1>Quay Board</h1><p>Date: 7 June 2024</p><p><b>CALL TO ORDER.</b> Ann Lee opened the meeting.</p>"
        + "".join(f"<h2>{title}</h2><p>It was talked about.</p>" for title in ("BOATS", "FEES", "CRANE"))
    )
    assert [path[-1] for path in minutes("html", page.encode()).sections] == ["CALL TO ORDER", "BOATS", "FEES", "CRANE"]
