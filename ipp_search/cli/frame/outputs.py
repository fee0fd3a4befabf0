"""The files that answers are written to: none is written over that is somebody else's, or that was edited since.

What was last written is known by its digest, in the cache folder, so that nothing stands beside the file itself.
Where that is lost, files are taken for edited.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from ipp_search import settings
from ipp_search.errors import WouldOverwrite


def check(file: Path) -> None:
    """See to it that a file may be written.

    Raises:
        WouldOverwrite: it holds what was not written by us, or what somebody made of it.
        OSError: it cannot be read.
    """
    if not file.is_file() or not (held := file.read_bytes()):
        return  # new, empty, or a device
    try:
        written = _note_of(file).read_text("ascii").strip()
    except (OSError, ValueError):
        written = ""
    if written != _digest(held):
        why = "was edited since it was written" if written else "is there already, and ipp-search did not write it"
        raise WouldOverwrite(f"{file} {why}.", "Name another file, or write over it with --force.")


def write(file: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file, and remember what was written.

    Raises:
        WouldOverwrite: see ``check``; with ``force`` it is written over.
        OSError: it cannot be written.
    """
    if not force:
        check(file)
    file.write_bytes(content)
    with suppress(OSError):  # a cache that cannot be written costs a --force the next time
        note = _note_of(file)
        settings.private_folder(note.parent.parent)
        settings.private_folder(note.parent)
        note.write_text(_digest(content), "ascii")


def _note_of(file: Path) -> Path:
    """Where the digest of a file is kept; the same by whatever name the file is called."""
    name = os.path.normcase(file.resolve())
    return settings.cache_folder() / "written" / _digest(os.fsencode(name))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
