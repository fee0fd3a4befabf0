"""The vectors in Chroma: derived from the catalogue, made again from it at any time.

Entries are known by the digest of their embedding text, so an entry can be superfluous but
never wrong. Comparing a question with every vector is exact and, up to a size, faster than
loading Chroma at all; see ``query.semantic`` for where that size lies.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipp_search.index.encoder import Vectors

_COLLECTION = "passages"


class VectorStore:
    """The Chroma collection of an index folder."""

    def __init__(self, folder: Path) -> None:
        os.environ["ANONYMIZED_TELEMETRY"] = "False"
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        path = folder / "chroma"
        try:
            self._client = chromadb.PersistentClient(str(path), settings=Settings(anonymized_telemetry=False))
            self._open()
        except Exception:  # whatever ails its files: they are derived, so start them afresh
            shutil.rmtree(path, ignore_errors=True)
            SharedSystemClient.clear_system_cache()
            self._client = chromadb.PersistentClient(str(path), settings=Settings(anonymized_telemetry=False))
            self._open()

    def _open(self) -> None:
        self._collection = self._client.get_or_create_collection(
            _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    def clear(self) -> None:
        """Forget every vector."""
        self._client.delete_collection(_COLLECTION)
        self._open()

    def count(self) -> int:
        """How many vectors are stored."""
        return self._collection.count()

    def put(self, digests: Sequence[str], vectors: Vectors) -> None:
        """Store vectors under their digests; storing one again changes nothing."""
        step = self._client.get_max_batch_size()
        for n in range(0, len(digests), step):
            self._collection.upsert(ids=list(digests[n : n + step]), embeddings=vectors[n : n + step])

    def remove(self, digests: Sequence[str]) -> None:
        """Drop vectors; those not stored are passed over."""
        step = self._client.get_max_batch_size()
        for n in range(0, len(digests), step):
            self._collection.delete(ids=list(digests[n : n + step]))

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """The ``count`` nearest digests with their cosine similarity, best first (approximate)."""
        found = self._collection.query(query_embeddings=vector.reshape(1, -1), n_results=count, include=["distances"])
        distances = found["distances"]
        return [(d, 1 - x) for d, x in zip(found["ids"][0], distances[0] if distances else [], strict=True)]
