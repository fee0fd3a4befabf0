"""A document to check, and what is found of each of its statements."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ipp_search.ingest.records import Passage

Verdict = Literal["proved", "unproved", "false"]
Found = tuple[Verdict, str]
"""A verdict, and why."""
REFERENCE = re.compile(r"\x02([^\x02\x03]+)\x03")
"""How a block marks a note: its name between these two characters."""

QUOTE = "\x00"
"""What stands for a quotation in the words around it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table row of a document, with references to notes marked in it.

    ``level`` is a heading's rank from 1, 0 for the rest; ``place`` tells a person where it is (``line 12``); a row has
    ``cells``. ``aside`` says what a reader of the page does not see as its text (``hidden text``, ``a comment``).
    """

    text: str
    place: str
    level: int = 0
    cells: tuple[str, ...] = ()
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document: its blocks in order, the citation behind each note, and what it states of each source besides.

    ``sources`` are, by note, the fields that a JSON file has of a passage.
    """

    blocks: Sequence[Block]
    notes: Mapping[str, str]
    sources: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


NOT_IN_RECORDS = "it is not in the records"
"""Why a quotation is not proved whose words no record has."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a document says at a place, and whether it is so.

    ``source`` is the passage that proves it; ``nearest`` the one that comes nearest where none does.
    """

    place: str
    text: str
    verdict: Verdict
    why: str
    source: Passage | None = None
    nearest: Passage | None = None

    @property
    def digest(self) -> str:
        """The same for the same words, whatever their spacing: SHA-256, its first 16 hexadecimal digits."""
        return hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest()[:16]


def mark(name: str) -> str:
    """The reference to a note, as a block carries it."""
    return f"\x02{name}\x03"
