from __future__ import annotations

import pytest

from ipp_search.index.words.acronyms import spelt_out, stated


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Risk Assessed Recall Review (RARR) began", [("RARR", "Risk Assessed Recall Review")]),
        ("a risk assessed recall review (RARR)", [("RARR", "risk assessed recall review")]),
        ("the Ministry of Justice [MoJ]", []),  # printed otherwise than in capitals
        ("Approved Premises (APs) and the Parole Board ( PB )", [("AP", "Approved Premises"), ("PB", "Parole Board")]),
        ("He left early (NB: twice)", []),
        ("(RARR)", []),
        ("we met the chair (HMPPS)", []),
    ],
)
def test_an_acronym_in_brackets_is_stated_by_the_words_before_it(text: str, found: list[tuple[str, str]]) -> None:
    assert list(stated(text)) == found
