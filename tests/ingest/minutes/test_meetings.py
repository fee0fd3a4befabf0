from __future__ import annotations

from pathlib import Path

import pytest

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Record

YEAR = """# Parish Council

## 3 June 2025

- Roads were discussed.
- ACTION: Ann to write.

## 6 May 2025

Cancelled.

## 1 April 2025

- Parks were discussed.
"""


def record(text: str, name: str = "m.md") -> Record:
    return parse(read_document(Path(name), text.encode()))


def days(found: Record) -> list[tuple[str, str, int]]:
    return [(str(m.meeting.date), m.meeting.name, len(m.passages)) for m in found.meetings]


def test_a_year_under_dated_headings_is_a_meeting_each_but_for_the_cancelled() -> None:
    found = record(YEAR)
    assert days(found) == [("2025-06-03", "Parish Council", 2), ("2025-04-01", "Parish Council", 1)]
    assert found.no_meeting == ("2025-05-06: no meeting was held, or no minutes were taken",)
    assert found.meetings[1].passages[0].citation == "Parish Council, 1 April 2025, line 14"


def test_the_same_in_plain_text() -> None:
    text = "Parish Council\n\n3 June 2025\n\n· Roads were discussed.\n\n6 May 2025\n\n· Parks were discussed.\n"
    assert days(record(text, "m.txt")) == [("2025-06-03", "Parish Council", 1), ("2025-05-06", "Parish Council", 1)]


def test_monthly_digests_are_a_meeting_a_month() -> None:
    found = record("# Digest\n\n## May 2025\n\n- a\n\n## June 2025\n\n- b\n")
    assert [(m.meeting.when, m.meeting.precision) for m in found.meetings] == [
        ("May 2025", "month"),
        ("June 2025", "month"),
    ]


def test_the_year_may_stand_above_all_of_them() -> None:
    text = "# Board 2025\n\n## Meeting 3 – 12 June\n\n- a\n\n## Meeting 2 – 8 May\n\n- b\n"
    assert [(day, passages) for day, _, passages in days(record(text))] == [("2025-06-12", 1), ("2025-05-08", 1)]


def test_days_in_a_row_are_one_meeting() -> None:
    found = record("# June 3, 2025 Meeting Notes\n\n## A\n\n- x\n\n# June 4, 2025 Meeting Notes\n\n## B\n\n- y\n")
    assert [(m.meeting.when, len(m.passages)) for m in found.meetings] == [("3–4 June 2025", 2)]


@pytest.mark.parametrize(
    "head", ["# Board, 3 June 2025", "# Board\n\nDate: 3 June 2025", "# Board\n\n**Date:** 3 June 2025"]
)
@pytest.mark.parametrize("part", ["Actions from {}", "Actions from the {} meeting", "Meeting with the minister, {}"])
def test_dates_below_the_records_own_are_of_other_things(head: str, part: str) -> None:
    text = f"{head}\n\n## {part.format('6 May 2025')}\n\n- a\n\n## {part.format('1 April 2025')}\n\n- b\n"
    assert [day for day, _, _ in days(record(text))] == ["2025-06-03"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", "# Our minutes\n\nHow this folder is kept.\n"),
        ("minutes-template.md", "# Board\n\n- item\n"),
        ("2025-06-03.txt", "Board, 3 June 2025\n\nNo minutes were taken.\n"),
        ("x.md", "# Board\n\n## Agenda\n"),
    ],
)
def test_a_file_without_a_meeting_is_told_as_such(name: str, text: str) -> None:
    found = record(text, name)
    assert not found.meetings
    assert found.no_meeting


def test_bare_months_take_the_year_of_the_title() -> None:
    text = "# Board notes 2025\n\n## March\n\nDredging was discussed.\n\n## February\n\nThe lease was discussed.\n"
    found = [(str(m.meeting.date), m.meeting.precision) for m in record(text).meetings]
    assert found == [("2025-03-01", "month"), ("2025-02-01", "month")]


