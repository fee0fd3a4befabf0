"""Where a server says that it is, and what it answers to a command line."""

from __future__ import annotations

from dataclasses import dataclass

SERVER_FILE = "serve.json"
"""In the index folder: where a server of it is, and its token."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str
