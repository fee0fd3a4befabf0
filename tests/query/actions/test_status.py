from __future__ import annotations

import pytest
from support.reading import passages

from ipp_search.query.actions.status import own_state, reported_state


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Ann to write (done)", "done"),
        ("Ann to write – completed 3 May 2025.", "done"),
        ("Ann to write. DONE", "done"),
        ("Ann to write - DONE (it went on Monday)", "done"),
        ("Ann to write - not DONE (it waits)", "carried forward"),
        ("3 | Ann to write | completed | Ann", "done"),
        ("3 | Ann to write | Completed on 3/5/25 | Ann", "done"),
        ("[x] Ann to write", "done"),
        ("~~Ann to write~~", "done"),
        ("Ann to write - closed", "closed"),
        ("Ann to write (ongoing)", "reported on"),
        ("Ann to write - carried forward", "carried forward"),
        ("Ann to write (not done)", "carried forward"),
        ("Ann to write (partially completed)", "reported on"),
        ("[ ] Ann to write", None),
        ("Ann to complete the register", None),
        ("Ann to ask why the review was not completed", None),
        ("Ann to see that it is done", None),
    ],
)
def test_an_action_is_in_the_state_that_a_mark_of_its_own_says(words: str, state: str | None) -> None:
    assert own_state(passages(f"# T\n\n## Actions\n\n- {words}\n", "m.md")[0]) == state


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("The letter to governors was completed.", "done"),
        ("Letter to governors: done.", "done"),
        ("The action is now closed.", "closed"),
        ("The letter is outstanding.", "carried forward"),
        ("The letter is in progress.", "reported on"),
        ("The letter was mainly completed.", "reported on"),
        ("The letter will be sent once the review is completed.", "reported on"),
        ("It was asked whether the letter was done.", "reported on"),
        ("Part of it was done. The rest is outstanding.", "reported on"),
        ("Governors have the letter.", None),
    ],
)
def test_a_report_says_done_only_without_any_reserve(words: str, state: str | None) -> None:
    assert reported_state(passages(f"# T\n\n- {words}\n", "m.md")[0]) == state
