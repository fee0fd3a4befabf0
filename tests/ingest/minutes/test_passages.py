from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.reading import passages

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document


def test_the_parts_of_an_action_are_actions_of_its_owner_with_what_they_hang_under() -> None:
    found = passages("T\n\nActions\n- Ann Lee to discuss:\n  - data; and\n  - costs.\n- Next.\n")
    assert [(p.text, p.kind, p.owner) for p in found] == [
        ("Ann Lee to discuss:", "action", "Ann Lee"),
        ("data; and", "action", "Ann Lee"),
        ("costs.", "action", "Ann Lee"),
        ("Next.", "action", None),
    ]
    assert found[1].context == "Ann Lee to discuss:"


def test_a_nested_bullet_carries_what_it_hangs_under_as_context_only() -> None:
    found = passages("T\n\n- Budget review\n  - Costs rose.\n")
    assert (found[1].text, found[1].context) == ("Costs rose.", "Budget review")


@pytest.mark.parametrize(
    ("line", "kind", "owner"),
    [
        ("ACTION: HMPPS to report.", "action", "HMPPS"),
        ("Action: *Options will be developed.*", "action", None),
        ("Action: the Parole Board to write.", "action", "the Parole Board"),
        ("**ACTION:** HMPPS and the Parole Board to identify cases.", "action", "HMPPS and the Parole Board"),
        ("Action point: Ann Smith will write.", "action", "Ann Smith"),
        ("ACTION 62.9 Ann Smith to write.", "action", "Ann Smith"),
        ("Action 62.9 is complete.", "discussion", None),
        ("AI: Ann to write.", "action", "Ann"),
        ("AI Policy for the board.", "discussion", None),
        ("Note: see Annex A.", "note", None),
        ("Decision: approved.", "decision", None),
        ("AGREED: to meet again.", "decision", None),
        ("HMPPS to report.", "discussion", None),
        ("Actions were completed.", "discussion", None),
    ],
)
def test_a_label_gives_kind_and_owner(line: str, kind: str, owner: str | None) -> None:
    found = passages(f"T\nDate: 1 May 2024\nData\n· First.\n{line}\n")[-1]
    assert (found.kind, found.owner, found.text) == (kind, owner, line)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Actions", "action"),
        ("Open action items", "action"),
        ("Actions from the last meeting", "discussion"),
        ("2. Actions Summary", "action"),
        ("Action Plan", "discussion"),
        ("Attendees", "header"),
    ],
)
def test_a_heading_gives_its_items_their_kind(heading: str, kind: str) -> None:
    assert passages(f"T\nDate: 1 May 2024\n{heading}\n· UNGRIPP to send a list.\n")[-1].kind == kind


@pytest.mark.parametrize("line", ["None", "No actions.", "[Minutes](a.md) [Home](b.md)", "The meeting closed at 4pm."])
def test_not_everything_below_a_heading_of_actions_is_one(line: str) -> None:
    assert passages(f"# T\n\n## Actions:\n\n- Ann to write.\n\n{line}\n", "m.md")[-1].kind == "discussion"


def test_a_tick_box_marks_a_task_unless_every_item_has_one() -> None:
    some = passages("# T\n\n- Costs rose.\n- [x] Ann wrote.\n- [ ] Bob to write.\n", "m.md")
    assert [p.kind for p in some] == ["discussion", "action", "action"]
    every = passages("# T\n\n- [ ] Costs rose.\n- [ ] Ann wrote.\n", "m.md")
    assert [p.kind for p in every] == ["discussion", "discussion"]


def test_the_same_words_twice_are_two_passages() -> None:
    first, second = passages("T\n\n- Noted.\n- Noted.\n")
    assert first.id != second.id


def test_an_edit_elsewhere_leaves_a_passages_id_alone() -> None:
    before, after = passages("T\n\n- One.\n- Two.\n"), passages("T\n\n- One, edited.\n- Two.\n")
    assert before[0].id != after[0].id
    assert before[1].id == after[1].id


