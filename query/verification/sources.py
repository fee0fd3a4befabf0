"""Whether what is cited still stands: every passage in its source file, every quotation in the passage it cites."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ipp_search.errors import UnreadableRecord
from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.ingest.readers import registry
from ipp_search.ingest.readers.separate import read_document
from ipp_search.ingest.records import Passage
from ipp_search.query.verification.statements import Statement, Verdict

Kind = Literal["changed", "moved", "missing"]


@dataclass(frozen=True, slots=True)
class PassageFault:
    """A passage that is not where its citation says.

    ``changed``: its words are no longer in the file; ``moved``: they are, at another place; ``missing``: the file is
    gone or cannot be read. ``detail`` says so to a person.
    """

    passage: Passage
    fault: Kind
    detail: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold, and where: a citation, or a place in a draft."""

    place: str
    detail: str


@dataclass(slots=True)
class Checked:
    """How many citations and quotations were checked, what does not hold, and each statement of a draft."""

    citations: int = 0
    quotations: int = 0
    faults: list[Fault] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict:
        """``false`` if anything is, ``proved`` if something was checked and all of it is, else ``unproved``."""
        if self.faults:
            return "false"
        if any(statement.verdict == "unproved" for statement in self.statements):
            return "unproved"
        return "proved" if self.citations or self.quotations or self.statements else "unproved"


class Sources:
    """Source files, each read once."""

    def __init__(self) -> None:
        self._texts: dict[str, str | None] = {}

    def text(self, path: str) -> str | None:
        """What the reader reads of a file now; None if it cannot be read."""
        if path not in self._texts:
            try:
                place = Path(path)
                self._texts[path] = read_document(place, registry.read_bytes(place)).text
            except (UnreadableRecord, OSError):
                self._texts[path] = None
        return self._texts[path]

    def check(self, passage: Passage) -> PassageFault | None:
        """What is wrong with a passage's place, None if it holds."""
        path = passage.meeting.path
        text = self.text(path)
        if text is None:
            gone = "cannot be read" if Path(path).exists() else "is gone"
            return PassageFault(passage, "missing", f"the file {path} {gone}")
        if text[passage.start : passage.end] == passage.text:
            return None
        found = text.find(passage.text)
        if found >= 0:
            line = text.count("\n", 0, found) + 1
            return PassageFault(passage, "moved", f"the words now stand at line {line} of {path}")
        return PassageFault(passage, "changed", f"the words are no longer in {path}")

    def forget(self, path: str) -> None:
        """Free a file's text."""
        self._texts.pop(path, None)


def check_index(catalogue: Catalogue, progress: Callable[[str, int, int], None]) -> Checked:
    """Look every passage of an index up in its source file."""
    sources, checked = Sources(), Checked()
    documents = [path for (path,) in catalogue.rows("SELECT path FROM documents ORDER BY path")]
    for n, path in enumerate(documents):
        progress("checking", n, len(documents))
        ids = catalogue.rows(
            "SELECT p.id FROM passages p JOIN meetings m ON m.id = p.meeting_id"
            " JOIN documents d ON d.id = m.document_id WHERE d.path = ?",
            (path,),
        )
        for passage in lookup.passages(catalogue, [id_ for (id_,) in ids]).values():
            checked.citations += 1
            if fault := sources.check(passage):
                checked.faults.append(Fault(passage.citation, f"{fault.fault}: {fault.detail}"))
        sources.forget(path)
    progress("checking", len(documents), len(documents))
    return checked
