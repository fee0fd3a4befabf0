from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipp_search.api import Index
from ipp_search.corpus import NOTES
from ipp_search.query.actions.ledger import latest
from ipp_search.query.actions.records import Action

Ledger = Callable[..., list[Action]]
WRITE = "Ann Lee to write to prison governors about visiting hours"


@pytest.fixture
def ledger(encoder: Any, tmp_path: Path) -> Ledger:
    """The actions of meetings of one board, a month apart, each given as lines."""

    def read(*meetings: str, **filters: Any) -> list[Action]:
        folder = tmp_path / "minutes"
        folder.mkdir(exist_ok=True)
        for n, lines in enumerate(meetings, 1):
            (folder / f"{n}.md").write_text(f"# The Board\n\nDate: 5 {MONTHS[n]} 2024\n\n{lines}\n", "utf-8")
        with Index(tmp_path / "ledger") as index:
            index.ingest([folder])
            return index.actions(**filters)

    return read


MONTHS = ("", "January", "February", "March", "April", "May", "June")


def states(action: Action) -> list[tuple[str, str]]:
    return [(event.meeting.when.split()[1], event.status) for event in action.history]


def test_an_action_listed_again_is_carried_forward_and_one_action(ledger: Ledger) -> None:
    first, second = ledger(f"## Actions\n\n- {WRITE}", f"## Actions\n\n- {WRITE}.")
    assert first.thread == second.thread == first.passage.id
    assert states(first) == [("January", "open"), ("February", "carried forward")]
    assert [event.passage for event in first.history] == [first.passage, second.passage]
    assert latest([first, second]) == [second]


def test_another_owner_for_the_same_task_is_a_change_of_hands(ledger: Ledger) -> None:
    *_, last = ledger(f"## Actions\n\n- {WRITE}", f"## Actions\n\n- {WRITE.replace('Ann Lee', 'Bob Ray')}")
    assert states(last)[-1] == ("February", "changed hands")


def test_another_figure_is_another_action(ledger: Ledger) -> None:
    one, other = ledger(
        "## Actions\n\n- Ann to publish the 2024 report of visits",
        "## Actions\n\n- Ann to publish the 2025 report of visits",
    )
    assert one.thread != other.thread


def test_a_mark_says_done_and_what_is_done_begins_anew_when_listed_again(ledger: Ledger) -> None:
    lines = (f"## Actions\n\n- {WRITE}", f"## Actions\n\n- {WRITE} (done)", f"## Actions\n\n- {WRITE}")
    first, second, third = ledger(*lines)
    assert states(first) == [("January", "open"), ("February", "done")]
    assert first.thread == second.thread != third.thread


def test_a_later_report_in_the_actions_words_shows_its_state(ledger: Ledger) -> None:
    (action,) = ledger(
        f"## Actions\n\n- {WRITE}",
        "## Matters arising\n\n- Ann Lee to write to prison governors about visiting hours: complete.\n- Costs rose.",
    )
    assert states(action) == [("January", "open"), ("February", "done")]
    assert action.history[-1].passage.text.endswith("complete.")
    assert not action.open


def test_a_report_that_quotes_the_number_shows_the_state(ledger: Ledger) -> None:
    (action,) = ledger(
        "ACTION 62.9 Ann to write to governors.\n\n- Costs rose.", "## Business\n\n- Action 62.9 was completed."
    )
    assert states(action)[-1] == ("February", "done")


def test_a_number_that_two_actions_bear_links_nothing(ledger: Ledger) -> None:
    found = ledger(
        "ACTION 2.1 Ann to write to governors.\n\n- Costs rose.",
        "ACTION 2.1 Bob to count beds in hospitals.\n\n- Action 2.1 was completed.",
    )
    assert "done" not in {event.status for action in found for event in action.history}


def test_an_action_that_is_listed_again_is_not_done_whatever_is_said_of_it(ledger: Ledger) -> None:
    first, _ = ledger(f"## Actions\n\n- {WRITE}", f"## Business\n\n- {WRITE}: done.\n\n## Actions\n\n- {WRITE}")
    assert first.status == "reported on"


OTHER = "## Business\n\n- Costs rose."


def test_three_silent_meetings_are_named_and_fewer_say_nothing(ledger: Ledger) -> None:
    (action,) = ledger(f"## Actions\n\n- {WRITE}", OTHER, OTHER, OTHER)
    last = action.history[-1]
    assert (last.status, last.passage) == ("no later mention found", action.passage)
    assert [meeting.when for meeting in last.silent_in] == ["5 February 2024", "5 March 2024", "5 April 2024"]
    assert last.in_words == "no later mention found in the 3 meetings from 5 February 2024 to 5 April 2024"


