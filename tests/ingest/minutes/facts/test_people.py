from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Meeting

BOTH = ("Ann Lee (AL)", "Bob Ray (BR)")


def meeting(text: str, name: str = "minutes.md") -> Meeting:
    return parse(read_document(Path(name), text.encode())).meetings[0].meeting


@pytest.mark.parametrize(
    ("words", "attendees"),
    [
        ("Present: Ann Lee (AL), Bob Ray and Cy Dunn\n", ("Ann Lee (AL)", "Bob Ray", "Cy Dunn")),
        ("Present:\n\nMr A Lee (Chairman); Mr B Ray; Mrs C Dunn\n", ("Mr A Lee", "Mr B Ray", "Mrs C Dunn")),
        ("## Attendees\n\n- Ann Lee (AL), Trust [HT] - Chair\n- Bob Ray (BR), Quay Office\n", BOTH),
        ("## Participants\n\n- AL - Ann Lee, Trust, Newvale [HT]\n- BR - Bob Ray, Quay Office\n", BOTH),
        ("## List of participants\n\n| Name | Initials |\n|-|-|\n| Ann LEE | AL |\n", ("Ann LEE (AL)",)),
        ("Present from Quay Office: Ann Lee, Bob Ray\n", ("Ann Lee", "Bob Ray")),
        ("## Attendance\n\nTwo of three came: it was quorate.\n\n*1.1 Members present*\n\n- Ann Lee (AL)\n", BOTH[:1]),
        ("| Name | Role | Present |\n|-|-|-|\n| Ann Lee (AL) | Chair | P |\n| Cy Dunn | Staff | A |\n", BOTH[:1]),
        ("| Member | Present | Apologies |\n|-|-|-|\n| Ann Lee (AL) | ✓ | |\n| Cy Dunn | | ✓ |\n", BOTH[:1]),
        ("There: Ann Lee (AL), Bob Ray (BR)\n", BOTH),
        ("| Attended | Role | Agency |\n|-|-|-|\n| Ann Lee (AL) | Nurse | Trust |\n", BOTH[:1]),
        ("| Member | Here? |\n|-|-|\n| Ann Lee | ✅ |\n| Cy Dunn | ❌ sent regrets |\n\nGuests: Bob Ray (press)\n",
         ("Ann Lee", "Bob Ray (press)")),
        ("The following took part:\n\n| Body | Delegates |\n|-|-|\n| Wharf | Mr Bob Ray, Ms Cy Dunn |\n",
         ("Mr Bob Ray", "Ms Cy Dunn")),
        ("Trustees: Ann Lee*, Bob Ray\nStaff: Cy Dunn (Clerk)\n\\* by video\n",
         ("Ann Lee", "Bob Ray", "Cy Dunn")),
        ("**Members**\n\nAnn Lee (Trust)\n\nBob Ray (Wharf)\n", ("Ann Lee (Trust)", "Bob Ray (Wharf)")),
        ("Who came: Ann Lee, Bob Ray. Who couldn’t: Cy Dunn (ill).\n", ("Ann Lee", "Bob Ray")),
        ("| PRESENT: Ann Lee (Chair) Bob Ray Cy Dunn | IN ATTENDANCE: Di Eve |\n|-|-|\n",
         ("Ann Lee", "Bob Ray", "Cy Dunn", "Di Eve")),
        ("| Payee | Amount |\n|-|-|\n| Ann Lee | £30 |\n| Bob Ray | £20 |\n", ()),
        ("On the call: Ann Lee, Bob Ray, Cy Dunn\n", ("Ann Lee", "Bob Ray", "Cy Dunn")),
        ("Distribution: Ann Lee, Bob Ray, Cy Dunn\n", ()),
        ("Members present: Ann Lee, Chair; Bob Ray, Clerk; Cy Dunn\n", ("Ann Lee", "Bob Ray", "Cy Dunn")),
        ("Present were the Rector, the Revd Ann Lee, in the Chair; Bob Ray and Cy Dunn (wardens).\n",
         ("Revd Ann Lee", "Bob Ray", "Cy Dunn")),
        ("Present: Ann Lee, Chair, Bob Ray, Clerk, Cy Dunn\n", ("Ann Lee", "Bob Ray", "Cy Dunn")),
        ("Present: Ann Lee, Bob Ray. Absent: Cy Dunn (excused).\nAlso present: Di Eve, Clerk.\n",
         ("Ann Lee", "Bob Ray", "Di Eve")),
        ("**When:** noon\n**Facilitator:** Ann Lee\n**Scribe:** Bob Ray\n\n## Attendees\n\n- Bob Ray (@bob)\n",
         ("Bob Ray (@bob)", "Ann Lee")),
    ],
)  # fmt: skip
def test_who_was_there_is_read_in_each_form(words: str, attendees: tuple[str, ...]) -> None:
    assert meeting(f"# Quay Group\n\n3 June 2031\n\n{words}\n## Works\n\nThe wall was seen.\n").attendees == attendees


