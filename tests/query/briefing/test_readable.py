from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp_search.query.briefing.readable import readable
from ipp_search.query.briefing.sentences import elided
from ipp_search.query.verification.folding import folded


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See [the note](https://x.example/a_b) and **act**", "See the note and act"),
        ("Ann Lee | Signs | 108.00 | 18", "Ann Lee; Signs; 108.00; 18"),
        ("| Ann Lee |  | 18 |", "Ann Lee; 18"),
        ("[ ] write to governors", "write to governors"),
        ("[x] *write* to `governors`", "write to governors"),
        ("a_name and snake_case_name stay", "a_name and snake_case_name stay"),
        ("one<br>two", "one two"),
        ("A [note] in brackets (see annex)", "A [note] in brackets (see annex)"),
    ],
)
def test_marks_that_only_a_program_reads_are_not_shown(text: str, shown: str) -> None:
    assert readable(text) == shown


@given(st.lists(st.sampled_from(["[x] ", "[ ] ", "[a](b)", "**c**", "|", "d_e", "`f`", "_g_", "(h)"])).map(" ".join))
def test_what_is_shown_stands_in_the_record_as_it_is_compared(text: str) -> None:
    assert folded(readable(text)) == folded(text)


@pytest.mark.parametrize(
    ("part", "shown"),
    [("One.", "One. …"), ("Two.", "… Two. …"), ("Three.", "… Three."), ("One. Two. Three.", "One. Two. Three.")],
)
def test_a_cut_is_marked_where_it_is(part: str, shown: str) -> None:
    assert elided("One. Two. Three.", part) == shown
