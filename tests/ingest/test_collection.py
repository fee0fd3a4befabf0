from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp_search.ingest.collection import Stated, name_groups
from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document

PARISH = [
    Stated("/c/parish/2024-01-10 PC minutes.pdf", ("NEWVALE PARISH COUNCIL",)),
    Stated("/c/parish/2024-02-14 PC minutes.pdf", ("Newvale Parish Council Meeting",)),
    Stated("/c/parish/2024-03-13 PC minutes.pdf", ()),
    Stated("/c/parish/2024-04-10 planning.pdf", ("Newvale Parish Council Planning Committee",)),
]
FERRY = [
    Stated("/c/ferry/2024/01/10/minutes.pdf", ("xk3 hp", "Ferry Users Group")),
    Stated("/c/ferry/2024/02/14/minutes.pdf", ("Ferry Users Group",)),
]


def by_path(stated: list[Stated]) -> dict[str, str | None]:
    return dict(zip((s.path for s in stated), name_groups(stated), strict=True))


def test_spellings_of_one_name_become_one_and_sub_committees_stay_apart() -> None:
    assert name_groups(PARISH) == [
        *["Newvale Parish Council Meeting"] * 3,
        "Newvale Parish Council Planning Committee",
    ]


def test_a_name_that_others_state_comes_before_one_that_a_record_alone_has() -> None:
    assert name_groups(FERRY) == ["Ferry Users Group"] * 2


def test_a_name_with_another_ending_at_each_meeting_is_its_beginning() -> None:
    stated = [Stated(f"/c/{n}.docx", (f"Mantle PMB {word}",)) for n, word in enumerate(["Norwick", "Elm", "Oxley"])]
    assert set(name_groups(stated)) == {"Mantle PMB"}


def test_a_transcript_is_of_the_group_of_the_minutes_beside_it() -> None:
    minutes = [Stated("/c/2024-01-10.md", ("Planning Board",)), Stated("/c/2024-02-14.md", ("Zoning Board",))]
    assert name_groups([*minutes, Stated("/c/2024-02-14.srt", ())])[-1] == "Zoning Board"


def test_what_a_person_set_is_kept() -> None:
    assert (
        name_groups([*PARISH, Stated("/c/parish/x.pdf", ("Newvale Parish Council",), "Our council")])[-1]
        == "Our council"
    )


@given(st.permutations([*PARISH, *FERRY]))
def test_the_order_of_the_files_changes_nothing(shuffled: list[Stated]) -> None:
    assert by_path(shuffled) == by_path([*PARISH, *FERRY])


@given(st.lists(st.lists(st.sampled_from(["Harbour Board", "HARBOUR BOARD", "Draft 3", "Newvale Parish Council"]))))
def test_another_group_changes_no_name_of_the_first(others: list[list[str]]) -> None:
    second = [Stated(f"/c/other/{n}.pdf", tuple(names)) for n, names in enumerate(others)]
    assert by_path(PARISH).items() <= by_path([*second, *PARISH]).items()


@pytest.mark.parametrize(
    ("head", "series"),
    [
        ("DRAFT\n\nMINUTES OF THE NEWVALE PARISH COUNCIL MEETING\n\nHELD IN THE VILLAGE HALL\n\nON 3rd JUNE 2025",
         "NEWVALE PARISH COUNCIL MEETING"),
        ("Norwick, 30 August 2025\n\nReport on the 7th Working Group Meeting of the Ferry Ontology", "Ferry Ontology"),
        ("---\ntitle: Harbour Board Meeting 2025 June\n---\n\n#### 3 June 2025 - via WebEx", "Harbour Board Meeting"),
        ("# Harbour Board - Minutes", "Harbour Board"),
        ("# Harbour Board Meeting Minutes of Meeting 4, 1000-1200", "Harbour Board"),
        ("# 3rd June 2025 – Zoom", None),
        ("# Draft", None),
    ],
)  # fmt: skip
def test_places_numbers_drafts_and_dates_are_no_names(head: str, series: str | None) -> None:
    (minutes,) = parse(read_document(Path("m.md"), f"{head}\n\nPresent: Ann\n\nWe talked.\n".encode())).meetings
    assert next(iter(minutes.meeting.names), None) == series


def test_what_one_file_alone_names_is_no_group_where_most_name_none() -> None:
    names = [(), (), ("Report of the Finance Committee",), ()]
    told = [Stated(f"plenaries/2024-0{n + 1}.md", found) for n, found in enumerate(names)]
    assert name_groups(told) == [None] * 4
    assert name_groups([Stated("b/a.md", ("Finance Committee",)), *told])[0] == "Finance Committee"
