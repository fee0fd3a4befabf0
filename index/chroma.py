"""The vectors in Chroma: derived from the catalogue, made again from it at any time.

Entries are known by the digest of their embedding text, so an entry can be superfluous but
never wrong. Comparing a question with every vector is exact and, up to a size, faster than
loading Chroma at all; see ``query.table`` for where that size lies.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ipp_search.errors import BadQuestion, IndexProblem
from ipp_search.settings import private_folder

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

    from ipp_search.index.encoding.encoder import Vectors

_COLLECTION = "passages"
# Of the ten nearest of 74,215 passages Chroma's defaults find 0.956, these 0.996, for twice the time to build.
_CAREFUL: CreateHNSWConfiguration = {"space": "cosine", "max_neighbors": 32, "ef_construction": 300, "ef_search": 1500}


@dataclass(frozen=True, slots=True)
class Server:
    """A Chroma server that keeps the vectors of an index: its address, and the collection that is this index's.

    A token, a tenant and a database come from IPP_SEARCH_CHROMA_TOKEN, _TENANT and _DATABASE.
    """

    url: str
    collection: str


class VectorStore:
    """The Chroma collection of an index: in its folder, or on a server.

    Raises:
        IndexProblem: the server cannot be reached, or refuses; the files cannot be written.
    """

    def __init__(self, folder: Path, server: Server | None = None) -> None:
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        self._server, self._path = server, folder / "chroma"
        self._name = server.collection if server else _COLLECTION
        settings = Settings(anonymized_telemetry=False)
        if server:
            with self._reached():
                self._client = _of_server(server.url, settings)
                self._open()
            return
        try:
            private_folder(self._path)
            self._client = chromadb.PersistentClient(str(self._path), settings=settings)
            self._open()
        except Exception:  # whatever ails its files: they are derived, so start them afresh
            shutil.rmtree(self._path, ignore_errors=True)
            SharedSystemClient.clear_system_cache()
            with self._reached():
                private_folder(self._path)
                self._client = chromadb.PersistentClient(str(self._path), settings=settings)
                self._open()

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Turn whatever Chroma raises into one line; nothing is lost, as the catalogue has the vectors."""
        try:
            yield
        except Exception as error:
            where = f"server at {self._server.url}" if self._server else f"files at {self._path}"
            mend = "start it" if self._server else "look for room on the disk and for permissions"
            raise IndexProblem(
                f"The vectors' {where} cannot be used ({type(error).__name__}: {_brief(error)}).",
                f"Your records are indexed; {mend} and run the same ingest again.",
            ) from None

    def _open(self) -> None:
        self._collection = self._client.get_or_create_collection(
            self._name, embedding_function=None, configuration={"hnsw": _CAREFUL}
        )

    def close(self) -> None:
        """Let go of a server's connections, which its client keeps open beyond its own end."""
        if self._server is not None:
            for client in (self._client, getattr(self._client, "_admin_client", None)):
                session = getattr(getattr(client, "_server", None), "_session", None)
                if session is not None:
                    session.close()

    def clear(self) -> None:
        """Forget every vector."""
        with self._reached():
            self._client.delete_collection(self._name)
            self._open()

    def count(self) -> int:
        """How many vectors are stored."""
        with self._reached():
            return self._collection.count()

    def put(self, digests: Sequence[str], vectors: Vectors) -> None:
        """Store vectors under their digests; storing one again changes nothing."""
        with self._reached():
            step = self._client.get_max_batch_size()
            for n in range(0, len(digests), step):
                self._collection.upsert(ids=list(digests[n : n + step]), embeddings=vectors[n : n + step])

    def remove(self, digests: Sequence[str]) -> None:
        """Drop vectors; those not stored are passed over."""
        with self._reached():
            step = self._client.get_max_batch_size()
            for n in range(0, len(digests), step):
                self._collection.delete(ids=list(digests[n : n + step]))

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """The ``count`` nearest digests with their cosine similarity, best first (approximate)."""
        with self._reached():
            found = self._collection.query(
                query_embeddings=vector.reshape(1, -1), n_results=count, include=["distances"]
            )
        distances = found["distances"]
        return [(d, 1 - x) for d, x in zip(found["ids"][0], distances[0] if distances else [], strict=True)]


def check_address(url: str) -> None:
    """Refuse what is no address of a server.

    Raises:
        BadQuestion: it is none.
    """
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good:
        raise BadQuestion(f"{url!r} is no address of a Chroma server.", "Write it like http://localhost:8000.")


def _of_server(url: str, settings: Any) -> ClientAPI:
    import chromadb
    from chromadb.config import DEFAULT_DATABASE, DEFAULT_TENANT

    parts = urlsplit(url)
    token = os.environ.get("IPP_SEARCH_CHROMA_TOKEN")
    return chromadb.HttpClient(
        host=parts.hostname or "",
        port=parts.port or (443 if parts.scheme == "https" else 80),
        ssl=parts.scheme == "https",
        headers={"Authorization": f"Bearer {token}", "X-Chroma-Token": token} if token else None,
        settings=settings,
        tenant=os.environ.get("IPP_SEARCH_CHROMA_TENANT", DEFAULT_TENANT),
        database=os.environ.get("IPP_SEARCH_CHROMA_DATABASE", DEFAULT_DATABASE),
    )


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
