"""Tables of Markdown: what each row holds, as slices of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ipp_search.ingest.cues.columns import DECISIONS, action_and_owner, is_reference, layout_of
from ipp_search.ingest.records import TOPIC_LEVEL, Block

_BREAK = re.compile(r"<br */?>")


def rows_of(text: str, rows: list[Block]) -> list[Block]:
    """The rows of a table, the first being its heads, or what the rows of minutes hold."""
    if not rows:
        return []
    heads, *below = rows
    outer = "|" in _before(text, heads)
    spans = [_cells(text, row) for row in rows]
    for row, cells in zip(rows, spans, strict=True):  # empty cells before the first words of a row
        cells[:0] = [(row.start, row.start)] * (_before(text, row).count("|") - outer)
    words = [[text[start:end] for start, end in cells] for cells in spans]
    layout = layout_of(words[0], [[_BREAK.split(cell) for cell in row] for row in words[1:]])
    blocks = [heads]
    if layout is None:
        for row, cells in zip(below, spans[1:], strict=True):
            named = {n: head for n, head in enumerate(words[0]) if n < len(cells) and not is_reference(head)}
            apart = _tasks_apart(text, row, cells, named)
            first = next((n for n, (start, end) in enumerate(cells) if start < end), 0)
            begin = spans[0][min(first, len(spans[0]) - 1)][0]
            blocks += apart or [replace(row, context=text[begin : heads.end])]
        return blocks
    for row, cells in zip(below, spans[1:], strict=True):
        cells += [(row.end, row.end)] * (len(words[0]) - len(cells))
        topic, tasks = layout.topic[-1:], layout.tasks
        parts = [replace(row, start=cells[n][0], end=cells[n][1], role="heading", level=TOPIC_LEVEL) for n in topic]
        for n in layout.statements:
            context = words[0][n] if DECISIONS.fullmatch(words[0][n]) else ""
            parts += [replace(row, start=a, end=b, context=context) for a, b in _lines_of(text, *cells[n])]
        if apart := _tasks_apart(text, row, cells, {n: words[0][n] for n in tasks}):
            parts += apart
        elif tasks:
            context = " | ".join(words[0][n] for n in tasks)
            parts.append(replace(row, start=cells[tasks[0]][0], end=cells[tasks[-1]][1], context=context))
        blocks += [part for part in parts if text[part.start : part.end].strip(" |")]
    return blocks


def _tasks_apart(text: str, row: Block, cells: Sequence[tuple[int, int]], heads: dict[int, str]) -> list[Block]:
    """The actions that a cell parts by ``<br>``, if all else the row says of them is their owners.

    ``heads`` are those of the columns that hold more than numbers.
    """
    action, owner = ((None if n is None else list(heads)[n]) for n in action_and_owner(list(heads.values())))
    if action is None or any(text[slice(*cells[n])] for n in heads if n not in {action, owner}):
        return []
    tasks = list(_lines_of(text, *cells[action]))
    owners: list[str | None] = (
        [] if owner is None else [text[start:end] for start, end in _lines_of(text, *cells[owner])]
    )
    if len(tasks) < 2 or len(owners) not in {0, 1, len(tasks)}:
        return []
    context = " | ".join(heads.values())
    beside = owners if len(owners) == len(tasks) else (owners or [None]) * len(tasks)
    return [
        replace(row, start=start, end=end, context=context, owner=who)
        for (start, end), who in zip(tasks, beside, strict=True)
    ]


def _before(text: str, row: Block) -> str:
    """What stands before a row on its line."""
    return text[text.rfind("\n", 0, row.start) + 1 : row.start]


def _cells(text: str, row: Block) -> list[tuple[int, int]]:
    """Where each cell of a row stands, without the space around it."""
    found = re.finditer(r"(?:\\.|[^|\\])+|(?<=\|)(?=\|)", text[row.start : row.end])
    cells = []
    for match in found:
        words = match[0]
        start = row.start + match.start() + len(words) - len(words.lstrip())
        cells.append((start, start + len(words.strip())))
    return cells


def _lines_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a cell between ``<br>``."""
    for words in _BREAK.split(text[start:end]):
        if inner := words.strip():
            begin = text.index(inner, start)
            start = begin + len(inner)
            yield begin, start
