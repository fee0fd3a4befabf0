"""Ingests under SIGKILL; run by test_kill.py in processes of its own.

``first`` and ``update`` fork a child for each statement that an ingest executes and kill it right
before that statement, then ingest again undisturbed and compare. ``chroma`` does the same around
the calls to a real Chroma, one process a point.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ipp_search.corpus import NOTES
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.lock import write_lock
from ipp_search.index.syncing import sync
from ipp_search.testing import FakeEncoder


class FileStore:
    """Chroma's part, played by a file: whole before or after each call."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "store.json"

    def read(self) -> dict[str, list[float]]:
        loaded: dict[str, list[float]] = json.loads(self.path.read_text()) if self.path.exists() else {}
        return loaded

    def write(self, held: dict[str, list[float]]) -> None:
        work = self.path.with_suffix(".new")
        work.write_text(json.dumps(held))
        work.replace(self.path)

    def close(self) -> None:
        pass

    def put(self, digests: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self.write(self.read() | dict(zip(digests, vectors.tolist(), strict=True)))

    def remove(self, digests: Sequence[str]) -> None:
        self.write({digest: vector for digest, vector in self.read().items() if digest not in digests})

    def clear(self) -> None:
        self.write({})

    def count(self) -> int:
        return len(self.read())


def ingest(folder: Path, notes: Path, store: Callable[[Path], Any]) -> None:
    with write_lock(folder), Catalogue(folder, write=True) as catalogue:
        sync.sync(catalogue, [notes], FakeEncoder, lambda *_: None)
        sync.fill_vectors(catalogue, FakeEncoder, lambda *_: None)
        sync.sync_store(catalogue, lambda: store(folder))


def content(folder: Path) -> dict[str, Any]:
    """All that an index holds, without row ids."""
    with Catalogue(folder) as catalogue:
        return {
            "documents": catalogue.rows("SELECT path, sha256, reader FROM documents ORDER BY path"),
            "meetings": catalogue.rows("SELECT key, title, date FROM meetings ORDER BY key"),
            "passages": catalogue.rows(
                "SELECT p.key, p.text, p.start, f.text, v.digest, v.vector FROM passages p"
                " JOIN vectors v ON v.id = p.vector_id JOIN passages_fts f ON f.rowid = p.id ORDER BY p.key"
            ),
            "vectors": catalogue.rows("SELECT digest, waiting_text, vector, in_chroma FROM vectors ORDER BY digest"),
            "full text": catalogue.rows("SELECT count(*) FROM passages_fts"),
            "store": sorted(FileStore(folder).read()),
        }


def kill_before(point: int) -> None:
    """Let the process die right before its ``point``-th statement or call to the store."""
    left = [point]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args)

        return call

    Catalogue.rows = counted(Catalogue.rows)  # type: ignore[method-assign]
    Catalogue.many = counted(Catalogue.many)  # type: ignore[method-assign]
    FileStore.write = counted(FileStore.write)  # type: ignore[method-assign]


def every_point(kind: str, work: Path) -> int:
    """Kill an ingest before each of its statements in turn; the number of points."""
    notes, base, undisturbed = work / "notes", work / "base", work / "undisturbed"
    notes.mkdir()
    for note in sorted(NOTES.glob("*.txt")):
        # Some lines each: what can go wrong does so with few as with many.
        (notes / note.name).write_text("\n".join(note.read_text("utf-8").split("\n")[:24]), "utf-8")
    base.mkdir()
    if kind == "update":
        ingest(base, notes, FileStore)
        first, second = sorted(notes.iterdir())
        first.unlink()
        second.write_text(second.read_text("utf-8").replace("RAG ratings", "ratings"), "utf-8")
    shutil.copytree(base, undisturbed)
    ingest(undisturbed, notes, FileStore)
    expected = content(undisturbed)
    point = 0
    while True:
        point += 1
        folder = work / f"killed-{point}"
        shutil.copytree(base, folder)
        child = os.fork()
        if child == 0:
            kill_before(point)
            ingest(folder, notes, FileStore)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0, "the ingest failed of itself"
            return point - 1
        ingest(folder, notes, FileStore)
        assert content(folder) == expected, f"killed before statement {point}"
        shutil.rmtree(folder)


def around_chroma(work: Path, point: int) -> None:
    """Kill before the first put (1), after it (2), or after a removal (3); 0 heals and compares."""
    from ipp_search.index.chroma import VectorStore

    notes, folder = work / "notes", work / "index"
    if not notes.exists():
        notes.mkdir()
        for note in sorted(NOTES.glob("*.txt")):
            shutil.copy(note, notes)
        if point == 3:
            ingest(folder, notes, VectorStore)
            next(iter(sorted(notes.iterdir()))).unlink()
    put, remove = VectorStore.put, VectorStore.remove

    def killed_at_put(self: VectorStore, digests: Sequence[str], vectors: Any) -> None:
        if point == 2:
            put(self, digests, vectors)
        os.kill(os.getpid(), signal.SIGKILL)

    def killed_at_remove(self: VectorStore, digests: Sequence[str]) -> None:
        remove(self, digests)
        os.kill(os.getpid(), signal.SIGKILL)

    if point in (1, 2):
        VectorStore.put = killed_at_put  # type: ignore[method-assign]
    elif point == 3:
        VectorStore.remove = killed_at_remove  # type: ignore[method-assign]
    ingest(folder, notes, VectorStore)
    with Catalogue(folder) as catalogue:
        ((vectors, stored, waiting),) = catalogue.rows(
            "SELECT count(*), sum(in_chroma), sum(vector IS NULL) FROM vectors"
        )
        ((used,),) = catalogue.rows(
            "SELECT count(*) FROM (SELECT vector_id FROM passages UNION"
            " SELECT vector_id FROM sections WHERE vector_id IS NOT NULL)"
        )
    assert vectors == stored == used == VectorStore(folder).count()
    assert waiting == 0


if __name__ == "__main__":
    if sys.argv[1] == "chroma":
        around_chroma(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        print(every_point(sys.argv[1], Path(sys.argv[2])), "points")
