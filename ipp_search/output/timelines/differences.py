"""What changed between two runs of a timeline, told from their JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ipp_search.errors import BadQuestion
from ipp_search.output.format import one_line

_MADE_FROM = {
    "version": "the program", "model": "the model", "sources_sha256": "the records", "marks_sha256": "the marks",
}  # fmt: skip


def read_run(path: Path) -> list[dict[str, Any]]:
    """The timelines of a file that ``--format json``, ``--batch`` or ``--freeze`` wrote.

    Raises:
        BadQuestion: it holds none.
    """
    try:
        text = path.read_text("utf-8")
        try:
            told = json.loads(text)
        except ValueError:
            told = [json.loads(line) for line in text.splitlines() if line.strip()]
        runs = told if isinstance(told, list) else [told]
        if all(isinstance(run["theme"], str) and isinstance(run["rows"], list) for run in runs):
            return runs
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise BadQuestion(f"{path} holds no timeline.", "Give a file made by: ipp-search timeline … --format json")


def differences(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[str]:
    """Sentences on what is otherwise now, theme by theme; none where nothing is."""
    before = {run["theme"]: run for run in old}
    told: list[str] = []
    for run in new:
        if run["theme"] not in before:
            told.append(f"{run['theme']}: was not followed then.")
        else:
            told += [f"{run['theme']}: {sentence}" for sentence in _of_theme(before[run["theme"]], run)]
    now = {run["theme"] for run in new}
    return told + [f"{theme}: is not followed now." for theme in before if theme not in now]


def _of_theme(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    told = []
    for key, name in (("definition", "the theme's definition"), ("filters", "the limits")):
        if old.get(key) != new.get(key):
            told.append(f"{name} changed.")
    made = old.get("provenance", {}), new.get("provenance", {})
    told += [f"{name} changed." for key, name in _MADE_FROM.items() if made[0].get(key) != made[1].get(key)]
    then, now = ({row["meeting"]["id"]: row for row in run["rows"]} for run in (old, new))
    told += [f"{id_} has a row now." for id_ in now if id_ not in then]
    told += [f"{id_} has no row now." for id_ in then if id_ not in now]
    for id_ in (id_ for id_ in now if id_ in then):
        for key in ("status", "change"):
            if then[id_][key] != now[id_][key]:
                told.append(f"{id_}: {key} was {then[id_][key] or 'none'}, is {now[id_][key] or 'none'}.")
        held, holds = ({p["id"]: p for p in run[id_]["passages"]} for run in (then, now))
        told += [f"{id_}: came in: {_quoted(p)}" for key, p in holds.items() if key not in held]
        told += [f"{id_}: fell out: {_quoted(p)}" for key, p in held.items() if key not in holds]
    return told


def _quoted(passage: Mapping[str, Any]) -> str:
    return f"“{one_line(passage['text'])}” — {passage['citation']}"
