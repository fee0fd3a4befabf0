"""What is held against an answer: words that the records of its kind, or of its series, do not have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ipp_search.api import Index
from ipp_search.query.search import searcher as searching
from ipp_search.query.search.answer_features import answer_features
from ipp_search.query.search.answerability import AnswerFeatures

QUESTION = "recall alleged further offence temples"  # the last word is of a direction of its own to the fake encoder


def known_of(index: Index, question: str, monkeypatch: pytest.MonkeyPatch) -> AnswerFeatures:
    """What the search gathers of the best passage for a question."""
    gathered: list[AnswerFeatures] = []

    def kept(*given: Any) -> tuple[AnswerFeatures, list[str]]:
        features, missing = answer_features(*given)
        gathered.append(features)
        return features, missing

    monkeypatch.setattr(searching, "answer_features", kept)
    index.search(question)
    (known,) = gathered
    return known


def test_a_word_that_no_passage_has_is_missing_and_unlike(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    known = known_of(index, QUESTION, monkeypatch)
    assert known.unlike > 0.05
    assert known.missing > 0.1
    like = known_of(index, QUESTION.replace("temples", "zebras"), monkeypatch)  # of the same direction as a word there
    assert like.unlike < known.unlike
    whole = known_of(index, QUESTION.removesuffix(" temples"), monkeypatch)
    assert (whole.unlike, whole.missing) == (0, 0)


def test_a_word_that_only_talk_has_is_as_new_to_minutes(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = known_of(index, QUESTION, monkeypatch)
    (tmp_path / "talk.txt").write_text("".join(f"Ann: temples {n}\n\nBob: giraffes {n}\n\n" for n in range(9)), "utf-8")
    index.ingest([tmp_path / "talk.txt"])
    after = known_of(index, QUESTION, monkeypatch)
    assert not after.spoken
    assert (after.unlike, after.known) == (before.unlike, before.known)
    assert after.missing == pytest.approx(before.missing)


def test_a_word_that_only_another_group_has_is_missing_still(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "heritage.md").write_text("# Heritage Board\n\nDate: 5 May 2026\n\n- Temples were counted.\n", "utf-8")
    index.ingest([tmp_path / "heritage.md"])
    known = known_of(index, QUESTION, monkeypatch)
    assert known.unlike == 0
    assert known.missing > 0.1


def test_talk_is_known_as_talk(index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "talk.txt").write_text("".join(f"Ann: temples {n}\n\nBob: giraffes {n}\n\n" for n in range(9)), "utf-8")
    index.ingest([tmp_path / "talk.txt"])
    known = known_of(index, "giraffes temples", monkeypatch)
    assert known.spoken
    assert (known.missing, known.apart) == (0, 0)
