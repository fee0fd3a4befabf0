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
    line, end = _line(text, begin)
    heads = [(match.start(), header_field(match[0].strip(" :"))) for match in _CELL.finditer(line)]
    if len(heads) < len(PEOPLE) or not all(field in PEOPLE for _, field in heads):
        return None
    entries: list[tuple[str, str]] = []
    while end < len(text):
        line, after = _line(text, end + 1)
        cells = list(_CELL.finditer(line))
        names = [person_at(match[0]) for match in cells]
        if not all(name is not None and is_person(name) for name in names):
            if len(cells) > 1:
                return None
            break  # what follows the lists
        if not cells or (len(cells) == 1 and " " not in cells[0][0]):
            break  # a word by itself is a heading
        for match, name in zip(cells, names, strict=True):
            _, field = min(heads, key=lambda head: abs(head[0] - match.start()))
            entries.append((str(field), str(name)))
        end = after
    return Columns(tuple(entries), end) if entries else None


def _line(text: str, start: int) -> tuple[str, int]:
    """The line from ``start`` with its tabs as the spaces they stand for, and where it ends."""
    end = text.find("\n", start)
    end = end if end >= 0 else len(text)
    return text[start:end].expandtabs(8), end
