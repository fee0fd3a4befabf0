"""Which passages a question is compared with: all, or in a large index those of the meetings worth looking at."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.encoding.arrays import Floats
from ipp_search.query.collection.table import Table, Tables
from ipp_search.query.question.parse import Question
from ipp_search.query.search.full_text import meetings_of, meetings_with

if TYPE_CHECKING:
    from ipp_search.index.chroma import VectorStore

EXACT_LIMIT = 1_100_000
"""Up to this many passages all are compared, which is exact and answers faster than Chroma (bench/README.md)."""
EXACT_WITHIN = 100_000
"""Of a large index, what filters leave is compared with all of it up to so many passages."""
CLOSELY = 20_000
"""Beyond that, so many passages are compared, of the meetings that Chroma and full text name first."""
_NEAREST = 500  # vectors asked of Chroma


class Candidates:
    """Chooses the table a question is answered from.

    Args:
        store: opens the vectors in Chroma; called for large indexes only.
    """

    def __init__(self, catalogue: Catalogue, tables: Tables, store: Callable[[], VectorStore]) -> None:
        self._catalogue = catalogue
        self._tables = tables
        self._open_store = store
        self._store: VectorStore | None = None

    def close(self) -> None:
        """Release the vectors in Chroma, if they were opened."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def table(
        self, question: Question, allowed: list[int] | None, meetings: list[int] | None, vector: Floats | None
    ) -> Table:
        """All passages, or of a large index those of the meetings worth looking at.

        Args:
            question: as parsed.
            allowed: row ids of the only passages that may be hits, None for no such limit.
            meetings: row ids of the only meetings whose passages may be, None for no such limit.
            vector: of the question, ``(dimensions,)``; None without a model.
        """
        if not self.large():
            return self._tables.whole()
        if allowed is not None and len(allowed) <= EXACT_WITHIN:
            return self._tables.of_meetings(meetings_of(self._catalogue, allowed))
        if meetings is not None and self.size(meetings) <= EXACT_WITHIN:
            return self._tables.of_meetings(meetings)
        named = [meetings_with(self._catalogue, question)]
        if vector is not None:
            named.append(self.nearest(vector))
        in_turn = (meeting for both in zip_longest(*named) for meeting in both if meeting is not None)
        seen = None if meetings is None else set(meetings)
        return self.of_first(meeting for meeting in in_turn if seen is None or meeting in seen)

    def large(self) -> bool:
        """Whether the index is too large to compare a question with all of it."""
        ((size,),) = self._catalogue.rows("SELECT count(*) FROM passages")
        return bool(size > EXACT_LIMIT)

    def size(self, meetings: Sequence[int]) -> int:
        """How many passages some meetings have."""
        ((count,),) = self._catalogue.rows(
            "SELECT count(*) FROM passages WHERE meeting_id IN (SELECT value FROM json_each(?))",
            (json.dumps(meetings),),
        )
        return int(count)

    def of_first(self, meetings: Iterable[int]) -> Table:
        """The passages of some meetings, as many of the first of them as are looked at closely."""
        distinct = list(dict.fromkeys(meetings))
        sizes = dict(
            self._catalogue.rows(
                "SELECT meeting_id, count(*) FROM passages WHERE meeting_id IN (SELECT value FROM json_each(?))"
                " GROUP BY meeting_id",
                (json.dumps(distinct),),
            )
        )
        before = accumulate((sizes.get(meeting, 0) for meeting in distinct), initial=0)
        return self._tables.of_meetings(m for m, passages in zip(distinct, before, strict=False) if passages < CLOSELY)

    def nearest(self, vector: Floats) -> list[int]:
        """The meetings that hold the passages and headings nearest to ``vector``, from Chroma, the nearest first."""
        self._store = self._store or self._open_store()
        digests = [digest for digest, _ in self._store.nearest(vector, _NEAREST)]
        rows = self._catalogue.rows(
            "WITH near AS (SELECT v.id, n.key FROM json_each(?) n JOIN vectors v ON v.digest = n.value)"
            " SELECT meeting_id, min(key) FROM ("
            "  SELECT p.meeting_id, near.key FROM near JOIN passages p ON p.vector_id = near.id UNION ALL"
            "  SELECT s.meeting_id, near.key FROM near JOIN sections s ON s.vector_id = near.id"
            " ) GROUP BY meeting_id ORDER BY min(key)",
            (json.dumps(digests),),
        )
        return [meeting for meeting, _ in rows]
