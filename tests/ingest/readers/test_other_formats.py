"""Rich Text, presentations, and what is named .doc."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from support.office import actions, docx, p, read, words

from ipp_search.errors import UnreadableRecord

RTF = (
    r"{\rtf1\ansi\ansicpg1252 Quay Forum\par Date: 14 May 2024\par \par Boats pay {\strike 25} 18"
    r" pounds \'96 caf\'e9.\par }"
)


def test_rich_text_is_read_in_its_charset_without_what_is_struck() -> None:
    assert [text for *_, text in words(RTF, "rtf")] == [
        "Quay Forum", "Date: 14 May 2024", "Boats pay 18 pounds – café.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    [
        r"\pard\b Fees\b0\par ", r"{\pard\sa60 \b Fees\par}", r"\pard {\rtlch\fcs1 \ab \ltrch\b\insrsid5 Fees}\par ",
        r"\pard\outlinelevel1 Fees\par\pard ",
    ],
)  # fmt: skip
def test_a_bold_line_or_one_of_an_outline_is_a_heading_of_rich_text(heading: str) -> None:
    """A bold word within a line, or the bold of a style that nothing uses, makes none."""
    head = r"{\rtf1\ansi{\stylesheet{\s1\b heading 1;}}\pard Quay Forum\par "
    read_words = words(rf"{head}{heading}Boats pay {{\b well}}.\par All do.\par }}", "rtf")
    assert [(role, text) for role, *_, text in read_words] == [
        ("paragraph", "Quay Forum"), ("heading", "Fees"), ("paragraph", "Boats pay well."), ("paragraph", "All do."),
    ]  # fmt: skip


def test_a_table_of_rich_text_has_rows() -> None:
    rows = [("Action", "Owner", "Due"), ("Oil the winch", "Dinah Cole", "1 June 2024"), ("", "Ivo Marsh", "")]
    body = "".join(r"\trowd " + "".join(rf"\intbl {cell}\cell " for cell in row) + r"\row" + "\n" for row in rows[:2])
    data = rf"{{\rtf1\ansi Quay Forum\par Date: 14 May 2024\par Actions\par {body}\pard Done.\par }}"
    assert ("Oil the winch | Dinah Cole | 1 June 2024", "Dinah Cole") in actions(data, "rtf")


def test_a_slide_is_a_page_with_its_title_as_heading() -> None:
    from pptx import Presentation

    show = Presentation()
    for title, bullets in (("Fees", ["Boats pay.", "Skiffs do not."]), ("Berths", ["All are let."])):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(bullets)
    slide.notes_slide.notes_text_frame.text = "Ask the yard."
    written = io.BytesIO()
    show.save(written)
    document = read(written.getvalue(), "pptx")
    assert [(b.role, b.page, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", 1, "Fees"), ("item", 1, "Boats pay."), ("item", 1, "Skiffs do not."),
        ("heading", 2, "Berths"), ("paragraph", 2, "All are let."), ("footnote", 2, "Ask the yard."),
    ]  # fmt: skip


def test_what_is_named_doc_is_read_as_what_it_is() -> None:
    assert words(RTF, "doc")[0][2] == "Quay Forum"
    assert words("<html><body><p>Boats pay.</p></body></html>", "doc") == [("paragraph", "", "Boats pay.")]
    assert words(docx(p("Boats pay.")), "doc") == [("paragraph", "", "Boats pay.")]


def test_an_old_word_file_says_what_to_do_where_libreoffice_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableRecord, match=r"LibreOffice, which is not installed: save it as \.docx"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "doc")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_old_word_file_is_read_by_libreoffice(tmp_path: Path) -> None:
    import subprocess

    (tmp_path / "m.docx").write_bytes(docx(p("Fees", '<w:pStyle w:val="Heading1"/>') + p("Boats pay £18.")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "m.docx")], check=True, capture_output=True, timeout=120)
    assert words((tmp_path / "m.doc").read_bytes(), "doc") == [
        ("heading", "", "Fees"),
        ("paragraph", "", "Boats pay £18."),
    ]
