from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Passage

VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ann Lee>Good morning.</v>

00:00:04.000 --> 00:00:09.000
<v Ann Lee>Recall is the first item.</v>

00:12:05.500 --> 00:12:09.000
<v Bob Ray>The numbers have fallen.</v>
"""
SRT = """1
00:00:01,000 --> 00:00:04,000
Ann Lee: Good morning.

2
00:12:05,500 --> 00:12:09,000
Bob Ray: The numbers have fallen.
"""
PLAIN = "Project Manager: Good morning.\nMarketing: Morning.\n" * 3 + "Marketing: My name is Frank: hello.\n"


def passages(name: str, text: str) -> tuple[Passage, ...]:
    return parse(read_document(Path(name), text.encode())).meetings[0].passages


def test_captions_of_one_speaker_are_one_turn_with_its_time() -> None:
    found = passages("call 2025-06-03.vtt", VTT)
    assert [(p.text, p.speaker, p.time) for p in found] == [
        ("Good morning. Recall is the first item.", "Ann Lee", "00:00:01"),
        ("The numbers have fallen.", "Bob Ray", "00:12:05"),
    ]
    assert found[1].citation.endswith("00:12:05 (Bob Ray)")


def test_subrip_names_speakers_before_a_colon() -> None:
    assert [(p.text, p.speaker, p.time) for p in passages("call.srt", SRT)] == [
        ("Good morning.", "Ann Lee", "00:00:01"),
        ("The numbers have fallen.", "Bob Ray", "00:12:05"),
    ]


def test_a_plain_transcript_gives_turns_without_the_names_in_the_quotation() -> None:
    found = passages("m.txt", PLAIN)
    assert (found[0].text, found[0].speaker, found[0].start_line) == ("Good morning.", "Project Manager", 1)
    assert (found[-1].text, found[-1].speaker) == ("My name is Frank: hello.", "Marketing")


def test_minutes_with_labels_are_no_transcript() -> None:
    found = passages("m.txt", "Board\nDate: 3 June 2025\nPresent: A, B\nACTION: Ann to write.\nNote: see Annex.\n")
    assert {p.speaker for p in found} == {None}


def cues(*said: tuple[int, str]) -> str:
    return "WEBVTT\n\n" + "\n".join(
        f"00:{minute:02}:00.000 --> 00:{minute:02}:59.000\n{words}\n" for minute, words in said
    )


def test_two_voices_in_one_caption_are_two_turns_and_entities_are_letters() -> None:
    found = passages("c.vtt", cues((0, "<v Tom Reed>R&amp;D is agreed.</v>\n<v Asha O'Patel>Thank you.</v>")))
    assert [(p.text, p.speaker) for p in found] == [("R&D is agreed.", "Tom Reed"), ("Thank you.", "Asha O'Patel")]


def test_a_caption_without_a_voice_is_nobodys() -> None:
    found = passages("c.vtt", cues((0, "<v Tom Reed>Agreed.</v>"), (1, "Applause.")))
    assert [(p.text, p.speaker) for p in found] == [("Agreed.", "Tom Reed"), ("Applause.", None)]


def test_a_pause_or_a_label_begins_a_turn() -> None:
    found = passages("c.vtt", cues((0, "<v Tom Reed>Agreed.</v>"), (9, "<v Tom Reed>Later on.</v>")))
    assert [(p.text, p.time) for p in found] == [("Agreed.", "00:00:00"), ("Later on.", "00:09:00")]
    found = passages("c.vtt", cues((0, "<v Tom Reed>Well.</v>"), (1, "<v Tom Reed>Decision: we go.</v>")))
    assert [p.kind for p in found] == ["discussion", "decision"]


def test_a_title_before_a_name_and_a_word_with_a_colon_are_told_apart() -> None:
    found = passages("c.vtt", cues((0, "Dr. Asha Patel: There is one."), (1, "Problem: the boiler failed.")))
    assert [(p.text, p.speaker) for p in found] == [("There is one. Problem: the boiler failed.", "Dr. Asha Patel")]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Ann Lee   0:03\nGood day.\nso.\n\nTom Reed   0:15\nThanks.\n\nAnn Lee   1:03\nNoted.\n\n"
         "Tom Reed   1:15\nYes.\n\nAnn Lee   1:20\nNo.\n", ["0:03", "0:15", "1:03", "1:15", "1:20"]),
        ("[10:00:01] Ann Lee: Good day.\nso.\n[10:00:05] Tom Reed: Thanks.\n[10:00:09] Ann Lee: Noted.\n"
         "[10:01:01] Tom Reed: Yes.\n[10:02:01] Ann Lee: No.\n",
         ["10:00:01", "10:00:05", "10:00:09", "10:01:01", "10:02:01"]),
    ],
)  # fmt: skip
def test_turns_copied_from_meeting_software_have_speaker_and_time(text: str, times: list[str]) -> None:
    (minutes,) = parse(read_document(Path("2025-06-03.txt"), text.encode())).meetings
    assert [p.text for p in minutes.passages] == ["Good day.\nso.", "Thanks.", "Noted.", "Yes.", "No."]
    assert [p.speaker for p in minutes.passages] == ["Ann Lee", "Tom Reed", "Ann Lee", "Tom Reed", "Ann Lee"]
    assert [p.time for p in minutes.passages] == times


def test_a_chair_who_speaks_again_and_again_is_a_speaker_and_a_stated_chair_a_fact() -> None:
    turns = "".join(f"Chair: Question {n}.\nAnn Lee: Answer {n}.\n" for n in range(5))
    assert {p.speaker for p in passages("m.txt", turns)} == {"Chair", "Ann Lee"}
    facts = passages("m.txt", "Meeting: 3 June 2025\nChair: Sue Park\n" + turns.replace("Chair", "Tom Reed"))
    assert [(p.kind, p.speaker) for p in facts][:2] == [("header", None), ("header", None)]


def test_what_meeting_software_writes_above_the_turns_is_read_and_not_quoted() -> None:
    """Title, beginning, length and notices of a recording are no passages; the date is read from its line."""
    text = (
        "Weekly call-20250314_100000-Meeting Recording\nMarch 14, 2025, 10:00AM\n32m 5s\n\n"
        "Ann Lee started transcription\n\nAnn Lee   0:03\nGood day.\n\nTom Reed   0:15\nThanks.\n\n"
        "Ann Lee stopped transcription\n"
    )
    (minutes,) = parse(read_document(Path("call.txt"), text.encode())).meetings
    assert [(p.text, p.speaker) for p in minutes.passages] == [("Good day.", "Ann Lee"), ("Thanks.", "Tom Reed")]
    assert (str(minutes.meeting.date), minutes.meeting.date_source) == ("2025-03-14", "line 2")
    assert minutes.meeting.series == "Weekly call"
    assert minutes.spoken
    (minutes,) = parse(read_document(Path("call.txt"), text.partition("\n")[2].encode())).meetings
    assert (minutes.meeting.date_source, minutes.meeting.series, len(minutes.passages)) == ("line 1", None, 2)


def test_few_turns_of_recurring_names_are_a_transcript_and_a_schedule_is_none() -> None:
    """Names with times are turns where each says something and one speaks again."""
    found = passages("call.txt", "Ann Lee   0:03\nGood day.\n\nTom Reed   0:15\nThanks.\n\nAnn Lee   0:20\nYes.\n")
    assert [(p.text, p.speaker) for p in found] == [
        ("Good day.", "Ann Lee"),
        ("Thanks.", "Tom Reed"),
        ("Yes.", "Ann Lee"),
    ]
    found = passages("m.txt", "Board 3 June 2025\n\nTea   10:30\nBudget   11:00\nTea   12:30\n\nWe had tea.\n")
    assert {p.speaker for p in found} == {None}


def test_a_date_that_somebody_mentions_comes_after_the_title() -> None:
    """The date of a recording is that above it, not one that its speakers say of a meeting."""
    turns = "Ann Lee   0:03\nThe meeting of 3 May 2024 was short.\n\nTom Reed   0:15\nIt was.\n"
    (minutes,) = parse(read_document(Path("c.txt"), f"March 14, 2025, 10:00AM\n2m 5s\n\n{turns}".encode())).meetings
    assert str(minutes.meeting.date) == "2025-03-14"


TURNS = [
    ("00:00:01", "The channel is full."),
    ("00:00:05", "Who pays for the barge?"),
    ("00:00:09", "The county does."),
]


@pytest.mark.parametrize("form", ["[SPEAKER_0{n}]: {said}", "ann lee {n}: {said}", "[Ann {n}]: {said}"])
def test_labels_of_programs_and_of_hurried_people_tell_speakers(form: str) -> None:
    names = ["ann", "bob"]
    form = form.replace("ann lee {n}", "{name} lee")
    cues = [(time, form.format(n=n % 2, name=names[n % 2], said=said)) for n, (time, said) in enumerate(TURNS * 2)]
    text = "WEBVTT\n\n" + "".join(f"{time}.000 --> {time}.900\n{line}\n\n" for time, line in cues)
    found = passages("m.vtt", text)
    assert [p.text for p in found] == [said for _, said in TURNS * 2]
    assert len({p.speaker for p in found}) == 2
    assert None not in {p.speaker for p in found}


def test_a_colon_in_lower_case_here_and_there_names_nobody() -> None:
    cues = "".join(f"00:00:0{n}.000 --> 00:00:0{n}.900\nand so it went on\n\n" for n in range(1, 6))
    found = passages("m.vtt", f"WEBVTT\n\n{cues}00:00:07.000 --> 00:00:08.000\none thing: the slip\n\n")
    assert {p.speaker for p in found} == {None}


def test_a_speaker_with_a_number_and_a_time_above_the_turn_is_no_heading() -> None:
    text = "".join(f"Speaker {n % 2 + 1}  00:0{n}:10\nThe channel is full.\n\n" for n in range(6))
    found = passages("2024-05-14 forum.txt", text)
    assert [(p.speaker, p.time) for p in found[:2]] == [("Speaker 1", "00:00:10"), ("Speaker 2", "00:01:10")]
    assert {p.section for p in found} == {()}


@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("m.vtt", "00:00:01,000 --> 00:00:04,000"),
        ("m.vtt", "00:00:01.000-->00:00:04.000"),
        ("m.vtt", "00:01.000 --> 00:04.000"),
        ("m.srt", "00:00:01 --> 00:00:04"),
        ("m.srt", "00:00:01,000 -> 00:00:04,000"),
        ("m.srt", "0:00:01.5 --> 0:00:04.25"),
    ],
)
@pytest.mark.parametrize("above", ["", "\n\n", "\ufeff"])
def test_times_written_otherwise_are_read_and_lines_above_the_first_do_no_harm(
    name: str, times: str, above: str
) -> None:
    head = "WEBVTT\n\n" if name.endswith("vtt") else "1\n"
    (found,) = passages(name, f"{above}{head}{times}\nAnn Lee: The channel is full.\n")
    assert (found.text, found.time) == ("The channel is full.", "00:00:01")


@pytest.mark.parametrize(
    ("name", "head", "broken"), [("m.srt", "2\n", "00:0x:05,000 --> 00:00:08"), ("m.vtt", "", "00:00:5 --> 8")]
)
def test_a_time_that_cannot_be_read_loses_no_words_and_is_told(name: str, head: str, broken: str) -> None:
    mark = "," if name.endswith("srt") else "."
    first = f"{head and '1' + chr(10)}00:00:01{mark}000 --> 00:00:04{mark}000\nAnn Lee: Signed.\n\n"
    text = ("" if head else "WEBVTT\n\n") + first + f"{head}{broken}\nBob Ray: I vote against it.\n"
    (minutes,) = parse(read_document(Path(name), text.encode())).meetings
    assert [(p.text, p.speaker, p.time) for p in minutes.passages][-1] == ("I vote against it.", "Bob Ray", "00:00:04")
    assert any("1 of its captions" in warning for warning in minutes.meeting.warnings)


@pytest.mark.parametrize("mark", ["-", ">>", "–"])
def test_a_dash_where_another_begins_to_speak_begins_a_turn_without_the_dash(mark: str) -> None:
    said = [f"{mark} Good evening.", "Welcome to all.", f"{mark} I second.", f"{mark} Aye.\n{mark} Carried."]
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}\n\n" for n, line in enumerate(said, start=1))
    assert [p.text for p in passages("m.srt", text)] == [
        "Good evening. Welcome to all.",
        "I second.",
        "Aye.",
        "Carried.",
    ]


def test_rolling_captions_say_each_line_once() -> None:
    lines = ["the channel is full", "and the barge is late", "so we wait for it", "until the spring tide"]
    cues = [lines[0], *(f"{a}\n{b}" for a, b in pairwise(lines))]
    text = "WEBVTT\n\n" + "".join(f"00:00:0{n}.000 --> 00:00:0{n}.900\n{cue}\n\n" for n, cue in enumerate(cues))
    assert [p.text for p in passages("m.vtt", text)] == [" ".join(lines)]


def test_a_line_that_two_say_one_after_the_other_is_kept_twice() -> None:
    text = "WEBVTT\n\n" + "".join(
        f"00:00:0{n}.000 --> 00:00:0{n}.900\n<v {who}>{said}</v>\n\n"
        for n, (who, said) in enumerate([("Ann", "I agree."), ("Bob", "I agree."), ("Ann", "Good."), ("Bob", "So.")])
    )
    assert [p.text for p in passages("m.vtt", text)] == ["I agree.", "I agree.", "Good.", "So."]


def test_short_turns_of_captions_are_no_headings() -> None:
    said = [
        "- Any motion?",
        "- Aye",
        "- The channel is full and must be dredged.",
        "- Second",
        "- So it is carried then.",
    ]
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}\n\n" for n, line in enumerate(said, start=1))
    assert [(p.text, p.section) for p in passages("m.srt", text)] == [(line[2:], ()) for line in said]
