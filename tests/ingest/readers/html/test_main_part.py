from __future__ import annotations

from pathlib import Path

import pytest

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Document

MAIN = "<main><h2>Minutes</h2><p>The hall was discussed.</p></main>"


def document(body: str) -> Document:
    return read_document(Path("/r/m.html"), f"<html><body>{body}</body></html>".encode())


def test_title_and_attendance_above_the_main_part_belong_to_the_record() -> None:
    read = document(
        "<header><h1>Hall Committee</h1><p>3 June 2025</p><nav>Home</nav></header>"
        f"<div><h2>Attendees</h2><dl><dt>Present</dt><dd>Ann Lee, Bob Ray</dd></dl></div>{MAIN}"
    )
    assert "Hall Committee\n3 June 2025\nAttendees" in read.text
    (minutes,) = parse(read).meetings
    assert minutes.meeting.attendees == ("Ann Lee", "Bob Ray")
    assert str(minutes.meeting.date) == "2025-06-03"


@pytest.mark.parametrize(
    "above",
    [
        "<header><h1><a href='/'>A site of many pages</a></h1></header>",
        "<div class='menu'><ul><li><a href='/a'>About</a></li><li><a href='/b'>Contact</a></li></ul></div>",
        "<div>We use cookies to make this site work.</div>",
    ],
)
def test_what_a_site_sets_beside_the_main_part_is_left_out_and_told(above: str) -> None:
    read = document(above + MAIN + "<footer>Last changed by the web team</footer>")
    assert read.text.split("\n")[:-1] == ["Minutes", "The hall was discussed."]
    assert len(read.left_out) == 2
    assert "Last changed by the web team" in [one.text for one in read.left_out]


def test_a_main_part_deep_in_the_page_keeps_the_title_of_an_outer_part() -> None:
    read = document(
        f"<div><div><h1>Hall Committee</h1><p>3 June 2025</p></div><div><div>{MAIN}</div><p>Share</p></div></div>"
    )
    assert read.text.startswith("Hall Committee\n3 June 2025\nMinutes")
    assert [(one.text, one.why) for one in read.left_out] == [("Share", "beside the record on its page")]


def said(body: str) -> list[str]:
    read = document(body)
    return [read.text[block.start : block.end] for block in read.blocks]


@pytest.mark.parametrize("name", ["id='content'", "class='page main-content'", "id=primary"])
def test_an_element_that_is_named_as_the_main_part_and_holds_most_words_is_it(name: str) -> None:
    record = "<h1>Quay Board</h1><p>Present: Ann Lee</p><p>The chain was bought and the fees were paid in full.</p>"
    page = f"<div class=top><p>Tickets on sale now!</p></div><div {name}>{record}</div><div><p>A charity.</p></div>"
    assert said(page) == [
        "Quay Board", "Present: Ann Lee", "The chain was bought and the fees were paid in full.",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["breadcrumbs", "skip-link", "sidebar", "menu"])
def test_what_is_named_as_furniture_is_left_out_unless_it_says_who_met(name: str) -> None:
    def lines(inside: str) -> list[str]:
        page = f"<h1>Quay Board</h1><div class='{name} x'>{inside}</div><p>The chain was bought.</p>"
        return said(page)

    assert lines("<a href=/>Home</a> » Boards") == ["Quay Board", "The chain was bought."]
    assert lines("<p>Present: Ann Lee</p>") == ["Quay Board", "Present: Ann Lee", "The chain was bought."]