def test_after_two_silent_meetings_an_action_is_open(ledger: Ledger) -> None:
    (action,) = ledger(f"## Actions\n\n- {WRITE}", OTHER, OTHER)
    assert states(action) == [("January", "open")]


@pytest.mark.parametrize(
    ("later", "state"),
    [
        ("## Letter to prison governors about visiting hours\n\n- Done!", "done"),
        ("## Business\n\n- Write to governors on visiting hours in prison:\n  - Done!", "done"),
        ("## Business\n\n- Ann wrote to prison governors about visiting hours.", "done"),
        ("## Business\n\n- It was written to prison governors on visiting hours.", "done"),
        ("## Business\n\n- Ann had not written to prison governors about visiting hours.", "reported on"),
        ("## Business\n\n- Prison governors will be written to about visiting hours.", "reported on"),
        ("## Prison governors: visiting hours\n\n- Two of them answered, and the costs are not known.", "reported on"),
    ],
)
def test_a_later_meeting_shows_by_its_headings_and_verbs_what_became_of_it(
    ledger: Ledger, later: str, state: str
) -> None:
    (action,) = ledger(f"## Actions\n\n- {WRITE}", later, OTHER, OTHER, OTHER)
    assert [told for month, told in states(action) if month == "February"][-1] == state


def test_whoever_was_to_be_invited_and_attends_shows_it_done(ledger: Ledger) -> None:
    found = ledger(
        "Present: Ann Lee, Bob Ray\n\n## Actions\n\n- Ann Lee to invite Cara Dean and the River Trust to join",
        "Present: Ann Lee, Bob Ray, Cara Dean\n\n## Business\n\n- Costs rose.",
        "Present: Ann Lee, Bob Ray, Cara Dean, River Trust\n\n## Business\n\n- Costs rose.",
    )
    assert states(found[0])[1:] == [("February", "reported on"), ("March", "done")]
    assert found[0].history[-1].passage.text.startswith("Present:")


def test_a_note_on_what_was_suggested_above_reports_on_the_actions_that_ask_for_it(ledger: Ledger) -> None:
    found = ledger(
        "## Concerns\n\n- Costs are high.\n- Visiting hours should be printed in the guide.\n"
        "- Prison governors should sign the guide.\n\nNote: The guide includes the two changes suggested above.\n\n"
        "## Actions\n\n- Ann to print visiting hours in the guide\n- Bob to have prison governors sign the guide\n"
        "- Bob to count the costs"
    )
    assert [action.status for action in found] == ["reported on", "reported on", "open"]


def test_a_second_record_of_the_same_meeting_counts_nothing_twice(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "1b.md").write_text(f"# The Board\n\nDate: 5 January 2024\n\n## Actions\n\n- {WRITE}\n", "utf-8")
    found = ledger(f"## Actions\n\n- {WRITE}")
    assert [states(action) for action in found] == [[("January", "open")]]


def test_a_report_on_all_actions_says_nothing_certain_of_one(ledger: Ledger) -> None:
    (action,) = ledger(
        f"## Actions\n\n- {WRITE}", "## Business\n\n- Actions from the last meeting were mainly completed."
    )
    assert states(action)[-1] == ("February", "unknown")
    assert action.history[-1].passage.text.startswith("Actions from")


def test_an_action_of_the_last_meeting_is_open(ledger: Ledger) -> None:
    (action,) = ledger(f"## Actions\n\n- {WRITE}")
    assert (action.status, action.open) == ("open", True)


def test_sub_bullets_are_parts_and_a_name_above_its_tasks_is_no_action(ledger: Ledger) -> None:
    found = ledger(
        "## Actions\n\n- Ann to discuss:\n  - data; and\n  - costs.\n- Bob:\n  - write to governors\n  - count beds"
    )
    assert [(a.passage.text, a.owner, [p.text for p in a.parts]) for a in found] == [
        ("Ann to discuss:", "Ann", ["data; and", "costs."]),
        ("write to governors", "Bob", []),
        ("count beds", "Bob", []),
    ]


def test_tasks_with_owners_below_a_subject_are_actions_and_the_subject_is_none(ledger: Ledger) -> None:
    found = ledger("## Actions\n\n- Visiting hours\n  - Ann: write to governors\n  - Bob: count beds (done)")
    assert [(a.owner, a.status) for a in found] == [("Ann", "open"), ("Bob", "done")]


def test_a_labelled_action_below_another_is_no_part_of_it(ledger: Ledger) -> None:
    found = ledger("## Actions\n\n- Ann to write to governors\n  - ACTION: Bob to help")
    assert [a.owner for a in found] == ["Ann", "Bob"]


def test_filters_choose_statements_and_leave_histories_whole(ledger: Ledger) -> None:
    lines = (f"## Actions\n\n- {WRITE}", f"## Actions\n\n- {WRITE} (done)\n- Bob to count beds")
    found = ledger(*lines, until="2024-01-31")
    assert [states(action) for action in found] == [[("January", "open"), ("February", "done")]]


