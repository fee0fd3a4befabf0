"""What changed since earlier meetings: in a theme as a whole, and passage by passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ipp_search.query.table import Table
from ipp_search.query.timeline_records import Change

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Passages on one theme at or above this cosine read as the same matter in the two bundled notes; below 0.6 they do not.
TAKES_UP = 0.62
_LOOK_BACK = 1000  # passages


def change_of(discussed: bool, earlier: Sequence[bool]) -> Change | None:
    """How a meeting compares with the earlier ones of its series: whether each discussed the theme, oldest first."""
    if discussed:
        if not any(earlier):
            return "new"
        return "continued" if earlier[-1] else "returned"
    return "dropped" if earlier and earlier[-1] else None


def takes_up(table: Table, rows: NDArray[np.int64], earlier: Sequence[NDArray[np.int64]]) -> dict[int, int]:
    """For those of some passages that take up an earlier one: which, as rows of the table.

    Args:
        rows: passages of one meeting on a theme.
        earlier: those of each earlier meeting, oldest first; the last thousand are looked at.
    """
    import numpy as np

    before = np.concatenate([*earlier, np.zeros(0, dtype=np.int64)])[-_LOOK_BACK:]
    before = before[table.vector[before] >= 0]
    rows = rows[table.vector[rows] >= 0]
    if not len(before) or not len(rows):
        return {}
    like = table.vectors[table.vector[rows]] @ table.vectors[table.vector[before]].T
    best = like.argmax(axis=1)
    alike = like[np.arange(len(rows)), best] >= TAKES_UP
    return dict(zip(rows[alike].tolist(), before[best[alike]].tolist(), strict=True))
