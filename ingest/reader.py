"""A file as a Document: its bytes decoded, its blocks found by the reader of its format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest import markdown, plaintext
from ipp_search.ingest.records import Block, Document

READERS: dict[str, Callable[[str], list[Block]]] = {
    ".txt": plaintext.read_blocks,
    ".md": markdown.read_blocks,
}
MAX_BYTES = 50_000_000
"""The largest file read: a thousand hours of minutes; more is surely something else."""


def find_records(folder: Path, unreadable: Callable[[Path, str], None]) -> Iterator[Path]:
    """Yield the files below ``folder`` that a reader exists for, in a fixed order.

    Hidden files and folders are passed over and links to folders are not followed, so a loop
    cannot trap us. A folder that cannot be listed is told to ``unreadable`` with the reason.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        unreadable(folder, _reason(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from find_records(entry, unreadable)
        elif entry.suffix.lower() in READERS and (entry.is_file() or entry.is_symlink()):
            yield entry


def read_bytes(path: Path) -> bytes:
    """The bytes of a record.

    Raises:
        UnreadableRecord: it cannot be opened, is too large, or no reader knows its format.
    """
    if path.suffix.lower() not in READERS:
        kinds = ", ".join(sorted(READERS))
        raise UnreadableRecord(f"{path}: no reader for this kind of file.", f"It can be one of {kinds}.")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableRecord(
                f"{path}: {size / 1e6:,.0f} MB is more than the limit of {MAX_BYTES / 1e6:,.0f} MB.",
                "Split the file.",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableRecord(f"{path}: {_reason(error)}.", "Check the file and its permissions.") from None


def read_document(path: Path, data: bytes) -> Document:
    """Decode the bytes of a record and find its blocks.

    Raises:
        UnreadableRecord: it is empty, or is not text.
    """
    text = _decode(path, data)
    if not text.strip():
        raise UnreadableRecord(f"{path}: the file is empty.", "Nothing to ingest.")
    format_ = path.suffix.lower()
    blocks = READERS[format_](text)
    return Document(str(path), sha256(data), format_[1:], text, tuple(blocks))


def sha256(data: bytes) -> str:
    """The digest by which a file is known, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _decode(path: Path, data: bytes) -> str:
    encoding = "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in data:
        raise UnreadableRecord(f"{path}: this is a binary file, not text.", "Save it as text first.")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableRecord(
            f"{path}: line {line} is not {encoding.removesuffix('-sig').upper()} text.", "Save the file as UTF-8."
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