@pytest.mark.parametrize(
    ("filters", "texts"), [({"owner": "bob"}, ["Bob to count beds"]), ({"only_open": True}, ["Bob to count beds"])]
)
def test_owner_and_open_narrow_the_ledger(ledger: Ledger, filters: dict[str, Any], texts: list[str]) -> None:
    found = ledger(f"## Actions\n\n- {WRITE} (done)\n- Bob to count beds", **filters)
    assert [action.passage.text for action in found] == texts


# Written from the two notes, not from the program: first line, owner, lines of the parts.
NOTES_ACTIONS = [
    ("2023-09-11", 26, None, []),
    *[("2023-09-11", line, "HMPPS", []) for line in (37, 38, 39, 40)],
    ("2023-09-11", 41, "HMPPS", [42, 43]),
    ("2023-09-11", 44, "HMPPS", []),
    ("2023-09-11", 45, "HMPPS and the Parole Board", []),
    ("2023-09-11", 46, "UNGRIPP", []),
    *[("2025-06-03", line, "HMPPS", []) for line in (13, 21, 33, 48, 51)],
]


def test_the_two_notes_have_the_actions_that_a_reader_finds(index: Index) -> None:
    assert NOTES.exists()
    found = index.actions()
    assert [
        (str(a.passage.meeting.date), a.passage.start_line, a.owner, [part.start_line for part in a.parts])
        for a in found
    ] == NOTES_ACTIONS
    # A note of the same day says that two were taken up; the later one that all were mainly completed, and not which.
    reported = {3, 4}
    assert [a.status for a in found[:9]] == ["reported on" if n in reported else "unknown" for n in range(9)]
    assert [a.status for a in found[9:]] == ["open"] * 5
    assert [found[n].history[1].passage.start_line for n in sorted(reported)] == [21, 21]
    assert found[4].history[-1].passage.text.startswith("Present:")
    assert {a.history[-1].passage.start_line for n, a in enumerate(found[:9]) if n not in reported} == {10}


def test_every_state_is_shown_by_a_passage_and_the_last_is_the_actions(index: Index) -> None:
    for action in index.actions():
        assert action.history
        assert all(event.passage.text for event in action.history)
        assert action.status == action.history[-1].status


LEAFLETS = "## Leaflets\n\n- ACTION: Ann Lee to call the printer"
CHARTER = "## Actions\n\n- Ann Lee: Look at the gardens charter"
PANEL = "## Actions\n\n- Ann Lee: Open nominations for the panel"


@pytest.mark.parametrize(
    ("given", "later", "state"),
    [
        (LEAFLETS, "## Leaflets\n\n- The printer wants more.", "reported on"),
        (CHARTER, "## Gardens charter\n\n- Approved by all.", "done"),
        (CHARTER, "## Gardens charter\n\n- Not approved.", "reported on"),
        (PANEL, "## Business\n\n- Panel nominations are open.", "done"),
        (PANEL, "## Business\n\n- Panel nominations will be open.", "reported on"),
    ],
)
def test_headings_votes_and_what_is_there_show_what_became_of_an_action(
    ledger: Ledger, given: str, later: str, state: str
) -> None:
    long = "## Report\n\n" + "\n".join(f"- Item {n} took {n * 7} days." for n in range(60))
    action, *_ = ledger(given, f"{OTHER}\n\n{later}", long, *[OTHER] * 3)
    assert [told for month, told in states(action) if month == "February"][-1:] == [state]


def test_an_acronym_stands_for_its_words(ledger: Ledger) -> None:
    first, second = ledger(
        "## News\n\n- The Visitor Access Charter (VAC) was read.\n\n## Actions\n\n- Ann to open a thread on the VAC",
        "## Actions\n\n- Ann to open a thread on the Visitor Access Charter",
    )
    assert first.thread == second.thread


def test_what_another_years_heading_has_is_of_another_year(ledger: Ledger) -> None:
    (action,) = ledger(
        "## Actions\n\n- Ann Lee: Publish the call for the summer fair 2024",
        "## Summer fair 2025\n\n- The call was published.", OTHER, OTHER,
    )  # fmt: skip
    assert "done" not in {state for _, state in states(action)}


def test_silence_is_told_of_the_meetings_before_one_that_may_speak_of_an_action(ledger: Ledger) -> None:
    (action,) = ledger(
        "## Actions\n\n- Ann Lee: Count empty beds in northern hospitals this winter",
        OTHER, OTHER, OTHER, "## Business\n\n- Beds in northern hospitals are rusty.",
    )  # fmt: skip
    assert action.history[-1].in_words.endswith("in the 3 meetings from 5 February 2024 to 5 April 2024")
