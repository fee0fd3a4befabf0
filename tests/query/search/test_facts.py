from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.testing import FakeEncoder

_MAY = """# Harbour Board

Date: 4 May 2020

Present: Ann Ash (Chair), Bo Birch, Cy Cedar

Apologies: Di Dogwood

## Moorings

- Bo Birch said that the moorings are worn.
- It was agreed to mend the slipway rails.
- ACTION: Cy Cedar to price new moorings.

Next meeting: 8 June 2020
"""
_JUNE = """# Harbour Board

Date: 8 June 2020

Present: Bo Birch (Chair), Di Dogwood

Apologies: Ann Ash

## Slipway

- The slipway rails were mended, and the moorings are next.
- ACTION: Di Dogwood to thank the smith.

Next meeting: 14 September 2020
"""


@pytest.fixture
def board(encoder: FakeEncoder, tmp_path: Path) -> Iterator[Index]:
    for name, text in (("may.md", _MAY), ("june.md", _JUNE)):
        (tmp_path / name).write_text(text, "utf-8")
    with Index(tmp_path / "index") as opened:
        opened.ingest([tmp_path / "may.md", tmp_path / "june.md"])
        yield opened


def _first(board: Index, question: str) -> str:
    result = board.search(question, limit=3)
    assert result.answer == "answered"
    return result.hits[0].passage.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who attended the board in May 2020?", "Cy Cedar"),
        ("Who attended the May 2020 meeting?", "Cy Cedar"),
        ("Who was at the last meeting?", "Bo Birch (Chair)"),
        ("Who sent apologies in May 2020?", "Di Dogwood"),
        ("Who sent apologies for the harbour board in June 2020?", "Ann Ash"),
        ("Who chaired the meeting in May 2020?", "Ann Ash (Chair)"),
        ("When is the next meeting?", "14 September 2020"),
        ("When is the harbour board's next meeting?", "14 September 2020"),
        ("When is the next board meeting after May 2020?", "8 June 2020"),
        ("When is the next meeting after 8 June 2020?", "14 September 2020"),
    ],
)
def test_a_fact_of_a_meeting_goes_first_with_its_citation(board: Index, question: str, words: str) -> None:
    assert words in _first(board, question)


def test_what_a_question_says_of_the_next_meeting_is_no_bound_on_the_records(board: Index) -> None:
    result = board.search("When is the next meeting after May 2020?")
    assert not result.filters
    assert not result.lifted


def test_where_something_else_was_attended_no_fact_goes_first(board: Index) -> None:
    result = board.search("Who attended the regatta dinner?", limit=3)
    assert all("fact" not in hit.parts for hit in result.shown)


def test_a_fact_is_not_given_of_a_time_in_which_no_meeting_was_held(board: Index) -> None:
    result = board.search("Who attended in May 1999?", limit=3)
    assert all("fact" not in hit.parts for hit in result.shown)


def test_the_first_passage_by_date_that_has_a_subject_goes_first(board: Index) -> None:
    result = board.search("When did the moorings first come up?", limit=3)
    assert result.hits[0].passage.meeting.id.startswith("2020-05-04")
    assert "moorings" in result.hits[0].passage.text


def test_a_subject_that_never_came_up_has_no_first_time(board: Index) -> None:
    assert not board.search("When did whale watching first come up?", limit=3).found


@pytest.mark.parametrize(
    ("question", "kind"),
    [("What did Cy Cedar promise on moorings?", "action"), ("What was agreed about the slipway rails?", "decision")],
)
def test_promises_and_decisions_go_before_what_else_speaks_of_a_subject(board: Index, question: str, kind: str) -> None:
    hits = board.search(question, limit=3).shown
    assert hits[0].passage.kind == kind
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.score == pytest.approx(sum(hit.parts.values()), abs=1e-3) for hit in hits)


def test_what_is_still_open_for_somebody_is_their_actions(board: Index) -> None:
    result = board.search("What is still open for Di Dogwood?")
    assert result.filters["kind"] == "action"
    assert [hit.passage.owner for hit in result.shown] == ["Di Dogwood"]


def test_as_typed_a_question_is_ranked_like_any_other(board: Index) -> None:
    result = board.search("When is the next meeting after May 2020?", natural=False)
    assert all("fact" not in hit.parts for hit in result.shown)
