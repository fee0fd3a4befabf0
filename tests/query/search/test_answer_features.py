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

    def kept(*given: Any) -> AnswerFeatures:
        gathered.append(answer_features(*given))
        return gathered[-1]

    monkeypatch.setattr(searching, "answer_features", kept)
    monkeypatch.setattr(searching, "has_all_words", lambda *_: False)  # such a question is answered without a look
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


def test_the_best_passage_comes_nearer_without_a_word_that_it_does_not_say(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = known_of(index, QUESTION, monkeypatch)
    assert strange.nearer > 0
    assert strange.kept < 1
    said = known_of(index, QUESTION.replace("temples", "zebras"), monkeypatch)  # of the same direction as a word there
    assert said.nearer < strange.nearer
    whole = known_of(index, QUESTION.removesuffix(" temples"), monkeypatch)
    assert (whole.nearer, whole.kept) == (0, 1)


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


@pytest.fixture
def mixed(index: Index, tmp_path: Path) -> Index:
    """The notes, and a talk and minutes of another group that have words of their own."""
    (tmp_path / "2026-04-01-talk.txt").write_text(
        "".join(f"Ann: temples {n}\n\nBob: giraffes {n}\n\n" for n in range(9)), "utf-8"
    )
    (tmp_path / "board.md").write_text(
        "# Heritage Board\n\nDate: 5 May 2026\n\n## Obelisks\n\n- The clerk will report.\n", "utf-8"
    )
    index.ingest([tmp_path / "2026-04-01-talk.txt", tmp_path / "board.md"])
    return index


@pytest.mark.parametrize("word", ["temples", "temple", "obelisk"])
def test_a_word_is_not_called_absent_that_talk_or_a_heading_has_in_any_form(mixed: Index, word: str) -> None:
    # The last word is of a direction of its own to the fake encoder.
    assert mixed.search(f"recall alleged further offence {word} saturn").missing == ("saturn",)


@pytest.mark.parametrize(
    ("filters", "missing"),
    [
        ({"until": "2025-12-31"}, ("temples",)),
        ({"meeting": "2025-06"}, ("temples",)),
        ({"kind": "action"}, ("temples",)),
        ({"since": "2023-01-01"}, ()),
    ],
)
def test_a_word_is_absent_by_the_filters_that_were_set(
    mixed: Index, filters: dict[str, Any], missing: tuple[str, ...]
) -> None:
    assert mixed.search("recall alleged further offence temples", **filters).missing == missing


def test_a_date_read_in_a_question_calls_no_word_absent_that_another_meeting_has(mixed: Index) -> None:
    assert mixed.search("recall alleged further offence temples in June 2025").missing == ()
