"""What is inside a file that holds others, each by a path as if it were a folder: ``may.zip/agenda/minutes.docx``.

The path is all that the rest of the program knows of it: a member is found, read, and looked up again by it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePath

from ipp_search import settings
from ipp_search.ingest.readers.containers import mail, outlook
from ipp_search.ingest.records import HOLDERS

_MOST_MEMBERS = 2_000
_MOST_UNPACKED = 1_000_000_000  # bytes, all members of an archive together
_DEEPEST = 3  # archives in mail in archives

Names = Callable[[bytes], Iterator[tuple[str, Callable[[], bytes]]]]


def _zipped(data: bytes) -> Iterator[tuple[str, Callable[[], bytes]]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        held = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise ValueError("damaged, or not the kind of file its name says") from None
    if len(held) > _MOST_MEMBERS or sum(member.file_size for member in held) > _MOST_UNPACKED:
        raise ValueError("it unpacks to more than is read of an archive; unpack it into a folder")
    for member in held:
        if not member.is_dir():
            yield member.filename, lambda member=member: _unpacked(archive, member)  # type: ignore[misc]


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.flag_bits & 1:
        raise ValueError("it is encrypted")
    if member.file_size > settings.max_file_bytes():
        raise ValueError("it is larger than the limit")
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError) as error:
        raise ValueError("it is damaged") from error


def _attached(attachments: Callable[[bytes], Iterator[tuple[str, bytes]]]) -> Names:
    def names(data: bytes) -> Iterator[tuple[str, Callable[[], bytes]]]:
        for name, content in attachments(data):
            yield name.replace("/", "_").replace("\\", "_"), lambda content=content: content  # type: ignore[misc]

    return names


_HOLDING: dict[str, Names] = {
    ".zip": _zipped,
    ".eml": _attached(mail.attachments),
    ".msg": _attached(outlook.attachments),
}


def holds_files(path: PurePath) -> bool:
    """Whether a file of this name may hold others."""
    return path.suffix.lower() in HOLDERS


def members(path: PurePath, data: bytes) -> list[PurePath]:
    """The paths of all files in one, those in files in it included, as its own path with theirs.

    Raises:
        ValueError: it cannot be opened, or holds more than is read.
    """
    return [path / name for name, _ in _all(path.suffix, data, 1)]


def member(path: PurePath, data: bytes, inner: PurePath) -> bytes | None:
    """The bytes of what stands at ``inner`` in the file at ``path``, whose bytes are ``data``; None if nothing does.

    Raises:
        ValueError: it cannot be opened.
    """
    return next((content() for name, content in _all(path.suffix, data, 1, inner) if PurePath(name) == inner), None)


def _all(
    suffix: str, data: bytes, depth: int, wanted: PurePath | None = None
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """All that a file holds; with ``wanted``, only what may lead to it is opened."""
    seen: set[str] = set()
    for stated, content in _HOLDING[suffix.lower()](data):
        name = _named(stated, seen)
        if name is None:
            continue
        yield name, content
        within = wanted is None or (wanted.is_relative_to(name) and wanted != PurePath(name))
        if depth < _DEEPEST and within and holds_files(PurePath(name)):
            try:
                inner = list(_all(PurePath(name).suffix, content(), depth + 1, wanted and wanted.relative_to(name)))
            except ValueError:  # it is told of when it is read itself
                continue
            yield from ((f"{name}/{below}", each) for below, each in inner)


def _named(stated: str, seen: set[str]) -> str | None:
    """The name as a path below the file, told apart from others like it; None of one that leads elsewhere."""
    parts = [part for part in PurePath(stated.replace("\\", "/")).parts if part not in {"/", "."}]
    if not parts or ".." in parts or any(part.startswith((".", "~$", "__MACOSX")) for part in parts):
        return None
    path = PurePath(*("".join(char if char.isprintable() else "_" for char in part) for part in parts))
    name, n = path, 1
    while str(name) in seen:
        n += 1
        name = path.with_name(f"{path.stem} ({n}){path.suffix}")
    seen.add(str(name))
    return name.as_posix()
