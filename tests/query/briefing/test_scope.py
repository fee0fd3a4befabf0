from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp_search.ingest.records import Meeting
from ipp_search.query.briefing.scope import RECORDS, Silence, limits_sentence, read, read_limits, sentence, silences
from ipp_search.query.verification.dates import day_of, in_full


def meetings(*counts: int, undated: int = 0) -> list[Meeting]:
    """So many monthly meetings of each group, oldest first, and some without a date."""
    held = [
        Meeting(f"{group}-{n}", "", "", "", f"Group {chr(65 + group)}", dt.date(2024, n + 1, 5))
        for group, count in enumerate(counts)
        for n in range(count)
    ]
    return sorted(held, key=lambda one: (one.date or dt.date.max, one.id)) + [
        Meeting(f"u-{n}", "", "", "", "Group A") for n in range(undated)
    ]


def test_one_group_that_is_silent_now_and_then_is_told_with_its_silent_days() -> None:
    held = meetings(3)
    (silence,) = silences(held, [held[2]])
    assert sentence(silence) == (
        "No passage found in 2 of the 3 meetings of Group A, 5 January 2024 to 5 March 2024: 5 January 2024 and"
        " 5 February 2024."
    )


def test_of_many_groups_the_records_are_told_as_a_whole() -> None:
    held = meetings(1, 2, 2, 2)
    told = [sentence(one) for one in silences(held, [held[0]])]
    assert told == ["No passage found in 6 of the 7 meetings of the records, 5 January 2024 to 5 February 2024."]


def test_a_meeting_without_a_date_is_told_of() -> None:
    assert sentence(silences(meetings(1, undated=1), [])[0]).endswith("of Group A, 5 January 2024, some undated.")
    assert sentence(silences(meetings(undated=1), [])[0]) == "No passage found in the one meeting of Group A, undated."


@given(st.lists(st.integers(1, 6), min_size=1, max_size=5), st.integers(0, 2), st.data())
def test_every_sentence_is_read_back_as_the_meetings_it_was_made_from(
    counts: list[int], undated: int, data: st.DataObject
) -> None:
    held = meetings(*counts, undated=undated)
    told = data.draw(st.sets(st.sampled_from(held)))
    for silence in [*silences(held, told), Silence(RECORDS, tuple(held), tuple(held))]:
        assert read(sentence(silence), held, lambda meeting: meeting in told) == silence


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("2 of", "1 of"), ("the 3", "the 4"), ("to 5 March 2024", "to 5 April 2024"), ("Group A", "Group B"),
     (": 5 January", ": 6 January"), (": 5 January 2024 and 5 February 2024", "")],
)  # fmt: skip
def test_a_sentence_with_something_else_in_it_is_refused(right: str, wrong: str) -> None:
    held = meetings(3)
    (silence,) = silences(held, [held[2]])
    words = sentence(silence).replace(right, wrong)
    assert isinstance(read(words, held, lambda meeting: meeting is held[2]), str)


@pytest.mark.parametrize(
    "date", ["5 January 2024", "05/01/2024", "Friday 5 January 2024", "January 5, 2024", "2024-01-05"]
)
def test_dates_in_other_forms_are_the_same_dates(date: str) -> None:
    assert in_full(f"No passage found, {date} to 5 March 2024.") == "No passage found, 5 January 2024 to 5 March 2024."


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({}, ""),
        ({"since": "2024-01-02"}, "Only meetings since 2 January 2024."),
        ({"until": "2024-01-02"}, "Only meetings up to 2 January 2024."),
        ({"since": "2024-01-02", "until": "2025-03-04"}, "Only meetings from 2 January 2024 to 4 March 2025."),
        ({"series": "board"}, "Only meetings of groups whose name has the words: board."),
        (
            {"since": "2024-01-02", "series": "board"},
            "Only meetings since 2 January 2024, of groups whose name has the words: board.",
        ),
    ],
)
def test_limits_are_said_and_read_back(limits: dict[str, str], words: str) -> None:
    assert limits_sentence(limits) == words
    since, until = (dt.date.fromisoformat(limits[name]) if name in limits else None for name in ("since", "until"))
    assert read_limits(words, day_of) == ((since, until, limits.get("series", "")) if limits else None)
