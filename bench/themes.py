"""How well timelines agree with themes that a person followed by reading.

    python bench/themes.py TRUTH RECORDS [--themes FILE] [--show]

TRUTH is a file of JSON, ``{"files": [...], "themes": [{"theme", "cells": {FILE: [words, ...]}}]}``: the files read,
with their place below RECORDS, and for each theme those with a passage on it and words of such passages, at most four
a file, so that more passages of a file that has any are no error. ``--themes`` is a themes file whose names are
those of TRUTH; without one each is followed as a phrase. Printed are, for each theme and for all: the share of cells
(themes × files) that are right, precision and recall of passages, the first meeting, and the share of change labels
that are right.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from ipp_search.api import Index
from ipp_search.query.timeline.records import ThemePassage, Timeline


def main() -> None:
    """Print the figures, and with ``--show`` what is wrong."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("truth", type=Path)
    arguments.add_argument("records", type=Path)
    arguments.add_argument("--themes", type=Path)
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--index", type=Path, help="Keep the index here, and use it if it is there.")
    given = arguments.parse_args()
    truth = json.loads(given.truth.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.index or Path(scratch) / "index"
        made = folder.exists()
        with Index(folder) as index:
            if not made:
                index.ingest([copied(given.records, truth["files"], Path(scratch) / "records")])
            known = index.themes(given.themes) if given.themes else {}
            named = [known.get(theme["theme"], theme["theme"]) for theme in truth["themes"]]
            timelines = index.timelines(named)
    total: Counter[str] = Counter()
    for theme, timeline in zip(truth["themes"], timelines, strict=True):
        found = compared(theme["cells"], timeline, truth["files"], show=given.show)
        print(figures(theme["theme"], found))
        total += found
    print(figures("all", total))


def copied(records: Path, files: list[str], folder: Path) -> Path:
    """A folder that holds the files alone, each where it was below the records."""
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(records / name, folder / name)
    return folder


def compared(cells: dict[str, list[str]], timeline: Timeline, files: list[str], *, show: bool) -> Counter[str]:
    """The counts behind the figures of one theme."""
    found: Counter[str] = Counter(themes=1)
    rows: list[tuple[Any, str]] = []
    for row in timeline.rows:
        name = next((name for name in files if row.meeting.path.endswith(name)), None)
        if name is None:
            raise SystemExit(f"{row.meeting.path} is no file of the truth.")
        rows.append((row, name))
    spoken = {name for row, name in rows if row.passages}
    for name in files:
        found["cells"] += 1
        found["right cells"] += (name in spoken) == (name in cells)
    said: dict[str, list[ThemePassage]] = {}
    for row, name in rows:
        said.setdefault(name, []).extend(row.passages)
    for name, passages in said.items():
        listed = cells.get(name, [])
        kept = [words for words in listed if any(has(cited, words) for cited in passages)]
        hits = [cited for cited in passages if any(has(cited, words) for words in listed)]
        false = [] if listed else passages
        found.update({"listed": len(listed), "kept": len(kept), "true": len(hits), "false": len(false)})
        found["besides"] += len(passages) - len(hits) - len(false)
        if show:
            for words in (words for words in listed if words not in kept):
                print(f"   - {timeline.theme} | {name[-40:]} | {words[:160]}")
            for cited in false:
                above = " › ".join(cited.passage.section)
                print(
                    f"   + {timeline.theme} | {name[-40:]} | {cited.reasons} | {above} | {cited.passage.text[:160]!r}"
                )
    dated = [(row, name) for row, name in rows if row.meeting.date]
    ours = next((name for row, name in dated if row.passages), None)
    theirs = next((name for row, name in dated if name in cells), None)
    found["first"] += ours == theirs
    ever: dict[str | None, list[bool]] = {}
    for row, name in rows:
        before = ever.setdefault(row.meeting.series, [])
        if row.meeting.date:
            right = row.change == change(before, name in cells)
            found.update({"labels": 1, "right labels": int(right)})
            before.append(name in cells)
    return found


def change(before: list[bool], now: bool) -> str | None:
    """The label of a meeting after others of its series."""
    last = bool(before) and before[-1]
    if now:
        return "continued" if last else "returned" if any(before) else "new"
    return "dropped" if last else None


def has(cited: ThemePassage, words: str) -> bool:
    """Whether a passage, alone or with the heading above it, has words, or is a part of them."""
    said, sought = flat(cited.passage.text), flat(words)
    below = flat(" ".join([*cited.passage.section[-1:], cited.passage.text]))
    return sought in said or said in sought or sought in below


def flat(words: str) -> str:
    """The letters and figures of some words, with one space where anything else stands."""
    return " ".join(["", *re.findall(r"[^\W_]+", words), ""])


def figures(name: str, found: Counter[str]) -> str:
    """One line of figures."""
    recall = found["kept"] / max(1, found["listed"])
    precision = found["true"] / max(1, found["true"] + found["false"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return (
        f"{name:<20} cells {found['right cells'] / found['cells']:.3f}  passages F1 {f1:.3f}"
        f" (precision {precision:.3f}, recall {recall:.3f}, {found['besides']} besides)"
        f"  first {found['first']} of {found['themes']}  labels {found['right labels'] / max(1, found['labels']):.3f}"
    )


if __name__ == "__main__":
    main()
