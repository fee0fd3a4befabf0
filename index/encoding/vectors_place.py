"""Where an index keeps its vectors: in its folder, or on a Chroma server."""

from __future__ import annotations

import secrets

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.chroma import Server, check_address

LOCAL = "local"
"""For ``place_vectors``: in the index folder."""


def place_vectors(catalogue: Catalogue, url: str) -> None:
    """Keep the vectors on a Chroma server from now on, or, of ``local``, in the index folder.

    Raises:
        BadQuestion: it is no address.
    """
    wanted = "" if url == LOCAL else url.rstrip("/")
    if wanted:
        check_address(wanted)
    if wanted != (catalogue.meta("vectors_server") or ""):
        with catalogue.transaction():
            catalogue.set_meta("vectors_server", wanted)
            # Several indexes may share a server, so each has a collection by a name of its own.
            if catalogue.meta("vectors_collection") is None:
                catalogue.set_meta("vectors_collection", f"ipp-search-{secrets.token_hex(8)}")
            catalogue.rows("UPDATE vectors SET in_chroma = 0")


def vectors_server(catalogue: Catalogue) -> Server | None:
    """Where the vectors are kept, None for the index folder."""
    url, collection = catalogue.meta("vectors_server"), catalogue.meta("vectors_collection")
    return Server(url, collection) if url and collection else None
