"""How well theme timelines find the meetings and the lines where a subject was decided, and how fast they are.

    python bench/timelines.py TC39 SCORER

TC39 is a folder with ``plenaries/`` (46 Markdown files of a standards committee) and ``ground_truth_stages.json`` (116
dated advancements of 79 proposals); SCORER the script that prints presence, evidence and false. The 79 names are
followed in one run of the public batch command, timed as a whole process; then warm timelines over 2,000 meetings.
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from ipp_search.api import Index
from ipp_search.corpus import NOTES

MEETINGS = 2000
SUBJECTS = ("Housing", "Budget", "Transport", "Libraries", "Parks", "Schools", "Health")


def main() -> None:
    """Print the scorer's line, the seconds of the batch, and the seconds of a warm timeline."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("tc39", type=Path)
    arguments.add_argument("scorer", type=Path)
    given = arguments.parse_args()
    plenaries = given.tc39 / "plenaries"
    scorer = [
        sys.executable, str(given.scorer), "--gold", str(given.tc39 / "ground_truth_stages.json"),
        "--meetings", str(plenaries),
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with Index(folder / "index") as index:
            index.ingest([plenaries, *sorted(NOTES.glob("*.txt"))])
        themes, run = folder / "themes.jsonl", folder / "run.jsonl"
        subprocess.run([*scorer, "--themes-out", str(themes)], check=True)
        begun = time.perf_counter()
        batch = ["timeline", "--batch", str(themes), "-o", str(run)]
        code = "from ipp_search.cli import main; main()"
        subprocess.run([sys.executable, "-c", code, "--index", str(folder / "index"), *batch], check=True)
        taken = time.perf_counter() - begun
        subprocess.run([*scorer, "--run", str(run)], check=True)
        print(f"{len(themes.read_text('utf-8').splitlines())} timelines in one batch: {taken:.1f} s, whole process")
        many = folder / "many"
        write_minutes(many)
        with Index(folder / "large") as index:
            index.ingest([many])
            index.timeline("anything")
            seconds = [timed(index, subject) for subject in SUBJECTS]
        print(
            f"a timeline over {MEETINGS:,} meetings, warm: median {median(seconds):.2f} s, worst {max(seconds):.2f} s"
        )


def timed(index: Index, theme: str) -> float:
    """Seconds that one timeline takes."""
    begun = time.perf_counter()
    index.timeline(theme)
    return time.perf_counter() - begun


def write_minutes(folder: Path) -> None:
    """A meeting a week, each with three of the subjects in turn."""
    folder.mkdir()
    for n in range(MEETINGS):
        day = dt.date(1985, 1, 8) + dt.timedelta(weeks=n)
        said = "".join(
            f"## {subject}\n\n- Officers told of {subject.lower()} in ward {n % 97}.\n- Members asked for a plan.\n\n"
            for subject in (SUBJECTS[(n * k + k) % len(SUBJECTS)] for k in (1, 2, 3))
        )
        (folder / f"{day}.md").write_text(f"# Town Committee\n\nDate: {day}\n\n{said}", "utf-8")


if __name__ == "__main__":
    main()
