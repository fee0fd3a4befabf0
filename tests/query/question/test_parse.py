from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp_search.errors import BadQuestion
from ipp_search.query.question.parse import INSTRUCTIONS, MAX_CHARS, read_question


def test_words_of_grammar_are_not_searched_for() -> None:
    assert read_question("Why was the recall of people slow?").words == ("recall", "people", "slow")


def test_a_question_of_nothing_but_grammar_keeps_its_words() -> None:
    assert read_question("Who are we?").words == ("who", "are", "we")


@pytest.mark.parametrize("typed", ['"out of touch" recall', "“out of  touch” recall"])
def test_quotation_marks_make_a_phrase(typed: str) -> None:
    question = read_question(typed)
    assert question.phrases == ("out of touch",)
    assert " ".join(question.text.split()) == "out of touch recall"


@pytest.mark.parametrize("typed", ["", "   ", '""', "?!", "\n\t"])
def test_a_question_without_a_word_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadQuestion, match="recall out of touch"):
        read_question(typed)


def test_a_question_beyond_the_limit_is_refused_with_its_length() -> None:
    with pytest.raises(BadQuestion, match="10,000 characters"):
        read_question("a" * 10_000)
    assert read_question("a" * MAX_CHARS).words


@given(st.text(max_size=100))
def test_whatever_is_typed_is_understood_or_refused_in_words(typed: str) -> None:
    try:
        question = read_question(typed)
    except BadQuestion:
        return
    assert question.words


@pytest.mark.parametrize("verb", ["promise", "commit to", "pledge", "agree", "decide"])
def test_a_verb_that_only_says_what_kind_of_answer_is_wanted_is_no_word_to_look_for(verb: str) -> None:
    question = read_question(f"what did the board {verb} about letters")
    assert [word for word in question.words if word not in INSTRUCTIONS] == ["board", "letters"]