@pytest.mark.parametrize(
    ("words", "apologies"),
    [
        ("Apologies had been received from Ann Lee and Cllr Bob Ray.\n", ("Ann Lee", "Cllr Bob Ray")),
        ("Apologies were received from Mrs A Lee; Mr B Ray;\nMr C Dunn\n", ("Mrs A Lee", "Mr B Ray", "Mr C Dunn")),
        ("Cleo reported that Ann Lee (AL), Harbour Trust [HT] had sent her apologies.\n", ("Ann Lee (AL)",)),
        ("No apologies had been received\n", ()),
        ("She sent apologies for the late papers.\n", ()),
    ],
)
def test_who_sent_apologies_is_read_from_sentences(words: str, apologies: tuple[str, ...]) -> None:
    assert meeting(f"# Quay Group\n\n3 June 2031\n\n## Welcome\n\n{words}\n").apologies == apologies


def test_a_person_listed_and_told_is_counted_once() -> None:
    read = meeting("# Quay Group\n\nApologies: Ann Lee\n\n## Welcome\n\nApologies were received from Ann Lee.\n")
    assert read.apologies == ("Ann Lee",)


@pytest.mark.parametrize(
    ("words", "chair"),
    [
        ("Present: Ann Lee (Chair), Bob Ray", "Ann Lee"),
        ("Members present: Ann Lee, Chair; Bob Ray, Clerk; Cy Dunn", "Ann Lee"),
        ("Present:\n\n- Ann Lee (Quay Trust, chair)\n- Bob Ray (Wharf)", "Ann Lee"),
        ("Facilitator: Ann Lee\n\nPresent: Bob Ray", "Ann Lee"),
        ("Present: Ann Lee, Bob Ray\n\nAnn chaired because it was her room.", "Ann Lee"),
        ("The Chair, Ms Ann Lee, welcomed everyone.\n\nPresent: Bob Ray", "Ms Ann Lee"),
        ("Present: Bob Ray (Vice-Chair), Ann Lee [CHAIR]", "Ann Lee"),
        ("Chair: Ann Lee\n\nPresent: Bob Ray", "Ann Lee"),
        ("The meeting was chaired by Ann Lee.", "Ann Lee"),
        ("Present: Ann Lee, Bob Ray", None),
    ],
)
def test_the_chair_is_read_from_a_label_a_remark_or_a_sentence(words: str, chair: str | None) -> None:
    assert meeting(f"# Quay Group\n\n3 June 2031\n\n{words}\n").chair == chair


def test_an_attendance_table_tells_who_was_away() -> None:
    rows = "| Name | Present |\n|-|-|\n| Ann Lee | P |\n| Bob Ray | A |\n| Cy Dunn | Apologies |\n"
    read = meeting(f"# Quay Group\n\n## Attendance\n\n{rows}\n## Works\n\nNone.\n")
    assert (read.attendees, read.apologies) == (("Ann Lee",), ("Bob Ray", "Cy Dunn"))


