"""Files of questions or themes, one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ipp_search.errors import BadQuestion
from ipp_search.index.filters import NAMES
from ipp_search.ingest.readers.decoding import NotText, decode

NEEDED = ("id", "query")
OPTIONS = (*NAMES, "limit", "lexical")
EXAMPLE = '{"id": "1", "query": "recall", "since": "2025"}'
MOST = 300
"""Hits a line of questions, unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A line of a batch: its number from 1, what it holds, and what is wrong with it, if anything is."""

    number: int
    holds: Any
    wrong: str

    @property
    def id(self) -> Any:
        """What the line calls itself, a word or a number; None if nothing."""
        found = self.holds.get("id") if isinstance(self.holds, dict) else None
        return found if isinstance(found, str | int | float) else None

    def has(self, needed: Collection[str]) -> bool:
        """Whether it is an object with these names."""
        return isinstance(self.holds, dict) and self.holds.keys() >= set(needed)

    def row(self, needed: Collection[str], allowed: Collection[str], example: str) -> dict[str, Any]:
        """The line's values by name.

        Raises:
            ValueError: it is no object, lacks a name or has one too many.
        """
        if self.wrong:
            raise ValueError(self.wrong)
        if not self.has(needed):
            raise ValueError(f"a line reads like {example}")
        if self.id is None:
            raise ValueError("the id is to be a word or a number")
        if unknown := self.holds.keys() - {*needed, *allowed}:
            raise ValueError(f"{sorted(unknown)[0]!r} is no filter; there are {', '.join(allowed)}")
        if not isinstance(lexical := self.holds.get("lexical", False), bool):
            raise ValueError(f"lexical is {lexical!r}; it is to be true or false")
        values: dict[str, Any] = self.holds
        return values


def read_lines(batch: Path) -> list[BatchLine]:
    """The lines of a batch that are not empty; ``-`` is standard input.

    Raises:
        BadQuestion: the file cannot be read as text.
    """
    try:
        text, _ = decode(sys.stdin.buffer.read() if str(batch) == "-" else batch.read_bytes())
    except (OSError, NotText) as error:
        raise BadQuestion(f"{batch} cannot be read: {error}.", "Give JSON lines in UTF-8.") from None
    return parse_lines(text)


def parse_lines(text: str) -> list[BatchLine]:
    """The lines of a text that are not empty."""
    return [_line(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _line(number: int, line: str) -> BatchLine:
    try:
        return BatchLine(number, json.loads(line, parse_constant=_no_number), "")
    except (ValueError, RecursionError) as error:
        return BatchLine(number, None, f"no JSON object: {error}")


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
