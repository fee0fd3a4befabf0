"""What changed since earlier meetings of a series: in a theme as a whole, and passage by passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.query.collection.table import Table
from ipp_search.query.timeline.records import Change

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Passages on one theme at or above this cosine read as the same matter in the two bundled notes; those below it may
# share no more than the body they name.
TAKES_UP = 0.65
_LOOK_BACK = 1000  # passages


class History:
    """What earlier meetings of a series said on a theme; meetings are added oldest first."""

    def __init__(self, table: Table) -> None:
        import numpy as np

        self._table = table
        self._said: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._ever = self._last = False

    def add(self, rows: NDArray[np.int64]) -> None:
        """Add a meeting with its passages on the theme, as rows of the table; none if it was silent."""
        import numpy as np

        self._last = bool(len(rows))
        if self._last:
            self._ever = True
            self._said = np.concatenate([self._said, rows[self._table.vector[rows] >= 0]])[-_LOOK_BACK:]

    def change(self, discussed: bool) -> Change | None:
        """How the next meeting compares with those before it."""
        if discussed:
            return "continued" if self._last else "returned" if self._ever else "new"
        return "dropped" if self._last else None

    def taken_up_by(self, rows: NDArray[np.int64]) -> dict[int, int]:
        """For those of some passages that take up an earlier one: which, as rows of the table."""
        import numpy as np

        vector = self._table.vector
        rows = rows[vector[rows] >= 0]
        if not len(self._said) or not len(rows):
            return {}
        like = self._table.vectors[vector[rows]] @ self._table.vectors[vector[self._said]].T
        best = like.argmax(axis=1)
        alike = like[np.arange(len(rows)), best] >= TAKES_UP
        return dict(zip(rows[alike].tolist(), self._said[best[alike]].tolist(), strict=True))
