from __future__ import annotations

import pytest

from ipp_search.query.collection.word_forms import has_phrase, words_of


def test_compounds_have_parts_and_names_are_told() -> None:
    harm, pad, locale_, part = words_of("self-harm padStart Intl.Locale")[:2] + words_of("Intl.Locale")
    assert (harm.spelt, harm.parts, harm.name) == ("selfharm", ("self", "harm"), False)
    assert (pad.spelt, pad.parts, pad.name) == ("padstart", ("pad", "start"), True)
    assert (locale_.qualifier, part.qualifier) == (True, False)
    assert locale_.name
    assert part.name


@pytest.mark.parametrize(
    ("word", "text", "stands"),
    [
        ("recall", "Those recalled in May", True),
        ("recall", "two recalls", True),
        ("recall", "RECALLING", True),
        ("progression", "progress was made", False),
        ("import()", "an important point", False),
        ("import()", "the import of x", True),
        ("RARR", "RARRs", False),
        ("grants", "a grant of money", True),
        ("grants", "the licence was granted", False),
        ("libraries", "the library’s roof", True),
        ("library", "two libraries", True),
        ("news", "a new roof", False),
        ("RA", "an RA, and its RAs", True),
        ("RA", "the rain ran", False),
        ("IT", "as it was", False),
    ],
)
def test_a_word_stands_where_it_is_spelt_so_but_for_endings_and_a_name_only_as_it_is(
    word: str, text: str, stands: bool
) -> None:
    assert words_of(word)[0].spelt_in(text) is stands


def test_a_phrase_stands_side_by_side_over_line_breaks_and_hyphens() -> None:
    assert has_phrase("the Parole\nBoard’s view", "parole board")
    assert has_phrase("re-sentencing", "re-sentencing")
    assert not has_phrase("the board on parole", "parole board")


def test_an_acronym_in_a_phrase_stands_in_capitals_and_a_plural_in_either_number() -> None:
    assert has_phrase("all CLAs were signed", "CLA")
    assert not has_phrase("clay and class", "CLA")
    assert has_phrase("The Memorial Tree", "memorial trees")


def test_a_pattern_of_forms_takes_time_in_proportion_to_the_text() -> None:
    assert not has_phrase("a" * 10_000 + " " * 10_000 + "_" * 10_000, "aa bb")
