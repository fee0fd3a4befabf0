"""How often the right passage comes first, and how often silence is kept, over notes and plenaries in one index.

    python bench/answers.py [PLENARIES | --index INDEX]

Asks the 100 questions of tests/quality/answerable.jsonl, in five classes, and the 100 of unanswerable.jsonl, of the two
bundled notes together with the records in PLENARIES (46 Markdown files of a standards committee, 2012 to 2019); without
PLENARIES, the questions about the notes and the unanswerable ones, of the notes alone. INDEX is one that holds them
among other records, and is asked as it stands. A hit is right if it overlaps a range of lines that a reader would
accept as the answer.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from ipp_search.api import Index
from ipp_search.corpus import NOTES
from ipp_search.ingest.records import Passage

QUESTIONS = Path(__file__).parents[1] / "tests" / "quality"


def main() -> None:
    """Print hit@1 and hit@3 by class, and which unanswerable questions were answered."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    places = arguments.add_mutually_exclusive_group()
    places.add_argument("plenaries", nargs="?", type=Path)
    places.add_argument("--index", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch, Index(given.index or Path(scratch) / "index") as index:
        if not given.index:
            index.ingest([*sorted(NOTES.glob("*.txt")), *([given.plenaries] if given.plenaries else [])])
        held = {Path(indexed.meeting.path).name for indexed in index.meetings()}
        ranks: defaultdict[str, list[int]] = defaultdict(list)
        for asked in read("answerable.jsonl"):
            if all(place["file"] in held for place in asked["gold"]):
                hits = index.search(asked["query"], limit=3).hits
                rank = next((hit.rank for hit in hits if is_right(hit.passage, asked)), 99)
                ranks[asked["class"]].append(rank)
        print("| class | questions | hit@1 | hit@3 |\n| --- | --- | --- | --- |")
        for name, of_class in [*ranks.items(), ("all", [rank for some in ranks.values() for rank in some])]:
            first, third = (sum(rank <= most for rank in of_class) / len(of_class) for most in (1, 3))
            print(f"| {name} | {len(of_class)} | {first:.2f} | {third:.2f} |")
        answered: defaultdict[str, list[str]] = defaultdict(list)
        for asked in read("unanswerable.jsonl"):
            found = index.search(asked["query"], limit=1).found
            answered[asked["class"]] += [asked["query"]] if found else []
        print("\nanswered though the records do not speak to them:")
        for name, some in answered.items():
            print(f"  {name}: {len(some)}  {some}")


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