@pytest.mark.parametrize("folder", ["2019/02/26", "2019-02-26", "2019/02/26-board", "minutes/2019-02-board"])
def test_an_index_page_in_a_dated_folder_is_the_record_of_that_day(folder: str) -> None:
    text = "# Standing Board\n\nMinutes of the meeting held on 26 February 2019\n\nThe Board agreed to publish.\n"
    assert [m.meeting.title for m in parse(read_document(Path(f"/{folder}/index.md"), text.encode())).meetings] == [
        "Standing Board"
    ]
    assert not parse(read_document(Path("/minutes/index.md"), text.encode())).meetings


LONG = "\n".join(f"- Item {n} was discussed at length by all who were there." for n in range(30))


@pytest.mark.parametrize(
    "text",
    [
        f"# Liaison\n\nWednesday 1st June 2005\n\n{LONG}\n\n## 1 July 2005\n\n- x\n\n## 8 August 2005\n\n- y\n",
        f"Liaison\n\nWednesday 1st June 2005\n\n{LONG}\n\n1st July 2005\n\n8th August 2005\n\nAt 7 pm.\n",
        f"# Board\n## June 1, 2005\n\n{LONG}\n\n## Upcoming\n\n### July 6, 2005 Meeting\n- Cancelled\n\n"
        "### August 3, 2005 Meeting\n- Workshop\n",
        f"# Board held 1 June 2005\n\n{LONG}\n\n# 2. Minutes of the meeting 26th May 2004\n\n- agreed\n\n"
        "# 3. Minutes of the meeting 2nd May 2003\n\n- agreed\n",
        f"# Board\n\n# 1 June 2005\n\n{LONG}\n\n# 03.06.04(1)\n\n- cheque\n\n# 03.06.07(1)\n\n- cheque\n",
    ],
)
def test_dates_of_other_meetings_and_numbers_cut_no_minutes(text: str) -> None:
    (minutes,) = record(text).meetings
    assert str(minutes.meeting.date) == "2005-06-01"
    assert sum("discussed at length" in p.text for p in minutes.passages) == 30


def test_what_stands_above_the_first_of_several_meetings_is_kept() -> None:
    text = (
        "# Council\n\nThese notes are kept by the clerk.\n\n## 3 June 2025\n\n- Roads.\n\n## 6 May 2025\n\n- Parks.\n"
    )
    found = record(text)
    assert [day for day, _, _ in days(found)] == ["2025-06-03", "2025-05-06"]
    assert any("kept by the clerk" in p.text for p in found.meetings[0].passages)


@pytest.mark.parametrize("said", ["The outing was cancelled.", "Ann said that the bus had been cancelled."])
def test_what_was_cancelled_in_a_sentence_cancels_no_meeting(said: str) -> None:
    assert days(record(f"# Council, 3 June 2025\n\n{said}\n"))[0][0] == "2025-06-03"


@pytest.mark.parametrize("said", ["Cancelled.", "This meeting was cancelled.", "Meeting cancelled", "We did not meet."])
def test_a_meeting_that_was_not_held_is_none(said: str) -> None:
    assert not record(f"# Council, 3 June 2025\n\n{said}\n").meetings


def test_headings_with_a_day_in_the_line_below_them_part_the_meetings_of_a_file() -> None:
    text = (
        "# Users' Committee\n\nMinutes of both meetings.\n\n# Spring\n\n**Tuesday 20 April 2021, 09:30 (online)**\n\n"
        "Chair: Ann Lee\n\n**1. Budget**\n\nThe budget was read and agreed by all who were there.\n\n"
        "# Autumn\n\n**Thursday 14 October 2021, 10:00**\n\nChair: Bob Ray\n\n**1. Works**\n\nThe wall was mended.\n"
    )
    dates = [minutes.meeting.date for minutes in parse(read_document(Path("committee.md"), text.encode())).meetings]
    assert [str(date) for date in dates] == ["2021-04-20", "2021-10-14"]


def test_a_section_with_a_day_in_its_first_line_is_no_meeting() -> None:
    text = "# Quay Group, 3 June 2031\n\n## Works\n\n12 May 2031\n\nThe wall fell.\n\n## Boats\n\nTwo were sold.\n"
    assert len(parse(read_document(Path("a.md"), text.encode())).meetings) == 1
