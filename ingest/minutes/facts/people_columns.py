"""Lists of people that stand side by side in plain text: ``PRESENT      APOLOGIES`` above two columns of names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ipp_search.ingest.cues.labels import PEOPLE, header_field
from ipp_search.ingest.cues.names import is_person, person_at

_CELL = re.compile(r"\S+(?: \S+)*")  # columns are two spaces or a tab apart


@dataclass(frozen=True, slots=True)
class Columns:
    """The names below each head, with the head's field, and where in the text the lists end."""

    entries: tuple[tuple[str, str], ...]
    end: int


def columns_at(text: str, start: int) -> Columns | None:
    """The lists whose heads stand in the line of ``start``; None where that line heads none."""
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n\n", start)
    lines = text[begin : end if end >= 0 else len(text)].expandtabs(8).split("\n")
    heads = [(match.start(), header_field(match[0].strip(" :"))) for match in _CELL.finditer(lines[0])]
    if len(heads) < len(PEOPLE) or not all(field in PEOPLE for _, field in heads):
        return None
    entries: list[tuple[str, str]] = []
    for line in lines[1:]:
        for match in _CELL.finditer(line):
            _, field = min(heads, key=lambda head: abs(head[0] - match.start()))
            name = person_at(match[0])
            if name is None or not is_person(name):
                return None
            entries.append((str(field), name))
    return Columns(tuple(entries), end if end >= 0 else len(text)) if entries else None
