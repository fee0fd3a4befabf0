"""Reads a document to check in a process of its own: what it does to a library ends that process and not ours."""

from __future__ import annotations

import atexit
from pathlib import Path

from ipp_search.ingest.readers.separate import ReadingProcess
from ipp_search.output.drafts.read_draft import read_draft
from ipp_search.query.verification.statements import Draft

_PLAIN = {".txt", ".md", ".markdown", ".json"}
_APART = ReadingProcess(reader="ipp_search.output.drafts.read_draft:read_draft", records=Draft.__module__)
atexit.register(_APART.close)


def read_draft_apart(path: Path) -> Draft:
    """As ``read_draft``, with limits of time and memory; plain text is read here, as it goes through no library.

    Raises:
        UnreadableRecord: as there, or reading took too much time or memory, or ended the process.
    """
    if path.suffix.lower() in _PLAIN:
        return read_draft(path)
    draft: Draft = _APART.read(path.absolute())  # the process may have been started from another folder
    return draft
