"""The date of the meeting, over the header forms that records have; a wrong date is worse than none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Meeting

JUNE = "2025-06-03"
# How a labelled line may write one day.
LABELLED = [
    "Tuesday, the third day of June 2025", "Third of June, 2025",
    "3 June 2025", "03 June 2025", "3rd June 2025", "3rd of June 2025", "the 3rd of June, 2025", "3 JUNE 2025",
    "3 Jun 2025", "3 Jun. 2025", "3-Jun-2025", "3 Jun 25", "June 3, 2025", "June 3rd, 2025", "Jun 3 2025",
    "Tuesday 3 June 2025",
    "Tuesday, 3rd June 2025", "Tues 3 June 2025", "Tue 3 Jun 2025", "Tuesday June 3, 2025", "2025-06-03", "2025/06/03",
    "2025.06.03", "Tuesday 03/06/2025", "Tue 3/6/25",
    "3 June 2025, 10am", "3 June 2025 at 10:00", "10:00, 3 June 2025", "10.30–12.00 on 3 June 2025",
    "3 June 2025 (online)", "2025-06-03T10:00", "3 June 2025, Room 4.21, 102 Petty France", "3-June-2025",
    "Tuesday 3 June 2025 14:00-16:00",
    "Tuesday, 3rd of June 2025, 2–4pm", "Tue, 3 Jun 2025 10:00",
]  # fmt: skip
# Numbers that say 6 March as well; nothing else in the record tells.
EITHER_WAY = ["03/06/2025", "3/6/2025", "03/06/25", "3/6/25", "03.06.2025", "3.6.25", "03-06-2025", "03/06/2025 14:00"]
LABELS = [
    "Date: {}", "Date of meeting: {}", "Date of Meeting:\t{}", "Meeting date: {}", "DATE: {}", "**Date:** {}",
    "Date and time: {}", "Date of the meeting: {}", "Date of this meeting: {}", "Held on: {}",
    "Day and time of meeting: {}", "date : {}", "__Date__: {}",
    "Meeting date and time: {}", "Date of meeting (first of two): {}",
]  # fmt: skip
SEVERAL_DAYS = [
    ("3-5 June 2025", "2025-06-03", "2025-06-05"),
    ("3–5 June 2025", "2025-06-03", "2025-06-05"),
    ("3rd to 5th June 2025", "2025-06-03", "2025-06-05"),
    ("3 and 4 June 2025", "2025-06-03", "2025-06-04"),
    ("3, 4 and 5 June 2025", "2025-06-03", "2025-06-05"),
    ("June 3-5, 2025", "2025-06-03", "2025-06-05"),
    ("Oct. 12th and 13th, 2021", "2021-10-12", "2021-10-13"),
    ("30 November - 2 December 2019", "2019-11-30", "2019-12-02"),
    ("November 30 – December 2, 2019", "2019-11-30", "2019-12-02"),
    ("30 December 2019 to 2 January 2020", "2019-12-30", "2020-01-02"),
    ("30 December – 2 January 2020", "2019-12-30", "2020-01-02"),
    ("Tuesday 3 to Thursday 5 June 2025", "2025-06-03", "2025-06-05"),
]
# (file name, text, date): where the date stands, and what stands beside it.
PLACES = [
    ("x.txt", "Board\n\n3 June 2025\n\nPresent: A, B\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\n3 June 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\n\nTuesday 3 June 2025, 10am\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\n\nMinutes of the meeting held on 3 June 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "BOARD\n\nNOTES OF MEETING HELD ON 3 JUNE 2025\n\nBACKGROUND\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\n\nMinutes\n\n3 June 2025\n\n1. Welcome\n\nHello.\n", JUNE),
    ("x.txt", "Board minutes, 3 June 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Minutes of Board of 3 June 2025, approved 9 July 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Approved 9 July 2025\n\nBoard minutes 3 June 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Annual report 31 March 2025\n\nBoard\n\nHeld 3 June 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\n\nThe Board met in London on 3 June 2025.\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\nPapers due: 27 May 2025\nMeeting date: 3 June 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\nDate of last meeting: 6 May 2025\nDate: 3 June 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\nNext meeting: 2 September 2025\nDate: 3 June 2025\n\nHousing\n\nWe talked.\n", JUNE),
    # The day on which a meeting was not held.
    ("x.txt", "Board\nDate: 3 June 2025 (moved from 27 May 2025)\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\nDate: 3 June 2025, rescheduled from 27 May 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\nDate: 27 May 2025, moved to 3 June 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\nDate of meeting: 3 June 2025 (brought forward from 10 June 2025)\n\nHousing\n\nTalk.\n", JUNE),
    ("x.txt", "Board\nDate: 3 June 2025 instead of 27 May 2025, deferred\n\nHousing\n\nTalk.\n", JUNE),
    ("x.txt", "Minutes of the adjourned meeting of 27 May 2025, held on 3 June 2025\n\nA\n\nTalk.\n", JUNE),
    # Lines that end in a point, capitals, other marks and long ago.
    ("x.txt", "Board\nTuesday 3 June 2025, 7.30 p.m.\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\n3 June 2025 at St. Anne's Hall, Mill Rd.\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "BOARD\nHELD IN THE HALL\nON 3rd JUNE 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.md", "# MINUTES OF THE BOARD\n\n# HELD IN THE HALL\n\n# ON 3rd June 2025\n\nPresent: Ann\n\nTalk.\n", JUNE),
    ("x.txt", "Board\nDATE; 3 June 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\nDate: 3 June 1887\n\nHousing\n\nWe talked.\n", "1887-06-03"),
    # A letter's date, and the one in a table below it.
    (
        "x.md",
        "Norwick, 30 August 2025\n\n| Project | Ferry | Meeting Date/Time: | 2025-06-03 / 10.00 – 12.00 |\n"
        "| --- | --- | --- | --- |\n| Chair | Ann | Issue Date: | 2025-06-09 |\n\nWe talked.\n",
        JUNE,
    ),
    # Folders, where neither text nor name says it, and the year that the text leaves out.
    ("2025/06/03/minutes.md", "# Board\n\n## Housing\n\nWe talked.\n", JUNE),
    ("2025/06/03_agm/minutes.md", "# Board\n\n## Housing\n\nWe talked.\n", JUNE),
    ("workshops/2025-06-03-june-meeting/fares.md", "# Fares\n\n## Notes\n\nWe talked.\n", JUNE),
    ("2025/06/03/minutes.md", "# Board\n\nDate: Tuesday 3rd June\n\n## Housing\n\nWe talked.\n", JUNE),
    ("2025/minutes.md", "# Board\n\nDate: 3rd June\n\n## Housing\n\nWe talked.\n", JUNE),
    # The day of a posting yields to all else.
    ("2025-06-03.md", "---\ntitle: Board\ndate: 2026-01-04\n---\n\n## Housing\n\nWe talked.\n", JUNE),
    ("x.md", "---\ntitle: Board\ndate: 2026-01-04\n---\n\n# Board 2025.06.03\n\nWe talked.\n", JUNE),
    ("x.md", "---\ntitle: Board, 3 June 2025\ndate: 2026-01-04\n---\n\n## A\n\nWe talked.\n", JUNE),
    ("x.md", "---\nmeeting_date: 2025-06-03\ndate: 2026-01-04\n---\n\n# Board\n\nWe talked.\n", JUNE),
    # What is said yields to an exact name.
    (
        "2025-06-03.srt",
        "1\n00:00:01,000 --> 00:00:04,000\nNext is the approval of the May 6th minutes.\n\n"
        "2\n00:00:05,000 --> 00:00:09,000\nThe meeting of May 7th 2025 was long, and we all said so at the time.\n",
        JUNE,
    ),
    ("x.txt", "Board\nDate: postponed from 6 May 2025 to 3 June 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("x.txt", "Board\nPresent:\nAnn\nBob\nCy\nDi\nEd\nFi\nGus\nHal\nIda\nJo\nKit\nLou\n\nDate: 3 June 2025\n", JUNE),
    ("x.md", "# Board, 3 June 2025\n\n## Housing\n\nWe talked.\n", JUNE),
    ("x.md", "# Board\n\n## 3 June 2025\n\nWe talked.\n\n## Housing\n\nWe talked.\n", JUNE),
    ("x.md", "# Board\n\n**Location:** Teams  \n**Date:** 3 June 2025  \n**Present:** Ann\n\n## A\n\nx\n", JUNE),
    ("x.md", "# Board\n\n| Date | 3 June 2025 |\n| --- | --- |\n| Chair | Ann |\n\nx\n", JUNE),
    ("x.md", "# Board\n\n## Meeting details\n\nDate: 3 June 2025\n\n## A\n\ny\n", JUNE),
    ("x.md", "---\ntitle: Board\ndate: 2025-06-03\n---\n\n## Housing\n\nx\n\n## Health\n\ny\n", JUNE),
    ("x.md", "# June 3, 2025 Meeting Notes\n\n## Housing\n\nx\n", JUNE),
    ("x.txt", "Prison Forum\n======\n\nMinutes\n\nDate: Tuesday 03/06/2025\n\nLibrary\n---\n\nBooks.\n", JUNE),
    # US files prove themselves by a day above twelve.
    ("x.txt", "Board\nDate: 6/3/2025\nNext meeting: 6/30/2025\n\nHousing\n\nWe talked.\n", JUNE),
    # The file name, with and without the text's help.
    ("2025-06-03.txt", "Board\n\nHousing was discussed by all.\n", JUNE),
    ("minutes 20250603.txt", "Board\n\nHousing was discussed by all.\n", JUNE),
    ("minutes_13_06_2025.txt", "Board\n\nHousing was discussed by all.\n", "2025-06-13"),
    ("minutes-13-06-2025.txt", "Board\n\nHousing was discussed by all.\n", "2025-06-13"),
    ("Board 3 June 2025 final.txt", "Board\n\nHousing was discussed by all.\n", JUNE),
    ("Board 2025.txt", "Board\n\nTuesday 3 June\n\nHousing\n\nWe talked.\n", JUNE),
    ("board-2025-Q2.txt", "Board\nDate: 3rd June\n\nHousing\n\nWe talked.\n", JUNE),
    ("2021 notes.md", "# Group call Oct. 12th and 13th\n\n## A\n\nx\n", "2021-10-12"),
    # What stands in the header belongs to another meeting; the file name has this one's.
    ("b 2025-06-03.txt", "Board\n\nMinutes of the last meeting (6 May 2025) were agreed.\n\nHousing\n\nX.\n", JUNE),
    ("b 2025-06-03.txt", "Board\n\nPrevious meeting: 6 May 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("b 2025-06-03.txt", "Board\n\nLast met: 6 May 2025\n\nHousing\n\nWe talked.\n", JUNE),
    ("b 2025-06-03.txt", "Board\n\nThe minutes of 6 May 2025 were approved.\n\nHousing\n\nWe talked.\n", JUNE),
    ("b 2025-06-03.txt", "Board\n\nMinutes of 6 May 2025: approved\n\nHousing\n\nWe talked.\n", JUNE),
    ("b 2025-06-03.txt", "Published: 9 June 2025\n\nPresent: A, B\n\nHousing\n\nWe talked.\n", JUNE),
    ("b 2025-06-03.txt", "Date of issue: 9 June 2025\n\nPresent: A, B\n\nHousing\n\nWe talked.\n", JUNE),
    ("2025-06-03.md", "# Board\n\nLast updated: 9 July 2025\n\n## A\n\nx\n", JUNE),
    ("2025-06-03.md", "# Board\n\nNext call: 10 June 2025\n\n## A\n\nx\n", JUNE),
    # Nothing here is the date of the meeting.
    ("x.txt", "Board\n\nPresent: A, B\n\nThe Act commenced on 1 November 2024.\n", None),
    ("x.md", "# Minutes\n\n2 September 2025 is the next meeting.\n", None),
    ("x.txt", "Board\nDate: 31 June 2025\nCirculated: 9 July 2025\n\nHousing\n\nWe talked.\n", None),
    ("x.txt", "Board\nDate: 3 June 0205\n\nHousing\n\nWe talked.\n", None),
    ("x.txt", "Board\nDate: tbc\n\nHousing\n\nWe talked.\n", None),
    ("x.md", "# Team Meeting 20025-01-17\n\n## A\n\nx\n", None),
    ("x.txt", "Board\n\nHousing\n\nSince 3 June 2025 rents have risen.\n", None),
    ("x.txt", "Board\n\n· Letters of 3 June 2025 were read.\n", None),
    ("x.txt", "Board\nDate: 3 June\n\nHousing\n\nWe talked.\n", None),
]
MONTHS = [
    ("x.md", "# Working Group Notes - June 2025\n\n## A\n\nx\n"),
    ("x.txt", "Board minutes, June 2025\n\nHousing\n\nWe talked.\n"),
    ("Board June 2025.txt", "Board\n\nHousing was discussed by all.\n"),
]


def read(name: str, text: str) -> Meeting:
    return parse(read_document(Path(name), text.encode())).meetings[0].meeting


@pytest.mark.parametrize("written", LABELLED)
def test_a_labelled_day_is_read_in_every_form(written: str) -> None:
    meeting = read("x.txt", f"The Board\nDate of meeting: {written}\n\nHousing\n\nWe talked.\n")
    assert (str(meeting.date), meeting.end_date, meeting.warnings) == (JUNE, None, ())


@pytest.mark.parametrize("written", EITHER_WAY)
def test_numbers_that_say_two_days_are_no_date_but_a_warning(written: str) -> None:
    meeting = read("x.txt", f"The Board\nDate of meeting: {written}\n\nHousing\n\nWe talked.\n")
    assert (meeting.date, meeting.date_source) == (None, None)
    assert "3 June 2025 or 6 March 2025" in meeting.warnings[0]


@pytest.mark.parametrize("written", EITHER_WAY)
@pytest.mark.parametrize("name", ["2025-03-06.txt", "2025/03/06/x.txt", "2025/03/x.txt", "minutes march 2025.txt"])
def test_a_name_or_folder_tells_which_of_two_days_is_meant(name: str, written: str) -> None:
    meeting = read(name, f"The Board\nDate of meeting: {written}\n\nHousing\n\nWe talked.\n")
    assert (str(meeting.date), meeting.warnings) == ("2025-03-06", ())


def test_the_front_matter_alone_is_taken_with_a_warning() -> None:
    meeting = read("x.md", "---\ntitle: Board\ndate: 2025-06-03\n---\n\n## Housing\n\nWe talked.\n")
    assert (str(meeting.date), meeting.date_source) == (JUNE, "front matter")
    assert "posted" in meeting.warnings[0]


@pytest.mark.parametrize("label", LABELS)
def test_the_label_may_be_any_that_minutes_use(label: str) -> None:
    assert str(read("x.txt", f"The Board\n{label.format('3 June 2025')}\n\nHousing\n\nWe talked.\n").date) == JUNE


@pytest.mark.parametrize(("written", "first", "last"), SEVERAL_DAYS)
def test_a_meeting_over_several_days_has_both_ends(written: str, first: str, last: str) -> None:
    meeting = read("x.txt", f"The Board\nDate: {written}\n\nHousing\n\nWe talked.\n")
    assert (str(meeting.date), str(meeting.end_date), meeting.precision) == (first, last, "day")


@pytest.mark.parametrize(("name", "text", "date"), PLACES)
def test_the_date_is_this_meetings_or_none_with_a_warning(name: str, text: str, date: str | None) -> None:
    meeting = read(name, text)
    assert (meeting.date and str(meeting.date)) == date
    assert meeting.date or meeting.warnings


@pytest.mark.parametrize(("name", "text"), MONTHS)
def test_a_month_alone_is_a_month_with_a_warning_and_never_a_day(name: str, text: str) -> None:
    meeting = read(name, text)
    assert (str(meeting.date), str(meeting.end_date), meeting.precision) == ("2025-06-01", "2025-06-30", "month")
    assert meeting.when == "June 2025"
    assert "only the month" in meeting.warnings[0]


def test_the_table_is_as_long_as_it_claims() -> None:
    assert len(LABELLED) + len(LABELS) + len(SEVERAL_DAYS) + len(PLACES) + len(MONTHS) >= 120


def test_a_weekday_that_contradicts_the_date_is_a_warning() -> None:
    meeting = read("x.txt", "The Board\nDate: Monday 3 June 2025\n\nHousing\n\nWe talked.\n")
    assert str(meeting.date) == JUNE
    assert "that day was a Tuesday" in meeting.warnings[0]


def test_a_file_name_that_says_otherwise_is_a_warning() -> None:
    meeting = read("2025-06-04.txt", "The Board\nDate: 3 June 2025\n\nHousing\n\nWe talked.\n")
    assert str(meeting.date) == JUNE
    assert "the file name says 2025-06-04" in meeting.warnings[0]


def test_a_date_that_cannot_be_read_is_quoted() -> None:
    meeting = read("x.txt", "The Board\nDate: 31 June 2025\n\nHousing\n\nWe talked.\n")
    assert "'Date: 31 June 2025' cannot be read" in meeting.warnings[0]


@pytest.mark.parametrize("label", ["## Date", "**Date**", "Date:"])
def test_a_date_stands_below_its_label_too(label: str) -> None:
    meeting = read("x.md", f"# Board\n\nCreated on 9 June 2025\n\n{label}\n\n3 June 2025\n\n## Housing\n\nWe talked.\n")
    assert str(meeting.date) == JUNE


@pytest.mark.parametrize(
    "text",
    [
        "# Minutes, June\n\nPosted on 29th June 2031 by ann\n\nCommittee, Tuesday 3rd June, 7.30pm, the bar\n",
        "# Quay Group\n\nuploaded 9.6.2031\n\nGeneral Committee – 3.vi.2031\n",
        "| Secretariat: Oslo | N 87 2031-06-09 |\n|-|-|\n\nheld by conference on 2031-06-03, 12:00 to 15:10\n",
    ],
)
def test_the_day_of_a_posting_yields_to_the_line_that_says_when(text: str) -> None:
    read = parse(read_document(Path("2031/06/minutes.md"), text.encode())).meetings[0].meeting
    assert str(read.date) == "2031-06-03"


@pytest.mark.parametrize(
    "words",
    [
        "## When next?\n\nTuesday 1 July, 7 pm\n",
        "## 4. Next time\n\n1 July\n",
        "## Next committee\n\nTuesday 1 July at 7.30pm.\n",
        "Next: 1 July 2031\n",
    ],
)
def test_the_next_meeting_is_announced_in_many_words(words: str) -> None:
    read = parse(read_document(Path("a.md"), f"# Quay Group, 3 June 2031\n\n{words}".encode())).meetings[0].meeting
    assert str(read.next_date) == "2031-07-01"


def test_what_is_to_be_done_by_the_next_meeting_does_not_say_when_it_is() -> None:
    table = "| Who | What | When |\n|-|-|-|\n| Ann | Ask | next meeting |\n| Bob | Pay | 9 July |\n"
    text = f"# Quay Group, 3 June 2031\n\n## Works\n\nThe wall fell.\n\n{table}"
    assert parse(read_document(Path("a.md"), text.encode())).meetings[0].meeting.next_date is None
