"""What passages hang under, without a heading: a short item of the list above them, or the label of their paragraph.

    • Hackathon                          Speeding – it is getting worse. The clerk is to ask for signs.
        ◦ waiting for an answer

What stands there belongs to it, though it has none of its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.catalogue import Catalogue
from ipp_search.query.collection.table import Table

_LABEL = 6  # words of an item that names what stands below it; a longer one says something of it
_READ = 80  # letters of a paragraph in which its label ends
_RUN_IN = re.compile(r"([^\n.:;!?–—]{2,50}?)(?:\s[-–—]|:)\s")


class Leads:
    """The labels of a table's passages, and which passages stand below each."""

    def __init__(self, catalogue: Catalogue, table: Table) -> None:
        above = np.full(len(table.ids), -1, dtype=np.int64)
        self._texts: dict[int, str] = {}
        meeting, line, first = 0, -1, -1
        items: dict[str, int] = {}
        passages = catalogue.rows(
            f"SELECT meeting_id, start_line, substr(text, 1, {_READ}), words, context, coalesce(speaker, '')"
            " FROM passages ORDER BY id"
        )
        for row, (held_at, starts, text, words, context, speaker) in enumerate(passages):
            if held_at != meeting:
                items, meeting, line = {}, held_at, -1
            if starts != line:
                line, first = starts, row
            elif first in self._texts:
                above[row] = first
            if context and (found := _item(items, context.removesuffix(speaker).split())) is not None:
                above[row] = found
            if words <= _LABEL:
                items[" ".join(text.split())] = row
                self._texts[row] = text
            elif first == row and (label := _RUN_IN.match(text)):
                self._texts[row] = label[1]
        self._above = above

    def below(self, speaks: NDArray[np.bool_], names: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Which passages stand below a label that names a subject, of those labels whose own passage ``speaks``."""
        found = np.zeros(len(self._above), dtype=np.bool_)
        held = self._above >= 0
        for row in np.unique(self._above[held & speaks[self._above]]).tolist():
            found[row] = names(self._texts[row])
        while True:
            below = held & found[self._above]
            if not (below & ~found).any():
                return below
            found |= below


def _item(items: dict[str, int], context: list[str]) -> int | None:
    """The latest short item that the context of a passage ends in, or begins with."""
    for n in range(len(context)):
        if (found := items.get(" ".join(context[n:]))) is not None:
            return found
    for n in range(len(context) - 1, 0, -1):
        if (found := items.get(" ".join(context[:n]))) is not None:
            return found
    return None
