"""How often the right passage comes first, and how often silence is kept, over notes and plenaries in one index.

    python bench/answers.py [PLENARIES | --index INDEX] [--questions ANSWERABLE UNANSWERABLE]

Asks the 100 questions of tests/quality/answerable.jsonl, in five classes, and the 100 of unanswerable.jsonl, of the two
bundled notes together with the records in PLENARIES (46 Markdown files of a standards committee, 2012 to 2019); without
PLENARIES, the questions about the notes and the unanswerable ones, of the notes alone. INDEX is one that holds them
among other records, and is asked as it stands. A hit is right if it overlaps a range of lines that a reader would
accept as the answer.

With --questions, two files of JSON lines ({"q"} each) are asked of INDEX instead, and only the three answers counted.
Below stands a reliability table: of the questions whose stated chance falls in each tenth, the share answerable.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any
from unittest.mock import patch

from ipp_search.api import Index
from ipp_search.corpus import NOTES
from ipp_search.ingest.records import Passage
from ipp_search.query.search import answerability, searcher
from ipp_search.query.search.answerability import AnswerFeatures
from ipp_search.query.search.results import Answer

QUESTIONS = Path(__file__).parents[1] / "tests" / "quality"


def main() -> None:
    """Print hit@1 and hit@3 by class, the three answers, and how reliable the stated chance is."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    places = arguments.add_mutually_exclusive_group()
    places.add_argument("plenaries", nargs="?", type=Path)
    places.add_argument("--index", type=Path)
    arguments.add_argument("--questions", nargs=2, type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch, Index(given.index or Path(scratch) / "index") as index:
        if not given.index:
            index.ingest([*sorted(NOTES.glob("*.txt")), *([given.plenaries] if given.plenaries else [])])
        chances: list[tuple[float, bool]] = []
        if given.questions:
            files = [
                [json.loads(line)["q"] for line in path.read_text("utf-8").splitlines()] for path in given.questions
            ]
        else:
            _ranks(index)
            files = [[q["query"] for q in _answerable(index)], [q["query"] for q in read("unanswerable.jsonl")]]
        print("\n| questions | number | answered | nearest | nothing |\n| --- | --- | --- | --- | --- |")
        for name, asked in zip(("answerable", "not answerable"), files, strict=True):
            answers = Counter(_answer(index, query, name == "answerable", chances) for query in asked)
            counts = " | ".join(str(answers[answer]) for answer in ("answered", "nearest", "nothing"))
            print(f"| {name} | {len(asked)} | {counts} |")
    print("\n| stated chance | questions | answerable |\n| --- | --- | --- |")
    for tenth in range(10):
        true = [truth for chance, truth in chances if min(int(chance * 10), 9) == tenth]
        if true:
            print(f"| {tenth / 10:.1f} to {(tenth + 1) / 10:.1f} | {len(true)} | {sum(true) / len(true):.2f} |")


def _answer(index: Index, query: str, answerable: bool, chances: list[tuple[float, bool]]) -> str:
    """The answer to a question; its stated chance, where one is stated, goes to ``chances``."""

    def judged(features: AnswerFeatures) -> Answer:
        chances.append((answerability.chance_of_answer(features), answerable))
        return answerability.judged(features)

    with patch.object(searcher, "judged", judged):
        return index.search(query, limit=1).answer


def _answerable(index: Index) -> list[dict[str, Any]]:
    held = {Path(indexed.meeting.path).name for indexed in index.meetings()}
    return [q for q in read("answerable.jsonl") if all(place["file"] in held for place in q["gold"])]


def _ranks(index: Index) -> None:
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    for asked in _answerable(index):
        passages = index.search(asked["query"], limit=3).shown
        ranks[asked["class"]].append(next((hit.rank for hit in passages if is_right(hit.passage, asked)), 99))
    print("| class | questions | hit@1 | hit@3 |\n| --- | --- | --- | --- |")
    for name, of_class in [*ranks.items(), ("all", [rank for some in ranks.values() for rank in some])]:
        first, third = (sum(rank <= most for rank in of_class) / len(of_class) for most in (1, 3))
        print(f"| {name} | {len(of_class)} | {first:.2f} | {third:.2f} |")


def read(name: str) -> list[dict[str, Any]]:
    """The questions of a file, a JSON object a line."""
    return [json.loads(line) for line in (QUESTIONS / name).read_text("utf-8").splitlines()]


def is_right(passage: Passage, asked: dict[str, Any]) -> bool:
    """Whether a passage overlaps one of the places that answer a question."""
    return any(
        Path(passage.meeting.path).name == place["file"]
        and passage.start_line <= place["end_line"]
        and passage.end_line >= place["start_line"]
        for place in asked["gold"]
    )


if __name__ == "__main__":
    main()
