from __future__ import annotations

import pytest

from ipp_search.query.question.intents import Intent, intent_of


@pytest.mark.parametrize(
    ("typed", "fact"),
    [
        ("Who attended the March meeting?", "present"),
        ("Who was present in March 2021?", "present"),
        ("which organisations took part in the last meeting", "present"),
        ("Who sent apologies for the March meeting?", "apologies"),
        ("Who could not attend in March?", "apologies"),
        ("Which members were unable to come?", "apologies"),
        ("who was absent from the board in May 2020", "apologies"),
        ("Who chaired the board in May?", "chair"),
        ("Who was in the chair?", "chair"),
        ("When is the next meeting?", "next_meeting"),
        ("When will the board meet next?", "next_meeting"),
        ("what is the date of the next board meeting after May 2020", "next_meeting"),
        ("Who complained about the attendance figures?", None),
        ("When is the next delivery of salt?", None),
        ("What did the chair say about parking?", None),
    ],
)
def test_a_question_for_a_fact_of_a_meeting_is_known_by_its_form(typed: str, fact: str | None) -> None:
    assert intent_of(typed).fact == fact


@pytest.mark.parametrize(
    ("typed", "subject"),
    [
        ("When did the leaking roof first come up?", "the leaking roof"),
        ("When was the leaking roof first mentioned?", "the leaking roof"),
        ("when did the roof come up for the first time?", "the roof"),
        ("When did the board first discuss the leaking roof?", "the leaking roof"),
        ("When was the first mention of the leaking roof?", "the leaking roof"),
        ("When was the roof mended?", None),
    ],
)
def test_a_question_for_the_first_time_of_a_subject_gives_its_subject(typed: str, subject: str | None) -> None:
    assert intent_of(typed).first == subject


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("What was decided about the roof?", "decision"),
        ("What did the board agree on fees?", "decision"),
        ("What did the treasurer promise about fees?", "action"),
        ("Who thinks fees are too high?", None),
    ],
)
def test_a_question_for_decisions_or_promises_wants_statements_of_that_kind(typed: str, kind: str | None) -> None:
    assert intent_of(typed).kind == kind


def test_a_question_of_no_kind_has_no_intent() -> None:
    assert intent_of("recall out of touch") == Intent()
