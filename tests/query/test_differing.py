from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ipp_search.query.differing import Difference, differences

WORDS = st.lists(st.sampled_from("the wall was mended in spring by the council and paid".split()), max_size=40)


def test_a_changed_word_is_told_with_the_words_around_it() -> None:
    one, other = "The wall was mended in autumn by the clerk.", "The wall\nwas mended in spring by  the clerk."
    assert differences(one, other) == [Difference("The wall was mended in", "autumn", "spring", "by the clerk.")]


def test_words_that_stand_alone_between_two_changes_are_part_of_one() -> None:
    (found,) = differences("paid ten pounds of rent today", "paid five marks of tithe today")
    assert (found.gone, found.new) == ("ten pounds of rent", "five marks of tithe")


@given(WORDS, WORDS)
def test_texts_with_the_same_words_differ_nowhere_and_others_somewhere(one: list[str], other: list[str]) -> None:
    found = differences(" ".join(one), "\n".join(other))
    assert (found == []) == (one == other)
    assert all(change.gone or change.new for change in found)


@given(WORDS, WORDS)
def test_what_is_gone_stands_in_the_one_text_and_what_is_new_in_the_other(one: list[str], other: list[str]) -> None:
    for change in differences(" ".join(one), " ".join(other)):
        assert change.gone in " ".join(one)
        assert change.new in " ".join(other)


def test_texts_of_very_many_words_are_compared_by_lines() -> None:
    before = "\n".join(f"line {n} of the text" for n in range(9000))
    (found,) = differences(before, before.replace("line 400 of", "line 400 off"))
    assert (found.gone, found.new) == ("line 400 of the text", "line 400 off the text")
