"""The same minutes in every format give the same passages: words, kind, section, owner and speaker."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import writers

from ipp_search.corpus import NOTES
from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Minutes

NOTE_PATHS = sorted(NOTES.glob("*.txt"))


def understood(path: Path, data: bytes) -> Minutes:
    (minutes,) = parse(read_document(path, data)).meetings
    return minutes


def passages(minutes: Minutes) -> list[tuple[object, ...]]:
    return [
        (" ".join(p.text.split()), p.kind, tuple(" ".join(title.split()) for title in p.section), p.owner, p.speaker)
        for p in minutes.passages
    ]


@pytest.mark.parametrize("note", NOTE_PATHS, ids=lambda path: path.name[:4])
@pytest.mark.parametrize("format_", writers.WRITERS)
def test_a_note_written_in_another_format_gives_the_same_passages(note: Path, format_: str) -> None:
    expected = understood(note, note.read_bytes())
    data = writers.WRITERS[format_](writers.styled(note.read_text("utf-8")))
    found = understood(note.with_suffix(f".{format_}"), data)
    assert passages(found) == passages(expected)
    assert (found.meeting.date, found.meeting.series, found.meeting.attendees) == (
        expected.meeting.date,
        expected.meeting.series,
        expected.meeting.attendees,
    )


@pytest.mark.skipif(writers.SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("note", NOTE_PATHS, ids=lambda path: path.name[:4])
def test_libreoffice_lays_a_note_out_and_it_reads_the_same(note: Path, tmp_path: Path) -> None:
    expected = passages(understood(note, note.read_bytes()))
    styled = tmp_path / "styled.docx"
    styled.write_bytes(writers.as_docx(writers.styled(note.read_text("utf-8"))))
    plain = tmp_path / "plain.txt"
    plain.write_bytes(note.read_bytes())
    for source in (styled, plain):
        for format_ in ("odt", "pdf", "docx", "html"):
            if source is styled and format_ in {"docx", "html"}:
                continue  # docx is its own source; LibreOffice's HTML draws Word's bullets as layout
            path = writers.by_libreoffice(source, format_)
            assert passages(understood(path, path.read_bytes())) == expected, f"{source.name} as {format_}"


@pytest.mark.parametrize("format_", ["docx", "odt", "html"])
def test_locators_are_those_the_format_has(format_: str) -> None:
    note = NOTE_PATHS[-1]
    data = writers.WRITERS[format_](writers.styled(note.read_text("utf-8")))
    minutes = understood(note.with_suffix(f".{format_}"), data)
    last = minutes.passages[-1]
    assert last.page is None
    assert last.paragraph is not None
    assert last.citation.endswith(f"AOB, paragraph {last.paragraph}")


def test_a_pdf_passage_is_cited_by_page_and_paragraph_and_links_to_its_page() -> None:
    note = NOTE_PATHS[-1]
    data = writers.as_pdf(writers.styled(note.read_text("utf-8")))
    minutes = understood(Path("/records/note.pdf"), data)
    assert minutes.passages[0].page == 1
    last = minutes.passages[-1]
    assert last.page is not None
    assert last.page > 1
    assert f"page {last.page}, paragraph " in last.citation
    assert last.link == f"file:///records/note.pdf#page={last.page}"
    assert not any("OFFICIAL" in passage.text for passage in minutes.passages)
