"""The semantic arm: cosine similarity between the question's vector and the passages'."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ipp_search.index.catalogue import Catalogue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ipp_search.index.encoder import Vectors
    from ipp_search.index.vectors import VectorStore

EXACT_LIMIT = 100_000
"""Up to this many vectors all are compared, which is exact and starts faster than Chroma (bench/README.md)."""

_NEAREST = 500  # asked of Chroma beyond that


class SemanticArm:
    """Scores passages against a vector; keeps what it loaded until the catalogue changes."""

    def __init__(self, catalogue: Catalogue, store: Callable[[], VectorStore]) -> None:
        self._catalogue = catalogue
        self._open_store = store
        self._loaded: tuple[int, NDArray[np.int64], Vectors] | None = None

    def cosines(self, vector: Vectors, allowed: Sequence[int] | None) -> dict[int, float]:
        """Cosine similarity by passage row id: of all ``allowed``, or of the nearest where all are too many."""
        import numpy as np

        catalogue = self._catalogue
        ((size,),) = catalogue.rows("SELECT count(*) FROM passages")
        if size <= EXACT_LIMIT:
            ids, matrix = self._all()
            if allowed is not None:
                rows = np.flatnonzero(np.isin(ids, np.asarray(allowed, dtype=np.int64), assume_unique=True))
                ids, matrix = ids[rows], matrix[rows]
        elif allowed is not None:
            ids, matrix = self._load("JOIN json_each(?) a ON a.value = p.id", (json.dumps(list(allowed)),))
        else:
            return self._nearest(vector)
        return dict(zip(ids.tolist(), (matrix @ vector).tolist(), strict=True)) if len(ids) else {}

    def _all(self) -> tuple[NDArray[np.int64], Vectors]:
        ((version,),) = self._catalogue.rows("PRAGMA data_version")
        if self._loaded is None or self._loaded[0] != version:
            self._loaded = (version, *self._load("", ()))
        return self._loaded[1:]

    def _load(self, narrowed: str, values: Sequence[str]) -> tuple[NDArray[np.int64], Vectors]:
        import numpy as np

        rows = self._catalogue.rows(
            f"SELECT p.id, v.vector FROM passages p JOIN vectors v ON v.id = p.vector_id {narrowed}"
            " WHERE v.vector IS NOT NULL ORDER BY p.id",
            values,
        )
        ids = np.array([id_ for id_, _ in rows], dtype=np.int64)
        matrix = np.frombuffer(b"".join(v for _, v in rows), dtype=np.float32)
        return ids, matrix.reshape(len(rows), -1) if rows else matrix.reshape(0, 0)

    def _nearest(self, vector: Vectors) -> dict[int, float]:
        found = self._open_store().nearest(vector, _NEAREST)
        rows = self._catalogue.rows(
            "SELECT v.digest, p.id FROM passages p JOIN vectors v ON v.id = p.vector_id"
            " WHERE v.digest IN (SELECT value FROM json_each(?))",
            (json.dumps([digest for digest, _ in found]),),
        )
        cosine = dict(found)
        return {id_: cosine[digest] for digest, id_ in rows}
