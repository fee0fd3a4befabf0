"""Finds records in folders, and in the mail and archives that hold some."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.readers.containers import members
from ipp_search.ingest.readers.registry import READERS, read_bytes, reason, shown


def find_records(
    folder: Path,
    unreadable: Callable[[Path, str], None],
    passed_over: Callable[[Path], None] = lambda place: None,
) -> Iterator[Path]:
    """Yield the files below ``folder`` that a reader exists for, in a fixed order.

    What mail and archives hold is found as if they were folders; ``folder`` may be one of them. Hidden files and
    folders and Office's lock files are passed over, and links to folders are not followed, so a loop cannot trap us.
    What cannot be listed is told to ``unreadable`` with the reason, files of other kinds to ``passed_over``.
    """
    pending = [folder]
    while pending:
        place = pending.pop()
        try:
            if not place.is_dir():
                if place.suffix.lower() in READERS:
                    yield place
                if members.holds_files(place):
                    yield from _held(place, unreadable, passed_over)
                elif place.suffix.lower() not in READERS and not _is_sidecar(place):
                    passed_over(place)
                continue
            entries = sorted(place.iterdir())
            kept = [entry for entry in entries if not entry.name.startswith((".", "~$")) and _is_listed(entry)]
        except OSError as error:
            unreadable(place, reason(error))
            continue
        pending += reversed(kept)


def _held(place: Path, unreadable: Callable[[Path, str], None], passed_over: Callable[[Path], None]) -> Iterator[Path]:
    try:
        held = [Path(path) for path in members.members(place, read_bytes(place))]
    except UnreadableRecord as error:
        unreadable(place, error.message.removeprefix(f"{shown(place)}: ").rstrip("."))
        return
    except Exception as error:  # whatever a damaged file does to its library
        unreadable(place, str(error) if isinstance(error, ValueError) else "damaged")
        return
    for path in held:
        if path.suffix.lower() in READERS:
            yield path
        elif not members.holds_files(path):
            passed_over(path)


def holds_records(path: Path) -> bool:
    """Whether a path is a folder, or a file that holds others."""
    return path.is_dir() or members.holds_files(path)


def _is_sidecar(place: Path) -> bool:
    return place.name == "records.toml" or (place.suffix == ".toml" and place.with_suffix("").is_file())


def _is_listed(entry: Path) -> bool:
    return not (entry.is_dir() and entry.is_symlink())
