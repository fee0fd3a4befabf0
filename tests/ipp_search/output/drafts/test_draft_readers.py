"""Whether a document is read whole, and what its page does not show is told as such."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from ipp_search.output.drafts.draft_apart import read_draft_apart
from ipp_search.output.drafts.read_draft import read_draft
from ipp_search.query.verification.statements import Draft

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
CLAIM = "the jetty was closed"


def asides(draft: Draft) -> list[str]:
    return [block.aside for block in draft.blocks if block.aside and CLAIM in block.text]


def seen(draft: Draft) -> bool:
    return any(CLAIM in block.text for block in draft.blocks if not block.aside)


@pytest.mark.parametrize(
    "run",
    [
        f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>{CLAIM}</w:t></w:r>",
        f"<w:r {W}><w:rPr><w:strike/></w:rPr><w:t>{CLAIM}</w:t></w:r>",
        f'<w:r {W}><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>{CLAIM}</w:t></w:r>',
        f'<w:r {W}><w:rPr><w:sz w:val="2"/></w:rPr><w:t>{CLAIM}</w:t></w:r>',
        f'<w:del {W} w:id="1" w:author="x"><w:r><w:delText>{CLAIM}</w:delText></w:r></w:del>',
    ],
)
def test_words_of_a_word_file_that_its_page_does_not_show_are_asides(tmp_path: Path, run: str) -> None:
    file = docx.Document()
    file.add_paragraph("Words. ")._p.append(parse_xml(run))
    file.save(str(tmp_path / "x.docx"))
    draft = read_draft(tmp_path / "x.docx")
    assert asides(draft)
    assert not seen(draft)


@pytest.mark.parametrize(
    "element",
    [
        f"<w:sdt {W}><w:sdtContent><w:r><w:t>{CLAIM}</w:t></w:r></w:sdtContent></w:sdt>",
        f"<m:oMath {M}><m:r><m:t>{CLAIM}</m:t></m:r></m:oMath>",
        f'<w:ins {W} w:id="1" w:author="x"><w:r><w:t>{CLAIM}</w:t></w:r></w:ins>',
    ],
)
def test_words_that_stand_in_a_control_an_equation_or_an_insertion_are_read(tmp_path: Path, element: str) -> None:
    file = docx.Document()
    file.add_paragraph("Words. ")._p.append(parse_xml(element))
    file.save(str(tmp_path / "x.docx"))
    assert seen(read_draft(tmp_path / "x.docx"))


def test_headers_and_footers_of_a_word_file_are_read(tmp_path: Path) -> None:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = CLAIM
    file.save(str(tmp_path / "x.docx"))
    assert seen(read_draft(tmp_path / "x.docx"))


@pytest.mark.parametrize(
    "page",
    [
        f"<p>Words<!-- {CLAIM} --></p>",
        f'<p title="{CLAIM}">Words</p>',
        f'<p>Words <span style="display: none">{CLAIM}</span></p>',
        f"<p>Words <del>{CLAIM}</del></p>",
        f"<style>p::after {{ content: '{CLAIM}' }}</style><p>Words</p>",
        f"<p>Words</p><script>document.write('{CLAIM}')</script>",
        f'<p>Words <img alt="{CLAIM}" src="x.png"></p>',
        f"<p hidden>{CLAIM}</p>",
    ],
)
def test_words_of_a_page_that_it_hides_makes_up_or_keeps_beside_are_asides(tmp_path: Path, page: str) -> None:
    (tmp_path / "x.html").write_text(f"<html><body>{page}</body></html>", "utf-8")
    draft = read_draft(tmp_path / "x.html")
    assert asides(draft)
    assert not seen(draft)


@pytest.mark.parametrize("tag", ["div", "blockquote", "pre", "h6", "address", "caption", "figcaption", "dd", "made-up"])
def test_words_of_a_page_are_read_in_whatever_element_they_stand(tmp_path: Path, tag: str) -> None:
    (tmp_path / "x.html").write_text(f"<p>Words</p><{tag}>{CLAIM}</{tag}>", "utf-8")
    assert seen(read_draft(tmp_path / "x.html"))


def test_every_string_of_a_json_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(f'{{"answer": {{"parts": ["{CLAIM}"]}}}}', "utf-8")
    assert seen(read_draft(tmp_path / "x.json"))


@pytest.mark.parametrize(
    "page",
    [
        f'<body onload="document.write(1)"><p>{CLAIM}</p>',
        f'<head><base href="http://other.example/"></head><p>{CLAIM}</p>',
        f'<head><meta http-equiv="refresh" content="0;url=http://other.example/"></head><p>{CLAIM}</p>',
        f'<head><link rel="stylesheet" href="x.css"></head><p>{CLAIM}</p>',
        f'<p>The <bdo dir="rtl">{CLAIM}</bdo></p>',
        f'<ol start="4"><li>{CLAIM}</li></ol>',
        f"<ol reversed><li>{CLAIM}</li></ol>",
        f'<ol><li value="7">{CLAIM}</li></ol>',
    ],
)
def test_what_changes_a_page_beside_its_words_is_told(tmp_path: Path, page: str) -> None:
    (tmp_path / "x.html").write_text(f"<html>{page}</html>", "utf-8")
    assert [block for block in read_draft(tmp_path / "x.html").blocks if block.aside]


def test_what_an_office_program_adds_to_a_page_is_no_statement(tmp_path: Path) -> None:
    head = (
        '<meta name="generator" content="Office 7"><meta name="author" content="x"><style>p { color: #000080 }</style>'
    )
    (tmp_path / "x.html").write_text(f"<html><head>{head}</head><body><p>{CLAIM}</p></body></html>", "utf-8")
    assert not asides(read_draft(tmp_path / "x.html"))
    assert [block.text for block in read_draft(tmp_path / "x.html").blocks] == [CLAIM]


def test_the_title_of_a_word_file_is_told(tmp_path: Path) -> None:
    file = docx.Document()
    file.core_properties.title = CLAIM
    file.save(str(tmp_path / "x.docx"))
    assert asides(read_draft(tmp_path / "x.docx")) == ["the title of the file"]


def test_each_line_of_a_text_that_is_not_folded_is_a_paragraph(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(f"Heading\n{CLAIM} {'word ' * 60}\nThird line\n", "utf-8")
    assert len(read_draft(tmp_path / "x.txt").blocks) == 3


def test_a_relative_path_is_of_the_folder_one_is_in_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<p>The hall was let.</p>"
    for name in ("first", "second"):  # the reading process was started from the first
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.html").write_text(page, "utf-8")
        monkeypatch.chdir(tmp_path / name)
        assert read_draft_apart(Path(f"{name}.html")) == read_draft(tmp_path / name / f"{name}.html")
