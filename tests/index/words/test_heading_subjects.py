from __future__ import annotations

import pytest

from ipp_search.index.words.heading_subjects import subject


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("9.2 Recall review - update", "Recall review"),
        ("Recall review (for decision)", "Recall review"),
        ("12.i.e Array.flat for Stage 3", "Array.flat"),
        ("[Cancelable promises](https://example.org/x) (DD)", "Cancelable promises"),
        ("Housing, continued", "Housing"),
        ("Actions", ""),
        ("3. Conclusion and next steps", ""),
        ("2024 budget", "budget"),
        ("Update", "Update"),
    ],
)
def test_a_heading_is_about_its_matter_and_not_what_is_done_with_it(title: str, about: str) -> None:
    assert subject(title) == about
