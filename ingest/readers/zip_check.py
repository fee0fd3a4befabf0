"""Looks at a zip-based document before a library opens it: bounded in size, and without XML tricks."""

from __future__ import annotations

import io
import zipfile

MAX_UNPACKED = 300_000_000
MAX_XML = 60_000_000  # bytes of XML, which takes some ten times as much memory when read
MAX_PARTS = 5_000
_XML = (".xml", ".rels")
_DECLARATIONS = (b"<!ENTITY", b"<!DOCTYPE")


def check(data: bytes) -> None:
    """Pass a .docx or .odt that is safe to open.

    Raises:
        ValueError: it is no zip archive, unpacks to more than MAX_UNPACKED bytes or MAX_XML of XML, is encrypted,
            or declares XML entities, which no office program writes and which can blow up or fetch things.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise ValueError("it unpacks to far more than a document holds")
            if sum(part.file_size for part in parts if part.filename.endswith(_XML)) > MAX_XML:
                raise ValueError("its text unpacks to far more than a document holds")
            for part in parts:
                if part.flag_bits & 1:
                    raise ValueError("it is encrypted")
                if part.filename.endswith(_XML):
                    with archive.open(part) as file:
                        head = file.read(10_000)
                    if any(word in head for word in _DECLARATIONS):
                        raise ValueError("it declares XML entities, which is not safe to read")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError):
        raise ValueError("damaged, or not the kind of file its name says") from None
