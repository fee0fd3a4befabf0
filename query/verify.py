"""Whether what is cited still stands: every passage in its source file, every quotation in the passage it cites."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ipp_search.errors import UnreadableRecord
from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.ingest import reader
from ipp_search.ingest.records import Passage

Fault = Literal["changed", "moved", "missing"]


@dataclass(frozen=True, slots=True)
class PassageFault:
    """A passage that is not where its citation says.

    ``changed``: its words are no longer in the file; ``moved``: they are, at another place; ``missing``: the file cannot be
    read, or is gone. ``detail`` is a sentence for a person.
    """

    passage: Passage
    fault: Fault
    detail: str


class Sources:
    """The source files of an index, each read once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._texts: dict[str, str | None] = {}

    def text(self, path: str) -> str | None:
        """What the reader reads of a file now; None if it cannot be read."""
        if path not in self._texts:
            try:
                place = Path(path)
                self._texts[path] = reader.read_document(place, reader.read_bytes(place)).text
            except (UnreadableRecord, OSError):
                self._texts[path] = None
        return self._texts[path]

    def check(self, passage: Passage) -> PassageFault | None:
        """What is wrong with a passage's place, None if it holds."""
        path = passage.meeting.path
        text = self.text(path)
        if text is None:
            gone = "is gone" if not os.path.exists(path) else "cannot be read"
            return PassageFault(passage, "missing", f"the file {path} {gone}")
        if text[passage.start : passage.end] == passage.text:
            return None
        found = text.find(passage.text)
        if found >= 0:
            line = text.count("\n", 0, found) + 1
            return PassageFault(passage, "moved", f"the words now stand at line {line} of {path}")
        return PassageFault(passage, "changed", f"the words are no longer in {path}")

    def check_all(self, progress: Callable[[str, int, int], None]) -> Iterator[PassageFault]:
        """What is wrong with any passage of the index, file by file."""
        documents = [path for (path,) in self._catalogue.rows("SELECT path FROM documents ORDER BY path")]
        for n, path in enumerate(documents):
            progress("checking", n, len(documents))
            ids = self._catalogue.rows(
                "SELECT p.id FROM passages p JOIN meetings m ON m.id = p.meeting_id"
                " JOIN documents d ON d.id = m.document_id WHERE d.path = ? ORDER BY p.id",
                (path,),
            )
            for passage in lookup.passages(self._catalogue, [id_ for (id_,) in ids]).values():
                if fault := self.check(passage):
                    yield fault
            self._texts.pop(path, None)
        progress("checking", len(documents), len(documents))
