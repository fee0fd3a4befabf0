from __future__ import annotations

import datetime as dt

import pytest
from support.reading import passages

from ipp_search.query.actions.content import due_of, number_of, quotes, task_of


@pytest.mark.parametrize(
    ("words", "due", "day"),
    [
        ("Ann to write by 3 May 2025.", "3 May 2025", dt.date(2025, 5, 3)),
        ("Ann to write by 3 May.", "3 May", None),
        ("Ann to write before the next meeting.", "the next meeting", None),
        ("Ann to write by the end of June", "the end of June", None),
        ("Ann to write. Deadline: Friday.", "Friday", None),
        ("Ann to write by hand.", None, None),
    ],
)
def test_a_due_date_is_in_the_records_words_and_without_a_meeting_date_a_day_only_with_its_year(
    words: str, due: str | None, day: dt.date | None
) -> None:
    assert due_of(passages(f"# T\n\n## Actions\n\n- {words}\n", "m.md")[0]) == (due, day)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Ann to write by 3 May.", dt.date(2025, 5, 3)),
        ("Ann to write by 10 January.", dt.date(2026, 1, 10)),
        ("Ann to write before the next meeting.", dt.date(2025, 6, 2)),
        ("Ann to write by the end of June", dt.date(2025, 6, 30)),
        ("Ann to write. Deadline: Friday.", dt.date(2025, 5, 2)),
        ("Ann to write by next Friday.", None),
        ("30 May 2025 – Write the letter", dt.date(2025, 5, 30)),
        ("Ann to write by the end of term", None),
        ("Ann to write within two weeks.", dt.date(2025, 5, 15)),
        ("Ann to bring the plan to the next Council.", dt.date(2025, 6, 2)),
        ("Ann to make a rota for the June meeting.", dt.date(2025, 6, 2)),
        ("Ann to make a rota for the September meeting.", None),
        ("Ann to report back on May 20.", dt.date(2025, 5, 20)),
        ("Ann to answer the letter received on 20 April 2025.", None),
        ("Ann to write by 12/5/25.", dt.date(2025, 5, 12)),
    ],
)
def test_a_due_date_that_leaves_out_its_year_is_told_from_the_date_of_the_meeting(
    words: str, day: dt.date | None
) -> None:
    text = f"# Minutes of 1 May 2025\n\n## Actions\n\n- {words}\n\n## Next meeting\n\n2 June 2025\n"
    action = next(p for p in passages(text, "m.md") if p.kind == "action")
    assert due_of(action)[1] == day


def test_a_table_tells_due_date_and_task_by_its_columns() -> None:
    rows = "| Action | Owner | Due | Status |\n|---|---|---|---|\n| Write letter | Ann | 3 May 2025 | Open |\n"
    (row,) = (p for p in passages(f"# T\n\n{rows}\n", "m.md") if p.kind == "action")
    assert (row.owner, due_of(row)) == ("Ann", ("3 May 2025", dt.date(2025, 5, 3)))
    assert task_of(row) == {"write", "letter"}


@pytest.mark.parametrize(
    ("cell", "due"), [("20 May 2025", "20 May 2025"), ("20-05-2025", "20-05-2025"), ("20 April 2025", None)]
)
def test_in_a_row_without_heads_a_day_to_come_is_when_it_is_due_and_one_gone_by_is_not(
    cell: str, due: str | None
) -> None:
    (row, *_) = passages("# Minutes of 1 May 2025\n\nACTION: Write the letter | Ann | " + cell + "\n", "m.md")
    assert due_of(row)[0] == due


def test_only_a_number_with_parts_names_an_action_for_later() -> None:
    numbered, plain = passages("# T\n\nACTION 62.9 Ann to write.\n\nACTION 3: Bob to write.\n", "m.md")
    assert (number_of(numbered), number_of(plain)) == ("62.9", None)
    told, other = passages("# T\n\n- Action 62.9 was discussed.\n- The rate was 62.91 or 162.9.\n", "m.md")
    assert quotes(told, "62.9")
    assert not quotes(other, "62.9")


@pytest.mark.parametrize("head", ["Due", "Timeline", "Timescale", "Completion date", "Date of completion"])
def test_a_column_of_days_has_many_names(head: str) -> None:
    rows = f"| Task | Responsible | {head} |\n|---|---|---|\n| Write letter | Ann | 3 May 2025 |\n"
    (row,) = (p for p in passages(f"# T\n\n## Actions\n\n{rows}\n", "m.md") if p.kind == "action")
    assert due_of(row)[1] == dt.date(2025, 5, 3)


def test_a_record_that_puts_the_month_first_does_so_in_due_dates() -> None:
    text = "# Board\n\nDate: 05/20/2025\n\n## Actions\n\n- Ann to write by 06/03/2025.\n"
    action = next(p for p in passages(text, "m.md") if p.kind == "action")
    assert due_of(action)[1] == dt.date(2025, 6, 3)
