"""Tells each time a file was written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

_EVERY = 1.0  # seconds between two looks at a file; saving takes a program less


def written(path: Path, wait: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Once at first, then each time the file is another by its time and size; never ends of itself.

    A file that is gone for a moment, as while a program replaces it, is waited for.
    """
    seen: tuple[int, int] | None = None
    while True:
        try:
            stat = path.stat()
            now = (stat.st_mtime_ns, stat.st_size)
        except FileNotFoundError:
            now = seen or (0, 0)
        if now != seen:
            seen = now
            yield
        wait(_EVERY)
