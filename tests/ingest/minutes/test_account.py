from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document

MINUTES = "Board\nDate: 1 May 2024\n\n1. Dredging\n- The channel is full.\n- The lease ends.\n"


def test_every_letter_of_plain_minutes_is_accounted_for() -> None:
    record = parse(read_document(Path("m.txt"), MINUTES.encode()))
    assert (record.unread, record.left_out) == (0, ())


def test_what_a_reader_overlooks_is_counted_as_unread() -> None:
    document = read_document(Path("m.txt"), MINUTES.encode())
    words = "The lease ends."
    lost = replace(document, blocks=tuple(b for b in document.blocks if document.text[b.start : b.end] != words))
    letters = sum(char.isalnum() for char in document.text)
    assert parse(lost).unread == sum(char.isalnum() for char in words) / letters


def test_front_matter_comments_and_marks_of_markdown_are_accounted_for() -> None:
    text = (
        "---\nlayout: page\ntitle: Board\n---\n# Board\n\nDate: 1 May 2024\n\n<!-- to be checked -->\n\n"
        "The lease ends.[^1]\n\n[^1]: In May.\n"
    )
    record = parse(read_document(Path("m.md"), text.encode()))
    assert record.unread == 0
    assert [(one.line, one.text) for one in record.left_out] == [(2, "layout: page"), (9, "to be checked")]


@pytest.mark.parametrize("label", ["Speaker 1  00:00:10\n", "[ANN_LEE]: ", "Ann Lee: "])
def test_the_label_of_a_speaker_is_accounted_for(label: str) -> None:
    said = "".join(f"{label}The quay is shut, part {n}.\n\n" for n in range(4))
    assert parse(read_document(Path("2024-05-14 forum.txt"), said.encode())).unread == 0


def test_a_meeting_that_was_not_held_is_left_out_with_why_and_where() -> None:
    text = "# Board\n\n## 1 May 2024\n\nThe lease ends.\n\n## 8 May 2024\n\nMeeting cancelled.\n"
    record = parse(read_document(Path("m.md"), text.encode()))
    why = "no meeting was held, or no minutes were taken"
    assert [(one.line, one.text, one.why) for one in record.left_out] == [
        (1, "Board", "above the first meeting of the file"),
        (7, "8 May 2024", why),
        (9, "Meeting cancelled.", why),
    ]
    assert record.unread == 0
