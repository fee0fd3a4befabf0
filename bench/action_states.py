"""How often the ledger's states of actions are those that a reader found.

    python bench/action_states.py INDEX TRUTH [--show WORD]

INDEX has the meetings. TRUTH has an action a line, as somebody judged it who read all the meetings without sight of the
program: ``{"meeting": file, "words", "owner", "state", "evidence": [{"file", "words"}], "sure"}``; those that are not
sure are counted apart. What the reader calls … is right as …:

    done              done or closed; or "reported on", shown in the section that has the reader's evidence
    in progress       reported on or carried forward
    restated          carried forward at a meeting that lists it again, whatever is told after that
    changed           changed hands, closed, or reported on or carried forward at the meeting that changes it
    no later mention  no later mention found, or, with too few meetings after it, open

"Unknown" that points into the section of the reader's evidence counts half: shown, but left to the reader. *False
silence* is "no later mention found" in a meeting that has the reader's evidence; a *wrong link* is a later passage said
to list or to report on an action of which the reader found no later mention.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from ipp_search.api import Index
from ipp_search.ingest.records import Passage
from ipp_search.query.actions.records import ENDED, Action

Sections = dict[tuple[str, tuple[str, ...]], list[str]]

_RIGHT: dict[str, set[str]] = {
    "done": {*ENDED},
    "in progress": {"reported on", "carried forward"},
    "restated": {"carried forward"},
    "changed": {"changed hands", "closed", "reported on", "carried forward"},
}
_LINKED: set[str] = {"carried forward", "reported on", "changed hands", *ENDED}


def main() -> None:
    """Print how many states are right, and of which kinds the others are."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("truth", type=Path)
    arguments.add_argument("--show", help="print the actions with this word in their verdict")
    given = arguments.parse_args()
    with Index(given.index) as index:
        actions = index.actions()
        sections: Sections = defaultdict(list)
        for passage in (passage for meeting in index.export() for passage in meeting.passages):
            sections[Path(passage.meeting.path).name, passage.section] += [*passage.section, passage.text]
    for sure in (True, False):
        verdicts: Counter[str] = Counter()
        credit = 0.0
        for n, row in enumerate(map(json.loads, given.truth.read_text("utf-8").splitlines())):
            if row["sure"] is not sure:
                continue
            action = _found(row, actions)
            verdict, worth = _judged(row, action, sections) if action else ("not in the ledger", 0.0)
            verdicts[verdict] += 1
            credit += worth
            if given.show and given.show in verdict:
                _print(n, row, action, verdict)
        total = sum(verdicts.values())
        name = "sure" if sure else "not sure"
        print(f"{name}: {credit / max(total, 1):.3f} of {total} right; {dict(verdicts.most_common())}")


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def _found(row: dict[str, Any], actions: list[Action]) -> Action | None:
    wanted = _folded(row["words"])
    there = [a for a in actions if Path(a.passage.meeting.path).name == row["meeting"]]
    held = [a for a in there if wanted in _folded(" ".join([a.passage.text, *(p.text for p in a.parts)]))]
    surname = row["owner"].split()[0].lower()
    return next((a for a in held if surname in (a.owner or "").lower()), held[0] if held else None)


def _judged(row: dict[str, Any], action: Action, sections: Sections) -> tuple[str, float]:
    last, truth = action.history[-1], row["state"]
    later = [event for event in action.history if _after(event.meeting.path, row["meeting"])]
    linked = [event for event in later if event.status in _LINKED]
    shown = any(_is_evidence(event.passage, row, sections) for event in later)
    if truth == "no later mention":
        if linked:
            return f"wrong link: {last.status}", 0.0
        return (last.status, 1.0) if last.status != "unknown" else ("unknown for no later mention", 0.0)
    if last.status == "no later mention found":
        if linked and (shown or _credits(truth, linked)):
            return "right, and then silence", 1.0
        silent = {Path(meeting.path).name for meeting in last.silent_in}
        mentioned = any(one["file"] in silent for one in row["evidence"])
        return ("false silence" if mentioned else f"silent before the evidence of {truth}"), 0.0
    if truth in {"in progress", "restated"} and last.status in ENDED and not shown:
        return "ended, not by the evidence", 0.0
    if last.status == "unknown":
        return (
            ("right, and then doubt", 1.0)
            if _credits(truth, linked)
            else (("unknown, evidence shown", 0.5) if shown else (f"unknown for {truth}", 0.0))
        )
    if _credits(truth, linked) or (shown and linked):
        return f"right: {truth}", 1.0
    return f"{last.status} for {truth}", 0.0


def _credits(truth: str, linked: list[Any]) -> bool:
    return any(event.status in _RIGHT[truth] for event in linked)


def _after(path: str, meeting: str) -> bool:
    return Path(path).name > meeting


def _is_evidence(passage: Passage, row: dict[str, Any], sections: Sections) -> bool:
    name = Path(passage.meeting.path).name
    said = _folded(" ".join([passage.context, *sections[name, passage.section]]))
    return any(one["file"] == name and _folded(one["words"]) in said for one in row["evidence"])


def _print(n: int, row: dict[str, Any], action: Action | None, verdict: str) -> None:
    print(f"{n} {row['meeting']} {row['words']!r} ({row['owner']}): {row['state']}, here {verdict}")
    print(f"    evidence {[(one['file'], one['words']) for one in row['evidence']]}")
    for event in action.history if action else ():
        words = " ".join(event.passage.text.split())[:150]
        print(f"    {event.meeting.when} {event.status}: {words!r} in {event.passage.section[-1:]}")


if __name__ == "__main__":
    main()