def test_a_citation_names_series_date_section_and_line() -> None:
    found = passages("The Board\nDate: 3 June 2025\nData\nPrisons\n· Numbers fell.\n")[-1]
    assert found.citation == "The Board, 3 June 2025, Data › Prisons, line 5"


lines = st.lists(
    st.one_of(
        st.sampled_from(
            ["", "Data", "Policy Update", "ACTION: Ann to write.", "Present: A, B and C", "Date: 3 June 2025", "---"]
        ),
        st.text(alphabet="abc Ä☐é.:-·*#|1\t'\u00a0", max_size=40),
    ),
    max_size=25,
)


@settings(max_examples=200)
@given(lines, st.sampled_from(["m.txt", "m.md"]))
def test_every_passage_is_an_exact_slice_that_its_lines_lead_back_to(drawn: list[str], name: str) -> None:
    text = "\n".join(["x", *drawn])
    document = read_document(Path(name), text.encode())
    seen = set()
    for passage in (p for minutes in parse(document).meetings for p in minutes.passages):
        assert document.text[passage.start : passage.end] == passage.text != ""
        place = "\n".join(document.text.split("\n")[passage.start_line - 1 : passage.end_line])
        assert passage.text in place
        assert passage.id not in seen
        seen.add(passage.id)


def test_a_task_stands_apart_from_the_decision_it_follows() -> None:
    text = "# Quay Group\n\nPresent: Ann Lee (AL)\n\n## Works\n\nIt was agreed that the lamp stays. AL to mend it.\n"
    minutes = parse(read_document(Path("m.md"), text.encode())).meetings[0]
    told = [(p.kind, p.owner, p.text) for p in minutes.passages if p.section]
    assert told == [("decision", None, "It was agreed that the lamp stays."), ("action", "AL", "AL to mend it.")]


def test_what_follows_the_heading_of_decisions_is_one_and_what_is_announced_as_such() -> None:
    text = (
        "# Quay\n\n## Decisions\n\nThe lamp stays.\n\n## Works\n\nRESOLVED:\n\n- The wall goes.\n\nThe path is long.\n"
    )
    minutes = parse(read_document(Path("m.md"), text.encode())).meetings[0]
    kinds = {p.text: p.kind for p in minutes.passages}
    assert (kinds["The lamp stays."], kinds["The wall goes."], kinds["The path is long."]) == (
        "decision",
        "decision",
        "discussion",
    )


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("Action AL: mend the lamp", "AL"),
        ("ACTION new members: read the rules", "new members"),
        ("ACT-QG-2031-7: AL - mend it", "AL"),
    ],
)
def test_who_may_stand_between_the_label_of_an_action_and_its_colon(line: str, owner: str) -> None:
    minutes = parse(
        read_document(Path("m.md"), f"# Quay Group\n\n## Works\n\n- The lamp is dark.\n- {line}\n".encode())
    )
    assert [(p.kind, p.owner) for p in minutes.meetings[0].passages if p.text == line] == [("action", owner)]


@pytest.mark.parametrize("line", ["Action plan: published", "AP: “What is your plan?”"])
def test_a_plan_or_a_persons_initials_are_no_label_of_an_action(line: str) -> None:
    text = f"# Quay Group\n\nPresent: Ann Pole (AP), Bob Ray (BR)\n\n## Works\n\n- {line}\n"
    passages = parse(read_document(Path("m.md"), text.encode())).meetings[0].passages
    assert [p.kind for p in passages if p.text == line] == ["discussion"]


def test_in_speech_written_word_by_word_nobody_is_given_a_task() -> None:
    turns = "AL: BR will show the lamp.\n\nBR: AL to speak first, please.\n\nAL: Thank you.\n"
    text = f"# Quay Group\n\nPresent: Ann Lee (AL), Bob Ray (BR)\n\n## Works\n\n{turns}"
    passages = parse(read_document(Path("m.md"), text.encode())).meetings[0].passages
    assert "action" not in {p.kind for p in passages}
