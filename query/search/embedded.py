"""A question's vector, and how like it is to what an index holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ipp_search.index.encoding.arrays import Floats
from ipp_search.query.collection.table import Table


@dataclass(frozen=True, slots=True)
class Embedded:
    """A question's vector, ``(dimensions,)``, what encodes others like it, and how like it is to those of a table."""

    vector: Floats
    encode: Callable[[Sequence[str]], Floats]
    table: Table | None = None
    similar: Floats | None = None

    def similar_in(self, table: Table) -> Floats:
        """As ``Table.similar`` has it."""
        if table is self.table and self.similar is not None:
            return self.similar
        near: Floats = table.similar(self.vector[None])[0]
        return near
