from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Meeting


def meeting(text: str, name: str = "minutes.txt") -> Meeting:
    return parse(read_document(Path(name), text.encode())).meetings[0].meeting


def test_labelled_facts_are_read_whatever_stands_around_them() -> None:
    m = meeting(
        "The Board\n\tDate of meeting:  3 June 2025\n**Present:** Ann, Bob and Cleo\n"
        "Next meeting:\t2 September 2025\nData\n- x on 1 May 2020.\n"
    )
    assert (m.series, m.date, m.attendees, m.next_meeting) == (
        "The Board",
        dt.date(2025, 6, 3),
        ("Ann", "Bob", "Cleo"),
        "2 September 2025",
    )


def test_and_splits_only_the_last_of_the_names() -> None:
    m = meeting("T\nPresent: Prison and Probation Ombudsman, Police, Howard League and Parole Board\n")
    assert m.attendees == ("Prison and Probation Ombudsman", "Police", "Howard League", "Parole Board")


def test_the_date_of_the_next_meeting_is_not_the_date_of_this_one() -> None:
    m = meeting("The Board\nNext meeting: 2 September 2025\nData\n- x.\n", "notes.txt")
    assert (m.date, m.date_source) == (None, None)
    assert "no date" in m.warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        "Works\n\nRoads\n· Recall of tools, due 3 June 2025.\n",
        "Works\n\n· Recall of tools, due 3 June 2025.\n",
        "Works\n\nThe minister's letter to all of the members, dated 3 June 2025, was read.\n",
    ],
)
def test_a_date_of_something_else_is_not_the_date_of_the_meeting(text: str) -> None:
    assert meeting(text).date is None


@pytest.mark.parametrize(
    ("text", "name", "source"),
    [
        ("Board\nDate: 3 June 2025\n", "2020-01-01.txt", "line 2"),
        ("Board minutes, 3 June 2025\n\nText here.\n", "x.txt", "line 1"),
        ("Board\n\nMinutes of the meeting held on 3 June 2025.\n", "x.txt", "line 3"),
        ("Board\n\nNothing dated.\n", "board_2025_06_03.txt", "file name"),
    ],
)
def test_where_the_date_was_read_is_told(text: str, name: str, source: str) -> None:
    m = meeting(text, name)
    assert (m.date, m.date_source) == (dt.date(2025, 6, 3), source)


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("SPDX AI Team Meeting 2026-01-07", "SPDX AI Team Meeting"),
        ("Minutes of the Parish Council held on 3 June 2025", "Parish Council"),
        ("September 23, 2014 Meeting Notes", None),
        ("DSF Board monthly meeting, June 13, 2019", "DSF Board monthly meeting"),
    ],
)
def test_the_series_is_the_title_without_date_and_boilerplate(title: str, series: str | None) -> None:
    assert meeting(f"# {title}\n\n- x\n", "m.md").series == series


def test_attendees_listed_under_a_heading_are_read() -> None:
    m = meeting("# Team, 3 June 2025\n\n## Attendees\n\n* Ann\n* Bob\n\n## Data\n\n* x\n", "m.md")
    assert m.attendees == ("Ann", "Bob")


def test_the_id_is_made_of_date_and_name() -> None:
    assert meeting("Café Society\nDate: 3 June 2025\n").id == "2025-06-03-cafe-society"
    assert meeting("A sentence, and no title.\n", "some notes.txt").id == "undated-some-notes"
