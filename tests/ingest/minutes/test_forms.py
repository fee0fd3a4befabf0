"""Whole minutes in the forms of councils, boards, charities, schools, clubs and working groups, each read as meant."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Minutes

FORMS = Path(__file__).parent / "forms"


@dataclass(frozen=True)
class Told:
    date: str
    series: str
    present: str
    apologies: str
    chair: str
    next_date: str | None
    actions: str
    """``owner: how it begins``, each separated by a bar."""
    decisions: str


TOLD = {
    "town-council.txt": Told(
        "2025-01-13",
        "HARTSMERE TOWN COUNCIL",
        "Cllr P Winter, A Marsh, B Lowe, C. Tarn, D Eyre, Mrs J Hale",
        "Cllr E Ford (work), Cllr G Nunn (unwell), Cllr H Pike",
        "Cllr P Winter",
        "2025-02-10",
        "Clerk: Action: | Cllr Eyre: Cllr Eyre to obtain",
        "IT WAS RESOLVED | Cllr Marsh reported | Proposed | The precept",
    ),
    "trustees.md": Told(
        "2025-03-04",
        "Lantern Youth Trust",
        "Olive Grant (OG), Peter Shah (PS), Rhona Muir (RM), Jo Bell (JB, Director)",
        "Tom Ash (TA)",
        "Olive Grant (OG)",
        "2025-05-06",
        "JB: **[Action: JB]** | PS: AP1: PS | RM/JB: AP2: RM | RM: RM will | PS: AP1 | RM/JB: AP2 | JB: AP3",
        "**Decision:**",
    ),
    "school.txt": Told(
        "2024-10-02",
        "Full Governing Board of Fernleigh Primary School",
        "Helen Croft (Chair of Governors), Mark Adeyemi (Headteacher), Sunita Rao, Rev. Paul Stone,"
        " Gwen Davies (staff governor), Linda Peel (Clerk to the Governors)",
        "Ian Black, Mary O'Neill",
        "Helen Croft (Chair of Governors)",
        "2024-12-04",
        "Headteacher: ACTION POINT 1 | Clerk: ACTION POINT 2 | Mr Adeyemi: Mr Adeyemi agreed",
        "Sunita Rao was | The Board AGREED",
    ),
    "club.txt": Told(
        "2025-02-20",
        "Brackwater Rowing Club",
        "Sam, Kit, Robin Vale, Alex P",
        "Jo",
        "Sam",
        None,
        "Robin: Action - Robin | Kit: Action - Kit | Alex: To do: | Sam: Sam is going to ask",
        "Motion to approve | Motion: to buy",
    ),
    "working-group.md": Told(
        "2025-05-14",
        "Data Formats Working Group",
        "Anna Keller, Bo Lind, Chen Wei, Dipa Nair",
        "Ed Ruiz",
        "Anna Keller",
        "2025-05-28",
        "Chen: ACTION: | Dipa: ACTION-231 | @bolind: [ ] | @annak: [x]",
        "RESOLVED | Consensus",
    ),
    "residents.txt": Told(
        "2025-04-08",
        "THE ORCHARD RESIDENTS' ASSOCIATION",
        "Jean Holt (JH), Raj Patel (RP), Mo Ellis (ME)",
        "Vic Dunn, Una Shaw",
        "Jean Holt (JH)",
        "2025-05-13",
        "RP: Action: RP | ME: ME to speak | JH: No progress. JH to chase",
        "Agreed as | RP had received",
    ),
    "welsh.txt": Told(
        "2025-03-11",
        "CYNGOR CYMUNED LLANFACH / LLANFACH COMMUNITY COUNCIL",
        "Cyng. Rhys Morgan, Cyng. Eleri Pugh, Cyng. Huw Bowen",
        "Cyng. Nia Wyn",
        "Cyng. Rhys Morgan",
        "2025-04-08",
        "Clerk: Camau gweithredu",
        "PENDERFYNWYD",
    ),
    "board.txt": Told(
        "2025-06-03",
        "Board of Directors",
        "Maria Ortiz, Daniel Cho, Fay Nolan, Greg Hunt, Tina Wolfe",
        "Lee Barr (excused)",
        "Maria Ortiz",
        "2025-07-01",
        "Wolfe: Sales were | Cho: Finance: Cho | Nolan: Action Item:",
        "Motion by Hunt | MOTION: Nolan | Hunt moved",
    ),
    "table.md": Told(
        "2025-05-01",
        "Riverside Surgery Patient Participation Group",
        "Ann Weir (AW), Bill Cope (BC), Dr Sara Khan (SK), Fiona Lees (FL)",
        "Derek Moon, Pat Rigby",
        "Ann Weir (AW)",
        "2025-07-03",
        "FL: The new system | AW: BC has collected",
        "The minutes",
    ),
    "grid.md": Told(
        "2025-09-09",
        "Northfield Library Users' Forum",
        "Ada Cross, Ben Hill, Dev Roy",
        "Cat Moss",
        "Ada Cross",
        None,
        "Ada Cross: Draft | Ben Hill: Send",
        "Ben Hill explained",
    ),
}


def read(name: str) -> Minutes:
    (minutes,) = parse(
        read_document(Path("minutes") / f"m.{name.partition('.')[2]}", (FORMS / name).read_bytes())
    ).meetings
    return minutes


def begin(said: list[tuple[str | None, str]], told: str) -> bool:
    """Whether what was read is, one by one, what the bar-separated forms tell: owner and how the words begin."""
    forms = [form.strip() for form in told.split(" | ")]
    return len(said) == len(forms) and all(
        (f"{owner}: {words}" if owner else words).startswith(form)
        for (owner, words), form in zip(said, forms, strict=True)
    )


@pytest.mark.parametrize("name", TOLD)
def test_the_facts_of_the_meeting_are_read(name: str) -> None:
    meeting, told = read(name).meeting, TOLD[name]
    assert meeting.date == dt.date.fromisoformat(told.date)
    assert (meeting.series, meeting.chair, meeting.next_date) == (told.series, told.chair, told.next_date)
    assert ", ".join(meeting.attendees) == told.present
    assert ", ".join(meeting.apologies) == told.apologies
    assert meeting.warnings == ()


@pytest.mark.parametrize("name", TOLD)
def test_every_action_is_listed_with_its_owner_and_nothing_else(name: str) -> None:
    said = [(p.owner, p.text) for p in read(name).passages if p.kind == "action"]
    assert begin(said, TOLD[name].actions), said


@pytest.mark.parametrize("name", TOLD)
def test_every_decision_is_labelled_and_nothing_else(name: str) -> None:
    said: list[tuple[str | None, str]] = [(None, p.text) for p in read(name).passages if p.kind == "decision"]
    assert begin(said, TOLD[name].decisions), said


def test_each_form_is_asked_about() -> None:
    assert {file.name for file in FORMS.iterdir()} == set(TOLD)
