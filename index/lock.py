"""One writer at a time."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ipp_search.errors import IndexLocked, IndexProblem
from ipp_search.settings import private_folder


@contextmanager
def write_lock(folder: Path, wait: float = 0) -> Iterator[None]:
    """Hold the index for writing; another writer is refused after ``wait`` seconds and told who, readers are not.

    Raises:
        IndexLocked: another process holds it.
        IndexProblem: nothing can be written there.
    """
    from filelock import FileLock, Timeout

    lock, writer = FileLock(folder / "write.lock"), folder / "writer"
    try:
        private_folder(folder)
        lock.acquire(timeout=wait)
    except OSError as error:
        if not isinstance(error, Timeout):
            raise IndexProblem(
                f"Cannot write an index at {folder}: {(error.strerror or str(error)).lower()}.", "Name another folder."
            ) from None
        raise IndexLocked(
            f"Another ingest{_told(writer)} is writing to the index at {folder}.", "Wait for it to end, then try again."
        ) from None
    try:
        with suppress(OSError):  # the lock holds without it
            writer.write_text(f"process {os.getpid()} on {platform.node()}", "utf-8")
        yield
    finally:
        with suppress(OSError):  # one who was refused may be reading it
            writer.unlink()
        lock.release()


def _told(writer: Path) -> str:
    """Who is writing, as far as they said."""
    try:
        return f" ({writer.read_text('utf-8')})"
    except (OSError, UnicodeDecodeError):
        return ""
