"""Which command lines a running server may answer, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SERVER_FILE = "serve.json"
"""In the index folder: where a server of it is, and its token."""

# What the server runs for the command line: reading commands, and none of their options that name a file or an address.
COMMANDS = ("actions", "brief", "meetings", "search", "show", "status", "themes", "timeline")
_BYTES = frozenset({"png", "docx", "--format=png", "--format=docx"})
NOT_SERVED = frozenset("--batch --index --llm --llm-model --output --rerank --template --themes".split())


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def can_be_served(args: Sequence[str]) -> bool:
    """Whether a command line, its command first, may run in the server."""
    named = {arg.partition("=")[0] for arg in args if arg.startswith("-")}
    writes = any(name.startswith("-o") for name in named)
    return bool(args) and args[0] in COMMANDS and not (writes or named & NOT_SERVED or _BYTES & set(args))
