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
