"""Fits the judge of answers, and tells how it does on each collection while that is left out of the fit.

    python bench/judge.py --collection NAME INDEX ANSWERABLE UNANSWERABLE [--collection ...]

Each collection is an index with two files of JSON lines ({"q"} or {"query"} each): what its records answer, and what
they do not. All are of written minutes. Every question's ``AnswerFeatures`` are gathered by asking it; a logistic
regression, in which each collection and outcome weighs alike, is fitted on all collections but one and asked for the
chance of that one's questions; then on all, whose weights are printed as ``query/search/answerability.py`` has them.
Questions whose words all stand in one passage are answered without it, and no part of the fit.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression

from ipp_search.api import Index
from ipp_search.query.search import searcher
from ipp_search.query.search.answer_features import answer_features
from ipp_search.query.search.answerability import AnswerFeatures

EVIDENCE = ("missing", "apart", "nearer", "kept", "lead")
BAR = 0.6  # as query/search/answerability.py has it


@dataclass(frozen=True)
class Question:
    """A question of a collection, whether its records answer it, and what is known of its best passages."""

    collection: str
    answerable: bool
    known: AnswerFeatures | None


def main() -> None:
    """Print the table of collections left out, the reliability of the chance stated then, and the weights of all."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--collection", nargs=4, action="append", required=True)
    asked = [
        question
        for name, folder, *files in arguments.parse_args().collection
        for answerable, path in zip((True, False), files, strict=True)
        for question in _asked(name, Path(folder), Path(path), answerable)
    ]
    chances = np.array([1.0 if q.known is None else 0.0 for q in asked])
    for name in dict.fromkeys(q.collection for q in asked):
        own = [n for n, q in enumerate(asked) if q.collection == name and q.known]
        chances[own] = _chances(_fitted([q for q in asked if q.collection != name]), [asked[n] for n in own])
    print("| left out | answerable, answered | not answerable, answered |\n| --- | --- | --- |")
    _rows(asked, chances)
    print("\n| stated chance, left out | questions | answerable |\n| --- | --- | --- |")
    for tenth in range(10):
        among = [q.answerable for q, chance in zip(asked, chances, strict=True) if min(int(chance * 10), 9) == tenth]
        if among:
            print(f"| {tenth / 10:.1f} to {(tenth + 1) / 10:.1f} | {len(among)} | {sum(among) / len(among):.2f} |")
    whole = _fitted(asked)
    chances = np.array([1.0 if q.known is None else _chances(whole, [q])[0] for q in asked])
    print("\n| fitted on all | answerable, answered | not answerable, answered |\n| --- | --- | --- |")
    _rows(asked, chances)
    weights = ", ".join(f'"{name}": {weight:.2f}' for name, weight in zip(EVIDENCE, whole[0], strict=True))
    print(f"\n{{{weights}}}, intercept={whole[1]:.2f}")


def _asked(name: str, folder: Path, path: Path, answerable: bool) -> list[Question]:
    gathered: list[AnswerFeatures] = []

    def kept(*given: Any) -> AnswerFeatures:
        gathered.append(answer_features(*given))
        return gathered[-1]

    questions = []
    with Index(folder) as index, patch.object(searcher, "answer_features", kept):
        for line in map(json.loads, path.read_text("utf-8").splitlines()):
            gathered.clear()
            index.search(line.get("q") or line["query"], limit=1)
            questions.append(Question(name, answerable, gathered[0] if gathered else None))
    return questions


def _values(asked: list[Question]) -> Any:
    return np.array([[asdict(q.known)[name] for name in EVIDENCE] for q in asked if q.known])


def _fitted(asked: list[Question]) -> tuple[Any, float]:
    """The weights of ``EVIDENCE`` and the intercept, shrunk (C = 0.3) with each number in standard deviations."""
    judged = [q for q in asked if q.known]
    groups = [(q.collection, q.answerable) for q in judged]
    weights = np.array([1 / groups.count(group) for group in groups])
    values = _values(judged)
    mean, deviation = values.mean(axis=0), values.std(axis=0)
    model = LogisticRegression(C=0.3).fit(
        (values - mean) / deviation, [q.answerable for q in judged], weights * len(judged) / weights.sum()
    )
    slopes = model.coef_[0] / deviation
    return slopes, float(model.intercept_[0] - slopes @ mean)


def _chances(model: tuple[Any, float], asked: list[Question]) -> Any:
    return 1 / (1 + np.exp(-(_values(asked) @ model[0]) - model[1]))


def _rows(asked: list[Question], chances: Any) -> None:
    names = list(dict.fromkeys(q.collection for q in asked))
    for name in [*names, "all"]:
        cells = []
        for answerable in (True, False):
            own = [n for n, q in enumerate(asked) if name in {q.collection, "all"} and q.answerable == answerable]
            answered = int((chances[own] >= BAR).sum())
            cells.append(f"{answered} of {len(own)} ({answered / len(own):.2f})")
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
