from __future__ import annotations

import pytest
from support.reading import passages

from ipp_search.ingest.records import Passage


def kinds(found: tuple[Passage, ...]) -> list[tuple[str, str]]:
    return [(p.kind, p.text) for p in found]


def test_a_labelled_line_of_a_paragraph_is_an_action_of_its_own() -> None:
    found = passages("# T\n\nCosts rose again.\n**ACTION**: Ann to write.\nand to ask.\n**MOTION**: agreed\n", "m.md")
    assert kinds(found) == [
        ("discussion", "Costs rose again."),
        ("action", "**ACTION**: Ann to write.\nand to ask."),
        ("discussion", "**MOTION**: agreed"),
    ]


def test_a_labelled_sentence_at_the_end_of_a_paragraph_is_an_action_of_its_own() -> None:
    found = passages("T\nDate: 1 May 2024\nData\n· Costs rose. ACTION: Ann to write.\n")
    assert kinds(found)[-2:] == [("discussion", "Costs rose."), ("action", "ACTION: Ann to write.")]
    assert found[-1].owner == "Ann"


@pytest.mark.parametrize("line", ["Costs rose. Action was taken.", "Costs rose.\nActions followed."])
def test_the_word_alone_parts_nothing(line: str) -> None:
    assert [p.text for p in passages(f"# T\n\n{line}\n", "m.md")] == [line]


def test_lines_that_an_arrow_sets_off_are_tasks_of_their_own() -> None:
    text = "Present: Ann Lee, Bob Ray\n\nThe wall is old.\n-> Ann to write to the mason\n-> Bob to find the plan\n"
    found = passages(f"# Board\n\n{text}", "x.md")
    assert [(p.text, p.owner) for p in found if p.kind == "action"] == [
        ("-> Ann to write to the mason", "Ann"), ("-> Bob to find the plan", "Bob"),
    ]  # fmt: skip


def test_initials_alone_in_the_column_of_actions_are_who_is_to_do_what_stands_beside_them() -> None:
    rows = "| 1 | Wall. | |\n| 2 | The mason is to be asked for a price by the group before long. | AL |\n"
    text = f"# Board\n\n| Item | Minute | Action |\n|-|-|-|\n{rows}"
    found = passages(text, "x.md")
    assert [(p.text[:9], p.owner) for p in found if p.kind == "action"] == [("The mason", "AL")]


@pytest.mark.parametrize(
    "words",
    [
        "▸ Ann to write to those who surveyed",
        "TASK Ann: write to those who surveyed",
        "The heater has been unplugged. ACTION (AL): write to those who surveyed",
        "Action 14-A (Ann): to write to those who surveyed.",
    ],
)
def test_an_action_is_told_by_arrow_task_and_name_in_brackets(words: str) -> None:
    text = f"# Quay Group, 3 June 2031\n\nPresent: Ann Lee (AL), Bob Ray\n\n## Works\n\n{words}\n"
    actions = [p.text for p in passages(text, "m.md") if p.kind == "action"]
    assert len(actions) == 1
    assert "surveyed" in actions[0]