@pytest.mark.parametrize("centred", [False, True])
def test_lists_of_people_side_by_side_in_a_pdf_are_read_down(centred: bool) -> None:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    put = canvas.drawCentredString if centred else canvas.drawString
    rows = [
        ("Present:", "Also in attendance:", "Apologies:"),
        ("Ann Lee (AL) CHAIR", "Dan Fox", "Gil Orr"),
        ("Bob Ray (BR)", "Cllr Eve Hay", ""),
        ("Cy Dunn [Clerk]", "", ""),
    ]
    canvas.drawString(72, 780, "Minutes of the Newvale Parish Council held on 3 June 2031")
    for n, row in enumerate(rows):
        for place, words in zip((110, 290, 450), row, strict=True):
            put(place, 740 - 15 * n, words)
    canvas.drawString(72, 660, "1. Works")
    canvas.drawString(72, 640, "The wall was seen by the clerk, and found to be sound in all its length and height.")
    canvas.save()
    read = parse(read_document(Path("m.pdf"), written.getvalue())).meetings[0].meeting
    assert read.attendees == ("Ann Lee (AL)", "Bob Ray (BR)", "Cy Dunn", "Dan Fox", "Cllr Eve Hay")
    assert (read.apologies, read.chair) == (("Gil Orr",), "Ann Lee (AL)")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Date of next meeting: 2 September 2031", "2031-09-02"),
        ("## Date of next meeting\n\nTuesday 2nd September at 7pm", "2031-09-02"),
        ("The next meeting will be held on 14 January.", "2032-01-14"),
        ("The minutes of the last meeting on 6 May 2031 were read; nothing was said of the next meeting.", None),
    ],
)
def test_the_next_meeting_is_a_day_after_this_one(words: str, day: str | None) -> None:
    assert meeting(f"# Quay Group\n\nDate: 3 June 2031\n\n{words}\n").next_date == day


@pytest.mark.parametrize(
    "told",
    [
        "The attendees and proxies for this meeting via tele-conference were:",
        "**Attendance and proxies**\nThe participants in the call were:",
        "The following members attended:",
    ],
)
def test_a_sentence_may_announce_who_was_there(told: str) -> None:
    text = (
        f"# Harbour Board, 7 June 2024\n\n{told}\n- Ann Lee (AL), Harbour Office - Vice-chair\n- Bob Ray (BR), Port\n\n"
    )
    (one,) = parse(read_document(Path("m.md"), (text + "## Berths\n\nThe chain was bought.\n").encode())).meetings
    assert [name.split(" (")[0] for name in one.meeting.attendees] == ["Ann Lee", "Bob Ray"]


def test_lists_side_by_side_by_tabs_are_read_down_to_what_follows_them() -> None:
    text = (
        "Harbour Board\n7 June 2024\n\nPresent:\t\t\tAlso in attendance:\t\t\tApologies\n"
        "A Baker (AB - Chair)\t\tR Holm - SFC\t\t\t\tD Carr\nC Drew (CD)\t\t\tS Frost\nG Hill (Clerk - GH)\n"
        "Berths\nThe chain was bought for the outer berths in the spring.\n"
    )
    (one,) = parse(read_document(Path("m.txt"), text.encode())).meetings
    assert [name.split(" (")[0] for name in one.meeting.attendees] == [
        "A Baker",
        "R Holm",
        "C Drew",
        "S Frost",
        "G Hill",
    ]
    assert one.meeting.apologies == ("D Carr",)


@pytest.mark.parametrize("first", ["Ann Lee", "Ms Ann Lee (Quay Office, Newvale and West Haven Trust)"])
def test_a_name_behind_its_label_goes_on_in_those_below_it(first: str) -> None:
    found = meeting(
        f"# Quay Board\n\nDate: 1 May 2024\n\nPresent: {first}\n\nBob Ray (Trust)\n\nCy Dunn (Trust)\n\n"
        "## Boats\n\nTwo came.\n"
    )
    assert found.attendees == (first, "Bob Ray (Trust)", "Cy Dunn (Trust)")
