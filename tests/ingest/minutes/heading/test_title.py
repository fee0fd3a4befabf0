from __future__ import annotations

from pathlib import Path

import pytest

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Minutes

BODY = "## Moorings\n\nThe chain was bought.\n\n## Finance\n\nThe fees were paid.\n\n## Close\n\nAt nine.\n"


def minutes(opening: str) -> Minutes:
    (one,) = parse(read_document(Path("m.md"), (opening + BODY).encode())).meetings
    return one


@pytest.mark.parametrize(
    "opening",
    [
        "Harbour Trust\n\n## Report on the 4th Working Group Meeting on Berths\n\n",
        "## Minutes of the Harbour Board\n\n## 7 June 2024, by video call\n\n",
        "# Harbour Board\n\n## 7 June 2024\n\n",
        "The old pier, East Quay\n\n## First meeting of the berths group\n\n## Berths group\n\n",
    ],
)
def test_headings_above_the_first_section_that_name_the_record_or_its_day_are_its_title(opening: str) -> None:
    assert [path[-1] for path in minutes(opening).sections] == ["Moorings", "Finance", "Close"]


@pytest.mark.parametrize(
    "heading", ["Minutes of the last meeting", "Report of the treasurer", "Approval of minutes of 2 May 2024"]
)
def test_a_first_section_on_other_minutes_is_a_section(heading: str) -> None:
    assert minutes(f"# Harbour Board, 7 June 2024\n\n## {heading}\n\nRead.\n\n").sections[0] == (heading,)


def test_a_second_date_above_the_first_section_is_no_title() -> None:
    opening = "# Harbour Board, 7 June 2024\n\n## Visit of 3 May 2024\n\nIt went well.\n\n"
    assert minutes(opening).sections[0] == ("Visit of 3 May 2024",)


@pytest.mark.parametrize("margin", ["**AL**", "**AL BR**", "**All**", "**AL/BR**"])
def test_initials_of_those_who_met_are_no_heading(margin: str) -> None:
    text = (
        "# Harbour Board, 7 June 2024\n\nPresent: Ann Lee (AL), Bob Ray (BR)\n\n"
        "**Moorings**\n\nThe chain was bought.\n\n"
        f"{margin}\n\n**CDC**\n\nThe council had written.\n\n**Finance**\n\nThe fees were paid.\n"
    )
    (one,) = parse(read_document(Path("m.md"), text.encode())).meetings
    assert [path[-1] for path in one.sections] == ["Moorings", "CDC", "Finance"]


@pytest.mark.parametrize(
    "above",
    ["Printed: 5 July 2024", "Downloaded on 5 July 2024", "Ref: HB/24/6", "https://www.example/m/6", "Page 1 of 2"],
)
def test_what_a_program_writes_above_the_title_is_no_title_and_tells_no_day(above: str) -> None:
    text = (
        f"{above}\nHarbour Board\nMeeting held 7 June 2024\n\nMoorings\n\nThe chain was bought.\n\nClose\n\nAt nine.\n"
    )
    (one,) = parse(read_document(Path("m.txt"), text.encode())).meetings
    assert (one.meeting.series, str(one.meeting.date)) == ("Harbour Board", "2024-06-07")
    assert [path[-1] for path in one.sections] == ["Moorings", "Close"]


def headings(text: str, name: str) -> list[str]:
    (one,) = parse(read_document(Path(name), text.encode())).meetings
    return [path[-1] for path in one.sections]


@pytest.mark.parametrize(
    "opening", ["# Town of Newvale\n\n# Board of Works\n\n# Notes\n\n", "# Newvale\n\n# Quay Trust\n\n"]
)
def test_headings_one_below_another_that_outrank_all_others_are_the_title(opening: str) -> None:
    assert [path[-1] for path in minutes(opening).sections] == ["Moorings", "Finance", "Close"]


def test_a_heading_that_only_says_the_day_is_a_title_also_below_a_sentence() -> None:
    opening = "# Running notes\n\nNewest on top. The link is in the calendar.\n\n"
    text = f"{opening}## 2024-06-07 Friday\n\n### Boats\n\nTwo came.\n"
    assert headings(text, "m.md") == ["Boats"]


@pytest.mark.parametrize("last", ["4 A.O.B.", "4. A.O.B.", "4. Report to the U.N."])
def test_an_acronym_with_points_ends_a_title_and_no_sentence(last: str) -> None:
    body = "".join(f"{n} {name}\n\nIt was noted.\n\n" for n, name in enumerate(("Boats", "Fees", "Crane"), 1))
    text = f"Harbour Board\nDate: 7 June 2024\n\n{body}{last}\n\nNothing was said.\n"
    assert headings(text, "m.txt")[-1] == last


def test_a_numbered_heading_that_the_page_marks_is_whole_though_it_has_a_colon() -> None:
    page = "<h1>Student Council</h1><p>Date: 7 June 2024</p>" + "".join(
        f"<h2>{title}</h2><p>It was talked about at length.</p>"
        for title in ("1. Welcome", "2. Motion: No more paper cups", "3. Date of next meeting")
    )
    found = headings(f"<html><body>{page}</body></html>", "m.html")
    assert found == ["1. Welcome", "2. Motion: No more paper cups", "3. Date of next meeting"]
