"""Files made to harm: each costs a clear line, and nothing else."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.finding import find_records
from ipp_search.ingest.readers.registry import READERS, read_bytes, read_document, shown

BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def zipped(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return written.getvalue()


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("The Board met. " * 50)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def open_document() -> bytes:
    from odfdo import Document, Paragraph

    document = Document("text")
    document.body.append(Paragraph("The Board met. " * 50))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def pdf_file() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    written = io.BytesIO()
    canvas = Canvas(written)
    canvas.drawString(100, 700, "The Board met.")
    canvas.save()
    return written.getvalue()


WHOLE: dict[str, Callable[[], bytes]] = {
    "docx": word_file,
    "odt": open_document,
    "pdf": pdf_file,
    "html": lambda: b"<html><body><h1>Board</h1><ul><li>caf\xc3\xa9 &amp; more</li></ul></body></html>",
    "md": lambda: "# Board\n\n| a | b |\n| --- | --- |\n| é | ☐ |\n\n```\ncode\n```\n".encode(),
    "txt": lambda: "Board\nDate: 3 June 2025\n\n· naïve – ☐\n".encode(),
    "vtt": lambda: b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ann Lee>Good morning.</v>\n",
}
JUNK = [b"\x00\x01\x02" * 50, b"PK\x03\x04 \x00 not a zip", b"%PDF-1.7 \x00 not a pdf", b"\x00\x00\x00\x00"]


@pytest.mark.parametrize("suffix", sorted(READERS))
@pytest.mark.parametrize("data", JUNK)
def test_bytes_of_another_kind_are_a_line_that_names_the_file(suffix: str, data: bytes) -> None:
    with pytest.raises(UnreadableRecord, match=rf"^m\{suffix}: [^\n]+$"):
        read_document(Path(f"m{suffix}"), data)


@pytest.mark.parametrize("format_", ["docx", "odt", "pdf", "html", "md", "txt", "vtt"])
def test_a_file_cut_short_is_read_as_far_as_it_goes_or_refused_in_a_line(format_: str) -> None:
    whole = WHOLE[format_]()
    for length in range(1, len(whole), max(len(whole) // 23, 1)):
        path = Path(f"m.{format_}")
        try:
            document = read_document(path, whole[:length])
        except UnreadableRecord as refused:
            message = str(refused)
            assert message.startswith(f"m.{format_}: "), message
            assert "\n" not in message
            continue
        for minutes in parse(document).meetings:
            assert all(document.text[p.start : p.end] == p.text for p in minutes.passages)


def test_a_pdf_with_a_password_says_so() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    written = io.BytesIO()
    canvas = Canvas(written, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(100, 700, "The Board met.")
    canvas.save()
    with pytest.raises(UnreadableRecord, match="password"):
        read_document(Path("m.pdf"), written.getvalue())


def test_a_pdf_of_pictures_asks_for_text_recognition() -> None:
    from reportlab.pdfgen.canvas import Canvas

    written = io.BytesIO()
    canvas = Canvas(written)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.save()
    with pytest.raises(UnreadableRecord, match="OCR"):
        read_document(Path("m.pdf"), written.getvalue())


def test_a_list_ten_thousand_deep_is_read_in_time() -> None:
    text = "\n".join(" " * n + "- x" for n in range(10_000))
    assert len(read_document(Path("m.txt"), text.encode()).blocks) == 10_000


def test_a_name_with_line_feeds_and_direction_marks_is_shown_on_one_line(tmp_path: Path) -> None:
    assert shown(Path("a\nb\u202ec.txt")) == "a?b?c.txt"


def test_a_name_that_is_no_text_is_refused_in_words(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(str(tmp_path)) + b"/bad\xff.txt")
    Path(name).write_text("Board\n")
    with pytest.raises(UnreadableRecord, match="Rename the file"):
        read_bytes(Path(name))


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableRecord, match="not an ordinary file"):
        read_bytes(tmp_path / "pipe.txt")


def test_links_that_lead_round_and_nowhere_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "me.txt").symlink_to(tmp_path / "me.txt")
    (tmp_path / "real.txt").write_text("x")
    found = list(find_records(tmp_path, lambda *_: None))
    assert tmp_path / "real.txt" in found
    with pytest.raises(UnreadableRecord):
        read_bytes(tmp_path / "me.txt")


@pytest.mark.parametrize("suffix", ["docx", "odt", "pptx"])
def test_text_that_unpacks_to_far_more_than_a_document_is_not_opened(suffix: str) -> None:
    with pytest.raises(UnreadableRecord, match="unpacks to far more"):
        read_document(Path(f"m.{suffix}"), zipped({"word/document.xml": b" " * 61_000_000}))


def test_cells_that_reach_down_a_long_table_are_not_said_at_each_row() -> None:
    page = f"<table><tr>{'<td rowspan=99999>a</td>' * 90}</tr>{'<tr><td>b</td></tr>' * 200}</table>"
    assert len(read_document(Path("m.html"), page.encode()).blocks) < 500


@pytest.mark.parametrize(
    "unit", ["AL/", "3 June 2025 ", "1. a\n", "i. a\n", "ACTION ", "Ann Lee: yes\n", "| a | b |\n", "[a](", "1.i."]
)
def test_reading_takes_time_in_step_with_the_length(unit: str) -> None:
    def cost(times: int) -> float:
        """Seconds of the processor, so that what else runs on the machine does not count."""
        begun = time.thread_time()
        parse(read_document(Path("m.txt"), f"ACTION: Bob to report {unit * times}x".encode()))
        return time.thread_time() - begun

    times = 1500 // len(unit)
    assert cost(times * 16) < 64 * max(min(cost(times), cost(times)), 0.005)
