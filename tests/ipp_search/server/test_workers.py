"""Questions are answered alike by the thread and by the processes that help it, whatever becomes of those."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.errors import BadQuestion
from ipp_search.server.answers import Question, answer
from ipp_search.server.workers import Questions

ASKED = 4 * "recall parole board women custody progress letters families hmpps actions".split()
LEXICAL = True  # the same to the last digit however many are asked at once


pytestmark = [pytest.mark.model, pytest.mark.usefixtures("real_model")]


@pytest.fixture
def index(notes: Path, tmp_path: Path) -> Iterator[Index]:
    """As the processes have it, who know no fake encoder."""
    with Index(tmp_path / "index") as opened:
        opened.ingest([notes])
        yield opened


@pytest.fixture
def questions(index: Index) -> Iterator[Questions]:
    asked = Questions(index.folder, most=2)
    yield asked
    asked.stop()


def ask_all(questions: Questions) -> list[Future[str]]:
    return [questions.ask(word, LEXICAL, {"limit": 3}) for word in ASKED]


def helped(questions: Questions) -> bool:
    """Whether helpers have begun, waited for as long as a slow machine takes."""
    for _ in range(150):
        if questions._helping:
            return True
        time.sleep(0.1)
    return False


def test_helpers_are_started_where_many_wait_and_answer_what_the_index_does(index: Index, questions: Questions) -> None:
    expected = answer(index, [Question(word, LEXICAL, {"limit": 3}) for word in ASKED])
    assert [asked.result() for asked in ask_all(questions)] == expected
    assert helped(questions)
    assert [asked.result() for asked in ask_all(questions)] == expected


def test_no_helper_is_started_for_questions_one_by_one(questions: Questions) -> None:
    for word in ASKED[:12]:
        assert json.loads(questions.ask(word, True, {}).result())["query"] == word
    assert len(questions._threads) == 1


def test_an_error_is_told_to_whoever_asked_and_to_nobody_else(questions: Questions) -> None:
    ask_all(questions)
    assert helped(questions)
    wrong, right = questions.ask("recall", True, {"since": "gestern"}), questions.ask("recall", True, {})
    with pytest.raises(BadQuestion, match="gestern"):
        wrong.result()
    assert json.loads(right.result())["found"]


def test_what_a_killed_helper_was_asked_is_answered_all_the_same(index: Index, questions: Questions) -> None:
    ask_all(questions)
    assert helped(questions)
    waiting = ask_all(questions)
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, signal.SIGKILL)
    expected = answer(index, [Question(word, LEXICAL, {"limit": 3}) for word in ASKED])
    assert [asked.result() for asked in waiting] == expected
    assert [asked.result() for asked in ask_all(questions)] == expected
