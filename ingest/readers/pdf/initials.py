"""Initials as high as several lines: each is put before the line whose first word it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ipp_search.ingest.readers.pdf.letters import Letter

_LARGER = 1.8  # than the text it begins
_NEAR = 2.0  # of its width, to the text beside it


def with_initials(parts: Sequence[list[Letter]]) -> list[list[Letter]]:
    """The lines of a page with each initial as the first letter of the line at whose height it ends."""
    large = [n for n, part in enumerate(parts) if _begins_large(part)]
    lines = [list(part) for part in parts]
    for n in large:
        initial, rest = lines[n][0], lines[n][1:]
        beside = [part for m, part in enumerate(lines) if m != n and part and _is_beside(initial, part)]
        beside += [rest] if rest and _is_beside(initial, rest) else []
        if not beside:
            continue
        lines[n][:] = rest
        first = max((lines[n] if part is rest else part for part in beside), key=lambda part: part[0].type.level)
        begun = replace(initial, type=first[0].type, bottom=first[0].bottom, top=first[0].top)
        first[:] = [begun, replace(first[0], spaced=False), *first[1:]]
    return [line for line in lines if line]


def _begins_large(part: Sequence[Letter]) -> bool:
    if not part[0].char.isupper():
        return False
    return len(part) == 1 or (part[0].type.size >= part[1].type.size * _LARGER and part[0].bottom < part[1].bottom)


def _is_beside(initial: Letter, part: Sequence[Letter]) -> bool:
    first = part[0]
    return (
        initial.type.size >= first.type.size * _LARGER
        and -1 < first.left - initial.right < (initial.right - initial.left) * _NEAR
        and initial.bottom - 1 <= first.y <= initial.top + first.type.size / 2
    )
