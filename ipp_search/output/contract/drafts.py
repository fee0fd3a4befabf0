"""Briefings and what verify finds, as JSON."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from ipp_search.output.contract.passages import PassageJson


class PieceJson(TypedDict):
    """A run of words, and the numbers of the sources it rests on."""

    words: str
    notes: list[int]


class BlockJson(TypedDict):
    """A part of a briefing."""

    kind: str
    """heading, paragraph, bullet, columns or row."""
    level: int
    pieces: list[PieceJson]
    cells: list[list[PieceJson]]


class SourceJson(PassageJson):
    """A source of a briefing."""

    note: int
    """Its number, from 1."""


class BriefingJson(TypedDict):
    """A briefing or a summary: ``brief``."""

    version: int
    blocks: list[BlockJson]
    sources: list[SourceJson]


class FaultJson(TypedDict):
    """What does not hold."""

    place: str
    detail: str


class StatementJson(TypedDict):
    """What a document says at a place, and whether the records prove it."""

    place: str
    text: str
    verdict: Literal["proved", "unproved", "false"]
    why: str
    source: str | None
    """The citation of the passage that proves it."""
    nearest: PassageJson | None
    """The passage that comes nearest where none proves it."""
    digest: str
    """Of its words, by which ``--sign-off`` knows it again."""
    vouched_by: str | None
    """Who vouches for it, where the records do not prove it."""


class VerificationJson(TypedDict):
    """Whether what is cited still stands: ``verify``."""

    version: int
    file: str | None
    """The document; null where the passages of the index were checked."""
    verdict: Literal["proved", "unproved", "false"]
    statements: list[StatementJson]
    holds: bool
    citations: int
    quotations: int
    faults: list[FaultJson]
