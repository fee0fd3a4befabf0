"""Tells each time a file was written, and each time something changed in folders."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_EVERY = 1.0  # seconds between two looks at a file; saving takes a program less

_AT_LEAST_EVERY = 600_000  # milliseconds after which folders are looked through unasked


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


def changes(paths: Iterable[str], without: Path) -> Iterator[bool]:
    """False at once, then True each time something changed in the paths, or may have; never ends of itself.

    Drives of other machines do not tell what changes on them; ``WATCHFILES_FORCE_POLLING=1`` looks for it, and every
    few minutes it is taken to have.

    Args:
        paths: files and folders.
        without: a folder in which changes are our own.
    """
    import watchfiles

    yield False
    own = without.resolve()

    def counts(_: watchfiles.Change, name: str) -> bool:
        path = Path(name)
        return not (path.name.startswith((".", "~$")) or path.resolve().is_relative_to(own))

    for _ in watchfiles.watch(*paths, watch_filter=counts, rust_timeout=_AT_LEAST_EVERY, yield_on_timeout=True):
        yield True
