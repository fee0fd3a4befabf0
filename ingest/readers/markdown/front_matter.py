"""The front matter of a Markdown file (``---`` … ``---`` at its top): facts of the meeting, and what else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ipp_search.ingest.records import LeftOut

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:(?!---[ \t]*\n)[^\n]*\n)*?---[ \t]*(?:\n|\Z)")
_ENTRY = re.compile(r"[\w-]+[ \t]*:(?:[ \t]|$)|[ \t#-]|$")  # of YAML: a key, or what belongs to the one above
_FACT = re.compile(r"(title|date|meeting_date|end_date|series|group)\s*:\s*(\S(?:.*\S)?)\s*", re.IGNORECASE)
# Keys beside which "date" is the day of the last edit, as wikis write it.
_CREATED = re.compile(r"(dateCreated|created(_at)?|date_created)\s*:", re.IGNORECASE)
_WHY = "front matter, which tells a site how to show the page"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The facts it states of the meeting, where they stand in the text, and its other lines."""

    facts: Mapping[str, str]
    facts_at: tuple[tuple[int, int], ...]
    left_out: tuple[LeftOut, ...]


def length(text: str) -> int:
    """How many characters of a text are its front matter. Lines between rules that are no YAML are none."""
    match = _FRONT_MATTER.match(text)
    lines = match[0].splitlines()[1:-1] if match else []
    return len(match[0]) if match and all(map(_ENTRY.match, lines)) else 0


def read(text: str) -> FrontMatter:
    """What the front matter of a Markdown text says."""
    facts: dict[str, str] = {}
    facts_at: list[tuple[int, int]] = []
    left_out: list[LeftOut] = []
    lines = text[: length(text)].split("\n")
    edited = any(map(_CREATED.match, lines))
    start = 0
    for number, line in enumerate(lines, 1):
        match = _FACT.fullmatch(line)  # what is set in belongs to another key
        if match and not (edited and match[1].lower() == "date"):
            facts[match[1].lower()] = match[2].strip("\"'")
            facts_at.append((start, start + len(line)))
        elif line.strip(" -"):
            left_out.append(LeftOut(number, line.strip(), _WHY))
        start += len(line) + 1
    if "date" in facts:  # of the meeting, or of the posting
        facts["front_matter_date"] = facts.pop("date")
    if "meeting_date" in facts:
        facts["date"] = facts.pop("meeting_date")
    if "group" in facts:
        facts.setdefault("series", facts.pop("group"))
    return FrontMatter(facts, tuple(facts_at), tuple(left_out))
