"""Short ways from a text to what is read in it."""

from __future__ import annotations

from pathlib import Path

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Passage


def passages(text: str, name: str = "m.txt") -> tuple[Passage, ...]:
    """The passages of the first meeting in a text file with these contents."""
    return parse(read_document(Path(name), text.encode())).meetings[0].passages
