"""Rows that say what became of an action were set at an earlier meeting."""

from __future__ import annotations

import pytest
from support.reading import passages

from ipp_search.query.actions.carried import carried_rows

HEAD = "# Quay Group, 3 June 2031\n\n## Works\n\nThe wall fell.\n\n| No | Action | Who |{}\n|-|-|-|{}\n"


@pytest.mark.parametrize(
    ("rows", "carried"),
    [
        ("| 1 | Ann to write to the county | AL | Completed |\n| 2 | Bob to ask the bank | BR | |\n", 1),
        ("| 1 | Ann to write | AL | Done |\n| 2 | Bob to ask | BR | |\n| 3 | Cy to pay | CD | On-going |\n", 3),
    ],
)
def test_rows_with_a_state_are_of_last_time_and_so_are_all_where_most_have_one(rows: str, carried: int) -> None:
    found = passages(HEAD.format(" Status |", "-|") + rows, "m.md")
    assert len(carried_rows(found)) == carried


def test_rows_without_a_state_are_this_meetings() -> None:
    found = passages(HEAD.format("", "") + "| 1 | Ann to write to the county | AL |\n", "m.md")
    assert [p.kind for p in found][-1] == "action"
    assert carried_rows(found) == frozenset()
