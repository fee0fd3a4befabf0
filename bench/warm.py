"""How long a question takes in an index that is open, the model loaded.

    python bench/warm.py INDEX

Asks the questions of tests/quality three times over, and prints the median and 95th percentile of the last round.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

from ipp_search.api import Index

QUESTIONS = Path(__file__).parents[1] / "tests" / "quality" / "answerable.jsonl"


def main() -> None:
    """Print the size of the index and the two figures."""
    asked = [json.loads(line)["query"] for line in QUESTIONS.read_text("utf-8").splitlines()]
    with Index(Path(sys.argv[1])) as index:
        for _ in range(3):
            seconds = []
            for question in asked:
                begun = time.perf_counter()
                index.search(question)
                seconds.append(time.perf_counter() - begun)
        seconds.sort()
        median, most = statistics.median(seconds) * 1000, seconds[int(len(seconds) * 0.95)] * 1000
        size = index.status().passages
        print(f"{size:,} passages, {len(asked)} questions: median {median:.0f} ms, 95th percentile {most:.0f} ms")


if __name__ == "__main__":
    main()
