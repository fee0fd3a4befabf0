"""A table into the text: a block a row, what a row of minutes holds, or, of a table that only frames, its contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ipp_search.ingest.cues.columns import DECISIONS, Layout, is_head, is_reference, is_title, layout_of, numbered_items
from ipp_search.ingest.cues.labels import header_field, reads_as_heading
from ipp_search.ingest.readers.builder import Assembly
from ipp_search.ingest.readers.grid import Cell, laid_out
from ipp_search.ingest.records import BOLD_LEVEL, TOPIC_LEVEL

_NUMBER = re.compile(r"(\d{1,3}(\.\d{1,3}){0,3}|[a-z]|[ivx]{1,5})[.)]?", re.IGNORECASE)
_HEADING_WORDS = 12  # a cell across a table that says more is no heading of what is below it
_LEAST_ROWS = 2  # heads, and what stands below them
_REPEATED_WORDS = 12  # a merged cell is said again beside each of its rows if it is a name, a date, a number


def add_table(
    assembly: Assembly, rows: Sequence[Sequence[Cell]], *, marked: bool = False, pages: Sequence[int] = (), **place: Any
) -> None:
    """Append a table.

    ``marked`` tells that the first row is marked as the columns' heads; ``pages`` is that of each row;
    ``place`` are further fields of Block.
    """
    rows = [[_by_lines(cell) for cell in row] for row in rows]
    set_out = laid_out(rows)
    titles = {n: title for n in range(len(set_out) - 2) if (title := _title_of(set_out[n], set_out[n + 1]))}
    cuts = sorted(titles)
    for begin, end in pairwise([*([] if cuts[:1] == [0] else [0]), *cuts, len(set_out)]):
        part, of_pages = set_out[begin:end], pages[begin:end]
        if begin in titles:
            page: dict[str, Any] = {"page": of_pages[0]} if of_pages else {}
            assembly.add(titles[begin], "heading", level=BOLD_LEVEL, **place, **page)
            part, of_pages = part[1:], of_pages[1:]
        _Table(assembly, _without_empty_end(part), marked and begin == 0 and begin not in titles, dict(place)).add(
            of_pages
        )
    for note in [note for row in rows for cell in row if cell.body is None for note in cell.notes]:
        assembly.add(note, "footnote", **place)


def _without_empty_end(rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """The rows without columns at their end in which nothing stands, as merged rows leave them."""
    while rows and all(len(row) > 1 and not row[-1].words and not row[-1].body and row[-1].columns < 2 for row in rows):
        rows = [row[:-1] for row in rows]
    return rows


def _title_of(row: Sequence[Cell], below: Sequence[Cell]) -> str:
    """What a row says of those below it, where the heads of their columns stand in the next."""
    filled = [cell.words for cell in row if cell.words or cell.body]
    (heads,) = _without_empty_end([below])
    if len(filled) != 1 or not is_head([cell.words for cell in heads], _LEAST_ROWS):
        return ""
    return filled[0] if len(filled[0].split()) <= _HEADING_WORDS and not filled[0].endswith(".") else ""


def _by_lines(cell: Cell) -> Cell:
    return replace(cell, paragraphs=[line for words in cell.paragraphs for line in words.split("\n")])


class _Table:
    def __init__(self, assembly: Assembly, rows: Sequence[Sequence[Cell]], marked: bool, place: dict[str, Any]) -> None:
        self._assembly, self._rows, self._place = assembly, rows, place
        first = [cell.words for cell in rows[0]] if rows else []
        self._has_heads = is_head(first, len(rows), marked)
        self._heads = [cell.words for cell in rows[0] for _ in range(cell.columns)] if self._has_heads else []
        self._layout = layout_of(self._heads, [self._columns(row) for row in rows[1:]]) if self._has_heads else None
        own = [[[words for words in cell.paragraphs if words.strip()] for cell in row] for row in rows]
        self._items = frozenset() if self._has_heads else numbered_items(own)

    def add(self, pages: Sequence[int]) -> None:
        narrow = all(len(row) < 2 for row in self._rows)
        for n, row in enumerate(self._rows):
            if pages:
                self._place["page"] = pages[n]
            filled = [cell for cell in row if cell.words or cell.body]
            own = [cell for cell in filled if not cell.above]
            if n == 0 and self._has_heads:
                self._assembly.add(" | ".join(cell.words for cell in row), "columns", **self._place)
            elif not own:
                continue
            elif n in self._items and row[1].body is None:
                self._add_item(row)
            elif narrow or (not self._has_heads and _is_frame(own)):
                self._add_frame(own)
            elif (
                self._has_heads
                and len(filled) == 1
                and (self._layout is not None or row[0].columns > 1)
                and (len(row) < len(self._heads))
            ):
                self._add_across(filled[0])
            elif self._layout and len(self._columns(row)) == len(self._heads):
                self._add_minutes(self._layout, row)
            else:
                self._add_row(row)

    def _add_row(self, row: Sequence[Cell]) -> None:
        """A row as a line; its context are the heads of its cells, from the first that has words."""
        cells = ["" if cell.above and len(cell.words.split()) > _REPEATED_WORDS else cell.words for cell in row]
        first = next((n for n, words in enumerate(cells) if words), len(cells))
        heads, column = [], 0
        for cell in row:
            heads.append(_head_of(self._heads[column : column + cell.columns]))
            column += cell.columns
        context = " | ".join([*heads, *self._heads[column:]][first:]) if self._heads else ""
        self._assembly.add(" | ".join(cells[first:]).strip(" |"), "row", context=context, **self._place)

    def _add_item(self, row: Sequence[Cell]) -> None:
        """An agenda item: its number and title, what was said below it, whoever stands beside it."""
        title, *said = [words for words in row[1].paragraphs if words.strip()]
        self._assembly.add(f"{row[0].words} {title}", "heading", level=TOPIC_LEVEL, **self._place)
        for words in [*said, *(cell.words for cell in row[2:])]:
            if words.strip():
                self._assembly.add(words, "row", **self._place)

    def _add_across(self, cell: Cell) -> None:
        if len(cell.words.split()) <= _HEADING_WORDS:
            self._assembly.add(cell.words, "heading", level=TOPIC_LEVEL, **self._place)
        else:
            for words in filter(str.strip, cell.paragraphs):
                self._assembly.add(words, "row", **self._place)

    def _add_frame(self, filled: Sequence[Cell]) -> None:
        """The contents of cells one after the other; a short first one is the heading of those beside it."""
        first, *others = filled
        begin = len(self._assembly.blocks)
        if others and first.body is None and others[0].body is not None:
            if _NUMBER.fullmatch(first.words):
                self._assembly.lead_in(first.words)
                filled = others
            elif reads_as_heading(first.words.rstrip(":")):
                self._assembly.add(first.words, "heading", level=BOLD_LEVEL, **self._place)
                filled = others
        numbered = len(filled) == len(others) and len(self._assembly.blocks) == begin
        for cell in filled:
            if cell.body is not None:
                cell.body()
            else:
                for words in cell.paragraphs:
                    self._assembly.add(words, "paragraph", **self._place)
        blocks = self._assembly.blocks
        if numbered and begin < len(blocks) and blocks[begin].role in {"paragraph", "item"}:
            words = self._assembly.words(blocks[begin])
            if reads_as_heading(words) or header_field(words):
                blocks[begin] = replace(blocks[begin], role="heading", level=BOLD_LEVEL)

    def _add_minutes(self, layout: Layout, row: Sequence[Cell]) -> None:
        columns = self._columns(row)
        repeated = {n for n, cell in enumerate(_spread(row)) if cell is not None and cell.above}
        cells = [" ".join(" ".join(paragraphs).split()) for paragraphs in columns]
        if topic := " ".join(cells[n] for n in layout.topic if cells[n] and n not in repeated):
            said = next((n for n in layout.statements if n not in repeated and cells[n]), None)
            if said is not None and _NUMBER.fullmatch(topic) and len(columns[said]) > 1 and is_title(columns[said][0]):
                title, *columns[said] = columns[said]  # the number has a column of its own
                topic = f"{topic} {title}"
            self._assembly.add(topic, "heading", level=TOPIC_LEVEL, **self._place)
        heads = self._heads
        for n in layout.statements:
            for words in filter(str.strip, columns[n] if n not in repeated else ()):
                context = heads[n] if DECISIONS.fullmatch(heads[n]) else ""
                self._assembly.add(words, "row", context=context, **self._place)
        if all(n in repeated or not cells[n] for n in layout.tasks):
            return
        tasks = [[words for words in columns[n] if words.strip()] for n in layout.tasks]
        if len({len(cell) for cell in tasks if cell}) == 1:  # a paragraph a task, its owner and date beside it
            lines = [[cell[k] if cell else "" for cell in tasks] for k in range(max(map(len, tasks)))]
        else:
            lines = [[cells[n] for n in layout.tasks]]
        for line in lines:
            first = next((n for n, words in enumerate(line) if words.strip()), 0)
            context = " | ".join(heads[n] for n in layout.tasks[first:])
            self._assembly.add(" | ".join(line[first:]).strip(" |"), "row", context=context, **self._place)

    def _columns(self, row: Sequence[Cell]) -> list[Sequence[str]]:
        """The paragraphs in each column; a cell across several stands in the first."""
        return [cell.paragraphs if cell else () for cell in _spread(row)]


def _is_frame(filled: Sequence[Cell]) -> bool:
    """Whether the cells of a row only divide the page."""
    numbered = _NUMBER.fullmatch(filled[0].words) is not None and filled[0].body is None
    return any(cell.framed or (numbered and cell.body is not None) for cell in filled)


def _spread(row: Sequence[Cell]) -> list[Cell | None]:
    spread: list[Cell | None] = []
    for cell in row:
        spread += [cell, *[None] * (cell.columns - 1)]
    return spread


def _head_of(heads: Sequence[str]) -> str:
    """The head of a cell across columns: the first that names more than numbers."""
    return next((head for head in heads if not is_reference(head)), heads[0] if heads else "")
