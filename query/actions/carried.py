"""Which rows of a record's tables report on actions that were set before, and set none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ipp_search.ingest.records import Passage
from ipp_search.query.actions.status import own_state


def carried_rows(passages: Sequence[Passage]) -> frozenset[str]:
    """The ids of those rows of actions that say what became of them.

    In a table most of whose rows say so, the others are of last time too, though nothing is said of them.
    """
    found: set[str] = set()
    rows = groupby(passages, key=lambda p: (p.kind == "action" and "|" in p.text, p.section, p.context))
    for (is_row, _, _), run in rows:
        if not is_row:
            continue
        table = list(run)
        told = {p.id for p in table if own_state(p) is not None}
        found |= {p.id for p in table} if len(told) * 2 > len(table) else told
    return frozenset(found)
