"""One writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ipp_search.errors import IndexLocked, IndexProblem


@contextmanager
def write_lock(folder: Path, wait: float = 0) -> Iterator[None]:
    """Hold the index for writing; another writer is refused after ``wait`` seconds, readers are not.

    Raises:
        IndexLocked: another process holds it.
        IndexProblem: nothing can be written there.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "write.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait)
    except OSError as error:
        if not isinstance(error, Timeout):
            raise IndexProblem(
                f"Cannot write an index at {folder}: {(error.strerror or str(error)).lower()}.", "Name another folder."
            ) from None
        raise IndexLocked(
            f"Another ingest is writing to the index at {folder}.", "Wait for it to end, then try again."
        ) from None
    try:
        yield
    finally:
        lock.release()
