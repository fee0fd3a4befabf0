from __future__ import annotations

import pytest

from ipp_search.ingest.cues.tasks import RULES, task_owner, tasks_in

PEOPLE = frozenset({"al", "ann lee", "ann", "br", "cllr fox"})


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("AL to chase the county.", "AL"),
        ("The lamp is broken - AL/BR to mend it", "AL/BR"),
        ("Plaques are to be bought (BR to action)", "BR"),
        ("Clerk to reply.", "Clerk"),
        ("The Clerk will obtain two quotes.", "The Clerk"),
        ("It was agreed that AL will write to the school.", "AL"),
        ("Ann will provide a plan.", "Ann"),
        ("Cllr Fox to chase the county.", "Cllr Fox"),
    ],
)
def test_a_sentence_that_gives_someone_of_the_meeting_a_task_names_who(sentence: str, owner: str) -> None:
    assert task_owner(sentence, PEOPLE) == owner


@pytest.mark.parametrize(
    "sentence",
    [
        "OK to proceed.",
        "EPCC to baseline the containers.",
        "The gate will close at six.",
        "AL is to be thanked.",
        "Ann will be away in May.",
        "Is AL to write?",
        "The budget to date is small.",
    ],
)
def test_other_sentences_give_nobody_a_task(sentence: str) -> None:
    assert tasks_in(sentence, PEOPLE) == []


def test_where_nobody_is_listed_initials_are_nobody_and_an_office_is() -> None:
    assert task_owner("AL to chase the county.", frozenset()) is None
    assert task_owner("The Clerk will chase the county.", frozenset()) == "The Clerk"


def test_tasks_are_slices_of_the_words() -> None:
    words = "The lamp is broken. AL to mend it. It is old."
    assert [words[start:end] for start, end, _ in tasks_in(words, PEOPLE)] == ["AL to mend it."]


def test_every_rule_is_named_once() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
