"""Lists of people that are set side by side without rules: ``Present:``, ``Also in attendance:``, ``Apologies:``.

Read across the page they would be mixed; each is read down, below the label that stands over it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ipp_search.ingest.cues.labels import PEOPLE, header_field
from ipp_search.ingest.readers.pdf.columns import Line

_MOST_WORDS = 9  # of a name with what stands beside it
_NUMBERED = re.compile(r"\d[.\d]*[a-z]?[.)]?$")
_GAP = 4.5  # of the size of print; a list of names has no such gap between its lines


def down_columns(rows: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The rows of a page, each a line's runs from left to right, with lists of people one after the other."""
    done: list[list[Line]] = []
    n = 0
    while n < len(rows):
        row = list(rows[n])
        if len(row) > 1 and all(_is_label(line.words) for line in row):
            end = n + 1
            while end < len(rows) and _goes_on(row, rows[end - 1], rows[end], end == n + 1):
                end += 1
            right = max(line.right for each in rows for line in each)
            done += _each_down(row, _unwrapped(rows[n + 1 : end], right))
            n = end
        else:
            done.append(row)
            n += 1
    return done


def _is_label(words: str) -> bool:
    return header_field(words) in PEOPLE


def _goes_on(heads: Sequence[Line], before: Sequence[Line], row: Sequence[Line], first: bool) -> bool:
    """Whether a row is of the lists: no numbered item, no sentence, no line across two of them, no wide gap."""
    if not any(line.words for line in row):
        return True
    if any(line.rows for line in row) or _NUMBERED.match(row[0].words.split(" ")[0]):
        return False
    if not first and before[0].bottom - row[0].bottom > row[0].size * _GAP:
        return False
    across = any(line.left < head.left - line.size < line.right - line.size * 2 for line in row for head in heads[1:])
    centred = all(any(abs(_middle(line) - _middle(head)) < line.size * 2 for head in heads) for line in row)
    long = any(len(line.words.split()) > _MOST_WORDS for line in row)
    return not long and (centred or not across)


def _unwrapped(rows: Sequence[Sequence[Line]], right: float) -> list[Sequence[Line]]:
    """The rows, with a line that began at the right and had no room for its next word as one with the rest of it."""
    whole: list[Sequence[Line]] = []
    for row in rows:
        before = whole[-1] if whole else ()
        if len(before) > 1 and len(row) == 1 and row[0].left < before[0].left + row[0].size and row[0].words:
            first = len(row[0].words.split(" ")[0]) / len(row[0].words) * (row[0].right - row[0].left)
            if before[-1].right + first + row[0].size / 4 > right:
                last = replace(before[-1], words=f"{before[-1].words} {row[0].words}")
                whole[-1] = [*before[:-1], last]
                continue
        whole.append(row)
    return whole


def _each_down(heads: Sequence[Line], rows: Sequence[Sequence[Line]]) -> list[list[Line]]:
    lists: list[list[Line]] = [[head] for head in heads]
    for row in rows:
        apart = [line for line in row if line.words and line.words[0] not in "(["]
        near = 0
        for line in filter(lambda line: line.words, row):
            if line in apart:
                near = min(range(len(heads)), key=lambda n: _distance(heads[n], line))
                near = apart.index(line) if len(apart) == len(heads) else near
                lists[near].append(line)
            else:  # a remark set apart from its name
                last = lists[near][-1]
                lists[near][-1] = replace(last, words=f"{last.words} {line.words}", right=line.right)
    return [[replace(line, margin=line.page_width)] for held in lists for line in held]


def _distance(head: Line, line: Line) -> float:
    """How far a line is from standing under a head: by its left end or by its middle, whichever is nearer."""
    return min(abs(head.left - line.left), abs(_middle(head) - _middle(line)))


def _middle(line: Line) -> float:
    return (line.left + line.right) / 2
