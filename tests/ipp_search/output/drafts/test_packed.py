"""Documents are opened by the libraries that read them, with every word and source that the Markdown has."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import odfdo
import pypdfium2
import pytest
import typst

from ipp_search.errors import BadQuestion
from ipp_search.ingest.records import Meeting, Passage
from ipp_search.output.drafts.document import Block, Document, Piece
from ipp_search.output.drafts.document_odt import odt
from ipp_search.output.drafts.document_pdf import pdf
from ipp_search.output.drafts.packed import Packed, packed

Run = Callable[..., Any]
COMMANDS = [["brief", "recall"], ["timeline", "recall"], ["brief", "--meeting", "2025-06-03"]]
_WORD = re.compile(r"\w+")


def words(text: str) -> set[str]:
    return set(_WORD.findall(text))


def of_pdf(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_an_odt_has_headings_notes_and_tables_and_verifies(run: Run, tmp_path: Path, args: list[str]) -> None:
    file = tmp_path / "made.odt"
    assert run(*args, "-o", file).code == 0
    body = odfdo.Document(str(file)).body
    assert str(body.get_headers()[0].level) == "1"
    assert body.get_headers()[0].style == "Heading_20_1"
    cited = {note.text_recursive for note in body.get_elements("//text:note-body")}
    assert cited
    assert all("IPP External Stakeholder Challenge Group" in citation for citation in cited)
    assert all(table.get_elements("table:table-header-rows") for table in body.tables)
    checked = run("verify", file)
    assert " 0 false" in checked.out or checked.code == 0
    if args[0] == "brief":
        assert checked.code == 0


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_a_pdf_is_tagged_titled_and_has_every_word(run: Run, tmp_path: Path, args: list[str]) -> None:
    file, told = tmp_path / "made.pdf", tmp_path / "made.odt"
    assert run(*args, "-o", file).code == 0
    run(*args, "-o", told)
    with pypdfium2.PdfDocument(file) as opened:
        assert opened.is_tagged()
        assert opened.get_metadata_value("Title") == odfdo.Document(str(told)).meta.title
    assert b"pdfuaid" in file.read_bytes()
    parted = re.sub(r"[-‐]\s+", "", of_pdf(file))  # words broken at the end of a line
    of_odt = "\n".join(one.text_recursive for one in odfdo.Document(str(told)).body.get_elements("//text:p|//text:h"))
    lost = {word for word in words(of_odt) if not word.isdigit() and word not in parted}
    assert len(lost) < len(words(of_odt)) / 50, lost
    assert run("verify", file).code == 3  # notes of a PDF stand apart from what they prove; nothing is false


def document() -> Document:
    meeting = Meeting("2025-06-03-board", "Board", "/r/a.txt", "0")
    made = Document()
    made.heading(1, "A #title with *marks* & <tags>")
    made.heading(3, "too deep")
    for n in range(3):
        passage = Passage(str(n), meeting, '#import "x"', "note", None, ("$a$ <b>&",), 0, 1, n, n)
        said = "“#import ‘x’: [a] $b$ \\ `c` <d> @e \x07\x1b”"
        made.blocks.append(Block("bullet", (Piece(said, (made.note(passage),)),)))
    made.blocks.append(Block("columns", cells=((Piece("a"),), (Piece("b"),))))
    made.blocks.append(Block("row", cells=((Piece("c | d"),), (Piece(""),))))
    return made


@pytest.mark.parametrize("format_", ["odt", "pdf"])
def test_the_same_document_gives_the_same_bytes(format_: Packed) -> None:
    assert packed(document(), format_) == packed(document(), format_)


def test_what_sets_out_a_page_elsewhere_is_only_words_here(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(pdf(document()))
    (tmp_path / "x.odt").write_bytes(odt(document()))
    told = of_pdf(tmp_path / "x.pdf").replace("\r\n", " ")
    for one in (told, odfdo.Document(str(tmp_path / "x.odt")).get_formatted_text()):
        assert "A #title with *marks* & <tags>" in one
        assert one.count("[a] $b$ \\ `c` <d> @e") == 3
    assert "\x1b" not in told


def test_letters_that_no_font_has_are_named_in_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        said = 'PDF/UA-1 error: the text `"\U00016a40"` could not be displayed with font `"X"`'
        raise typst.TypstError(said, said)

    monkeypatch.setattr(typst, "compile", refuse)
    with pytest.raises(BadQuestion, match="No font on this machine shows “\U00016a40”"):
        pdf(document())
