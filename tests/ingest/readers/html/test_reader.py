from __future__ import annotations

from pathlib import Path

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Document


def document(body: str) -> Document:
    return read_document(Path("/r/m.html"), f"<html><body>{body}</body></html>".encode())


def words(body: str) -> list[tuple[str, int, str, str]]:
    read = document(body)
    return [(b.role, b.level, b.marker, read.text[b.start : b.end]) for b in read.blocks]


def test_what_a_reader_of_the_page_does_not_see_is_left_out() -> None:
    body = (
        "<script>x()</script><!-- note --><p hidden>a</p><p style='display: none'>b</p><nav>menu</nav>"
        "<p>Seen <b>bold</b> and <i>more</i>.</p>"
    )
    assert words(body) == [("paragraph", 0, "", "Seen bold and more.")]


def test_lists_nest_and_keep_their_numbers() -> None:
    body = "<ol start=3><li>three<ul><li>inner</li></ul></li><li value=7>seven</li></ol>"
    assert words(body) == [("item", 1, "3.", "three"), ("item", 2, "•", "inner"), ("item", 1, "7.", "seven")]


def test_line_breaks_part_header_facts() -> None:
    body = "<h1>Board</h1><p>Date: 3 June 2025<br>Present: Ann Lee, Bob Ray</p><h2 id='h'>Housing</h2><p>Talk.</p>"
    (minutes,) = parse(document(body)).meetings
    assert str(minutes.meeting.date) == "2025-06-03"
    assert minutes.meeting.attendees == ("Ann Lee", "Bob Ray")
    assert minutes.passages[-1].link == "file:///r/m.html#h"


def test_table_rows_carry_their_heads() -> None:
    body = "<table><tr><th>Task</th><th>Lead</th></tr><tr><td>Write</td><td>Ann</td></tr></table>"
    read = document(body)
    assert [(b.role, b.context) for b in read.blocks] == [("columns", ""), ("row", "Task | Lead")]


def test_a_list_ten_thousand_deep_is_cut_off_not_crashed_on() -> None:
    read = document("<p>before</p>" + "<ul><li>" * 10_000 + "deep" + "</li></ul>" * 10_000)
    assert read.text.startswith("before")


def test_words_of_a_cell_stay_apart_and_nested_tables_are_read_once() -> None:
    body = (
        "<table><tr><td>Publish data<br>by <b>June</b><ul><li>first</li><li>second</li></ul></td><td>Ann</td></tr>"
        "<tr><td>Roof<table><tr><td>Leak</td><td>Hall</td></tr></table></td><td>Bob</td></tr></table>"
    )
    assert [row[3] for row in words(body)] == ["Publish data by June first second | Ann", "Roof Leak Hall | Bob"]


def test_a_table_that_only_frames_the_page_is_no_table() -> None:
    assert [row[:2] for row in words("<table><tr><td><h2>Data</h2><p>Talk.</p></td></tr></table>")] == [
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_the_furniture_of_a_page_is_left_out() -> None:
    body = "<header><p>Cookies</p></header><main><p>Minutes.</p><aside>Related</aside></main><footer>Crown</footer>"
    assert [row[3] for row in words(body)] == ["Minutes."]
    assert [row[3] for row in words("<div role=banner>Menu</div><p>Minutes.</p><footer>Crown</footer>")] == ["Minutes."]


def test_terms_and_what_is_said_of_them_are_facts() -> None:
    found = words("<h1>Board</h1><dl><dt>Date</dt><dd>3 June 2025</dd><dt>Present:</dt><dd>Ann Lee</dd></dl>")
    assert [text for *_, text in found][1:] == ["Date: 3 June 2025", "Present: Ann Lee"]
