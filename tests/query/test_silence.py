from __future__ import annotations

from dataclasses import replace

from ipp_search.query.silence import LEAST, Evidence, chance_of_answer

LIKELY = Evidence(cosine=0.6, shared=0.7, unknown=0.0, unlike=0.0, words=4, size=2000)


def test_more_likeness_and_more_shared_words_make_an_answer_likelier() -> None:
    assert chance_of_answer(LIKELY) > LEAST
    assert chance_of_answer(replace(LIKELY, cosine=0.3)) < chance_of_answer(LIKELY)
    assert chance_of_answer(replace(LIKELY, shared=0.3)) < chance_of_answer(LIKELY)


def test_a_word_that_is_unknown_but_like_a_known_one_tells_less() -> None:
    unknown = replace(LIKELY, unknown=0.6, unlike=0.6)
    assert chance_of_answer(replace(unknown, unlike=0.2)) > chance_of_answer(unknown)


def test_a_word_unknown_to_many_passages_tells_more_than_one_unknown_to_few() -> None:
    unknown = replace(LIKELY, cosine=0.4, shared=0.2, unknown=0.6)
    assert chance_of_answer(unknown) < LEAST
    assert chance_of_answer(replace(unknown, size=60)) > chance_of_answer(unknown)
