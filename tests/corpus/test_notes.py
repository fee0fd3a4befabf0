"""The two notes as a reader understands them; the tables were written from the notes, not from the program."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from ipp_search.corpus import NOTES
from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Minutes

CONCERNS = ("1. Summary of Concerns by External Shareholders",)
ACTIONS = ("2. Actions Summary",)
PANELS = "IPP Action Plan & Progression Panels"

# (first line, last line, kind, owner, section)
NOTE_2023 = [
    (9, 9, "header", None, ()),
    (13, 13, "header", None, ("Purpose",)),
    *[(n, n, "discussion", None, CONCERNS) for n in (17, 18, 19)],
    (21, 21, "note", None, CONCERNS),
    *[(n, n, "discussion", None, CONCERNS) for n in (23, 24)],
    (26, 26, "action", None, CONCERNS),
    *[(n, n, "discussion", None, CONCERNS) for n in (28, 30, 31, 32, 33)],
    *[(n, n, "action", "HMPPS", ACTIONS) for n in (37, 38, 39, 40, 41, 42, 43, 44)],
    (45, 45, "action", "HMPPS and the Parole Board", ACTIONS),
    (46, 46, "action", "UNGRIPP", ACTIONS),
    (50, 50, "discussion", None, ("3. AOB",)),
    (52, 52, "note", None, ("3. AOB",)),
]
NOTE_2025 = [
    *[(n, n, "header", None, ()) for n in (3, 4, 6)],
    *[(n, n, "discussion", None, ("Apologies and Introductions",)) for n in (10, 11, 12)],
    (13, 13, "action", "HMPPS", ("Apologies and Introductions",)),
    *[(n, n, "discussion", None, ("Data", "HMPPS")) for n in (16, 17, 18, 19, 20)],
    (21, 21, "action", "HMPPS", ("Data", "HMPPS")),
    *[(n, n, "discussion", None, ("Data", "Parole Board")) for n in (23, 24, 25, 26)],
    *[(n, n, "discussion", None, ("Policy Update", "Recall Review")) for n in (29, 30, 31, 32)],
    (33, 33, "action", "HMPPS", ("Policy Update", "Recall Review")),
    *[(n, n, "discussion", None, ("Policy Update", "Sentencing Review")) for n in (35, 36, 37)],
    (40, 40, "discussion", None, ("Womens Estate",)),
    *[(n, n, "discussion", None, (PANELS, "Progression Panels")) for n in (43, 44, 45, 46, 47)],
    (48, 48, "action", "HMPPS", (PANELS, "Progression Panels")),
    (50, 50, "discussion", None, (PANELS, "Action Plan")),
    (51, 51, "action", "HMPPS", (PANELS, "Action Plan")),
    *[(n, n, "discussion", None, ("AOB",)) for n in (53, 54, 55)],
]


def note(date: str) -> Minutes:
    (path,) = NOTES.glob(f"{date}-*.txt")
    return parse(read_document(path, path.read_bytes())).meetings[0]


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2023-09-11", NOTE_2023), ("2025-06-03", NOTE_2025)],
)
def test_every_passage_has_the_lines_kind_owner_and_section_a_reader_gives_it(
    date: str, expected: list[tuple[int, int, str, str | None, tuple[str, ...]]]
) -> None:
    found = [(p.start_line, p.end_line, p.kind, p.owner, p.section) for p in note(date).passages]
    assert found == expected


def test_the_facts_of_the_first_meeting() -> None:
    meeting = note("2023-09-11").meeting
    assert (meeting.series, meeting.date) == ("IPP External Stakeholder Challenge Group", dt.date(2023, 9, 11))
    assert meeting.purpose is not None
    assert meeting.purpose.startswith("The purpose of this group is to enable")
    assert meeting.attendees == ()


def test_the_facts_of_the_meeting_of_june_2025() -> None:
    meeting = note("2025-06-03").meeting
    assert (meeting.date, meeting.date_source) == (dt.date(2025, 6, 3), "line 3")
    assert meeting.next_meeting == "2 September 2025, in person/MS Teams"
    assert len(meeting.attendees) == 12
    assert meeting.attendees[-2:] == ("HM Inspectorate of Prisons", "HM Inspectorate of Probation")


@pytest.mark.parametrize(
    ("date", "sha256"),
    [
        ("2023-09-11", "43bc0afa73748f963ae581497e9826f931fb057b8b818db18c1637e74a76e75f"),
        ("2025-06-03", "ce0361af694b33e7c2f402cfd1ff99caad7fad3e0bb7e2eb1b47cfb263a02dfe"),
    ],
)
def test_the_notes_are_byte_for_byte_as_published(date: str, sha256: str) -> None:
    (path,) = NOTES.glob(f"{date}-*.txt")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == sha256
