"""A file as a sync reads it: its bytes, with the facts that a person set for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ipp_search.index.database import READER_VERSION
from ipp_search.ingest.by_hand import ByHand, outrank
from ipp_search.ingest.readers import registry
from ipp_search.ingest.readers.separate import read_document
from ipp_search.ingest.records import Document
from ipp_search.ingest.sidecar import facts_beside


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes with the facts that a person set for it."""

    path: Path
    data: bytes
    facts: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, path: Path, by_hand: ByHand, given_date: str | None) -> Source:
        """Read a file; what ``records.toml`` sets outranks a given date, and that the file beside the record."""
        given = {"date": given_date} if given_date is not None else {}
        facts = outrank(by_hand.facts(str(path)), given, facts_beside(path))
        return cls(path, registry.read_bytes(path), tuple(sorted(facts.items())))

    @property
    def sha256(self) -> str:
        """The digest of the bytes, hexadecimal."""
        return registry.sha256(self.data)

    @property
    def stamp(self) -> str:
        """What the file is understood with; another stamp means to read it again."""
        return f"{READER_VERSION} {dict(self.facts)}" if self.facts else str(READER_VERSION)

    def document(self, month_first: bool | None = None) -> Document:
        """The file as text, its own facts outranked by those of a person; ``month_first`` is what others tell of it."""
        document = read_document(self.path, self.data)
        told = {} if month_first is None else {"month_first": "true" if month_first else "false"}
        facts = outrank(dict(self.facts), told, dict(document.facts))
        return replace(document, facts=tuple(sorted(facts.items())), by_hand=tuple(name for name, _ in self.facts))
