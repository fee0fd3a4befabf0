"""How many marked actions the ledger lists, with which owners, and what it links across meetings.

    python bench/actions.py ACTIONS SCORER [--plenaries FOLDER]

ACTIONS has a folder of minutes and a gold file each in ``markers/`` (lines that minutes mark as actions) and in
``owners/`` (a board's actions with their owners, and which of them are the same from meeting to meeting); SCORER is
the script that scores the JSON of ``ipp-search actions``. PLENARIES are records in which hardly any line is an action.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import combinations
from pathlib import Path

from ipp_search.api import Index
from ipp_search.output.as_json import actions_json, to_json
from ipp_search.query.actions.ledger import latest
from ipp_search.query.actions.records import Action

GOLD = {"markers": "ground_truth_marked_actions.json", "owners": "ground_truth_actions.json"}


def main() -> None:
    """Print the scorer's lines, the states of the actions, and how well they are linked."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("actions", type=Path)
    arguments.add_argument("scorer", type=Path)
    arguments.add_argument("--plenaries", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for name, gold in GOLD.items():
            folder = Path(scratch) / name
            with Index(folder) as index:
                index.ingest([given.actions / name / "meetings"])
                found = index.actions()
            run = Path(scratch) / f"{name}.json"
            run.write_text(to_json(actions_json(found)), "utf-8")
            score = [sys.executable, str(given.scorer), "--gold", str(given.actions / name / gold), "--run", str(run)]
            print(name, subprocess.check_output(score, text=True), end="")
            states = Counter(action.status for action in latest(found))
            print(f"  {len(found)} statements of {sum(states.values())} actions: {dict(states.most_common())}")
            if name == "owners":
                _print_links(found, json.loads((given.actions / name / gold).read_text("utf-8")))
        if given.plenaries:
            with Index(Path(scratch) / "plenaries") as index:
                index.ingest([given.plenaries])
                held = index.status()
                print(f"plenaries: {held.actions} actions in {held.passages} passages")


def _print_links(found: list[Action], gold: list[dict[str, object]]) -> None:
    """Of every two statements, whether they are put to one action as the gold puts them."""
    truth = {
        (Path(mention["file"]).name, mention["line_no"]): action["id"]
        for action in gold
        for mention in action["mentions"]  # type: ignore[attr-defined]
    }
    threads = {(Path(action.passage.meeting.path).name, action.passage.start_line): action.thread for action in found}
    pairs = Counter(
        (truth[one] == truth[other], threads[one] == threads[other])
        for one, other in combinations(sorted(truth.keys() & threads.keys()), 2)
    )
    right = pairs[True, True]
    print(f"  links: {right} right, {pairs[False, True]} not in the gold, {pairs[True, False]} missed")


if __name__ == "__main__":
    main()
