"""Files of a packed document, each no larger than a draft can be."""

from __future__ import annotations

import zipfile
from typing import Any

_MOST = 200_000_000  # bytes unpacked; a draft with pictures has a tenth


def parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    """Every file of a package by its name.

    Raises:
        ValueError: unpacked it is larger than any draft.
    """
    if sum(entry.file_size for entry in package.infolist()) > _MOST:
        raise ValueError("it is too large for a draft once unpacked")
    return {entry.filename: package.read(entry) for entry in package.infolist() if not entry.is_dir()}


def parse(raw: bytes) -> Any:
    """A tree of XML, nothing outside of it looked up."""
    from lxml import etree

    return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
