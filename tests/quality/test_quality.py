"""How often the right passage comes first, on graded questions; floors may rise, never fall."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

import ipp_search
from ipp_search.corpus import NOTES
from ipp_search.ingest.records import Passage

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("real_model")]

QUESTIONS = tomllib.loads(Path(__file__).with_name("questions.toml").read_text("utf-8"))
HIT_AT_1, HIT_AT_3 = 0.87, 0.93
OTHERS_FOUND, OTHERS_ANSWERED = 30, 3
OTHERS_NEAREST = 1  # of 60 on other subjects or of no sense; the rest meet with nothing
OTHERS_NOT_ANSWERED = 2  # of 35 that the notes answer, met with what comes nearest


def test_the_right_passage_comes_first_or_among_the_first_three() -> None:
    ranks: dict[str, int] = {}
    with ipp_search.open() as index:
        for asked in (one for group in QUESTIONS.values() for one in group):
            hits = index.search(asked["question"], limit=10).shown
            right = [h.rank for h in hits if f"{h.passage.meeting.date}:{h.passage.start_line}" in asked["answers"]]
            ranks[asked["question"]] = min(right, default=99)
    at = {k: sum(rank <= k for rank in ranks.values()) / len(ranks) for k in (1, 3)}
    missed = {question: rank for question, rank in ranks.items() if rank > 3}
    print(f"{len(ranks)} questions: hit@1 {at[1]:.3f}, hit@3 {at[3]:.3f}; beyond the first three: {missed}")
    assert len(ranks) >= 30
    assert at[1] >= HIT_AT_1, missed
    assert at[3] >= HIT_AT_3, missed


def test_the_question_of_the_readme_finds_the_two_reasons_and_then_the_action() -> None:
    with ipp_search.open() as index:
        hits = index.search("recall out of touch").shown
    first = hits[0].passage
    assert (
        "two key reasons for recall are due to people being out of touch and for alleged further offence" in first.text
    )
    assert first.citation == (
        "IPP External Stakeholder Challenge Group, 3 June 2025, Policy Update › Recall Review, line 30"
    )
    action = next(h.passage for h in hits[:3] if h.passage.kind == "action")
    assert action.text.startswith("ACTION: HMPPS to look at the proportion of IPP recalls due to being out of touch")
    assert action.citation.endswith("3 June 2025, Policy Update › Recall Review, line 33")


@pytest.mark.parametrize("junk", ["best pizza in Rome", "asdf qwerty zxcv", "recipe for lemon cake"])
def test_what_the_records_do_not_speak_to_finds_nothing(junk: str) -> None:
    with ipp_search.open() as index:
        assert index.search(junk).answer == "nothing"


def of_the_notes(name: str) -> list[dict[str, Any]]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    names = {path.name for path in NOTES.glob("*.txt")}
    return [q for q in map(json.loads, lines) if all(place["file"] in names for place in q.get("gold", ()))]


def is_right(passage: Passage, gold: list[dict[str, Any]]) -> bool:
    return any(
        Path(passage.meeting.path).name == place["file"]
        and place["start_line"] <= passage.start_line <= place["end_line"]
        for place in gold
    )


def test_questions_by_another_hand_are_answered_and_what_is_not_there_is_not() -> None:
    """Of 35 that the notes answer, and 100 that they do not, 40 of them near misses (see bench/answers.py)."""
    with ipp_search.open() as index:
        asked = of_the_notes("answerable.jsonl")
        results = [index.search(question["query"], limit=3) for question in asked]
        strange = of_the_notes("unanswerable.jsonl")
        answers = {question["query"]: index.search(question["query"], limit=1).answer for question in strange}
    found = sum(
        any(is_right(hit.passage, question["gold"]) for hit in result.shown)
        for question, result in zip(asked, results, strict=True)
    )
    answered = [query for query, answer in answers.items() if answer == "answered"]
    print(f"hit@3 {found}/{len(asked)}; answered {len(answered)}/100: {answered}")
    assert found >= OTHERS_FOUND
    assert len(answered) <= OTHERS_ANSWERED
    assert sum(result.answer == "nearest" for result in results) <= OTHERS_NOT_ANSWERED
    assert not [result.query for result in results if result.answer == "nothing"]
    other = [answers[question["query"]] for question in strange if question["class"] != "nearmiss"]
    assert "answered" not in other
    assert other.count("nearest") <= OTHERS_NEAREST


@pytest.mark.parametrize(
    "question",
    [
        "who has to approve a recall",
        "meetings with MPs and peers",
        "what did HMPPS promise about communications",
        "what if someone is not suitable for a programme",
    ],
)
def test_what_the_notes_speak_to_is_never_met_with_nothing(question: str) -> None:
    with ipp_search.open() as index:
        assert index.search(question).shown


def test_a_question_with_no_answer_is_told_the_nearest_theme_if_one_is_near() -> None:
    with ipp_search.open() as index:
        near = index.search("overtime pay rates for prison officers", until="2023")
        far = index.search("best pizza in Rome")
    assert (near.found, near.nearest_theme) == (False, "parole board")
    assert (far.found, far.nearest_theme) == (False, None)
