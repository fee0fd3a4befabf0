"""The index of the two bundled notes, made in the cache folder when a question first needs it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ipp_search import settings
from ipp_search._version import __version__
from ipp_search.corpus import NOTES
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.database import READER_VERSION, SCHEMA_VERSION
from ipp_search.index.lock import write_lock
from ipp_search.index.report import silent

if TYPE_CHECKING:
    from ipp_search.index.encoding.encoder import Encoder

_FIRST_BUILD_SECONDS = 300.0
_READY = "ready"


def folder(encoder: str = "") -> Path:
    """Where it lies.

    Another version of ipp-search has another, and so has one installed elsewhere, whose notes lie elsewhere, and
    another encoder, by its name.
    """
    made_for = hashlib.sha256(f"{NOTES}\0{encoder}".encode()).hexdigest()[:12]
    return settings.cache_folder() / f"bundled-{__version__}-{SCHEMA_VERSION}-{READER_VERSION}-{made_for}"


def make(place: Path, encoder: Callable[[], Encoder]) -> None:
    """Make it unless it is there."""
    if (place / _READY).exists():
        return
    from ipp_search.index.syncing import sync  # with all of ingest, which a question needs but this once

    with write_lock(place, wait=_FIRST_BUILD_SECONDS):
        with Catalogue(place, write=True) as catalogue:
            sync.sync(catalogue, sorted(NOTES.glob("*.txt")), encoder, silent)
            sync.fill_vectors(catalogue, encoder, silent)
        (place / _READY).touch()
