from __future__ import annotations

import pytest

from ipp_search.index.initials import spelt_out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Prison Reform Trust came", {("PRT", "Prison Reform Trust")}),
        (
            "Independent Advisory Panel of deaths in Custody",
            {("IAPDC", "Independent Advisory Panel of deaths in Custody")},
        ),
        ("Howard League, Parole Board", set()),  # a comma parts two names
        ("We agreed that it is late", set()),
        ("HMPPS", set()),
    ],
)
def test_names_are_known_by_their_initials(text: str, found: set[tuple[str, str]]) -> None:
    assert found <= set(spelt_out(text))
    assert found or not set(spelt_out(text))
