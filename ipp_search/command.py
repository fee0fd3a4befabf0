"""Runs a command of the command line on an index that is already open, for ``server``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.api import Index

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


def run_command(args: Sequence[str], index: Index, width: int | None) -> Ran:
    """Run a command as the command line would; ``width`` is that of its terminal, None for none."""
    from click.testing import CliRunner

    from ipp_search import cli
    from ipp_search.errors import IppSearchError

    if not can_be_served(args):
        return Ran(2, "", "ipp-search: This command is not for the server.\n")
    with cli.on(index, width):
        result = CliRunner().invoke(cli.commands, list(args), prog_name="ipp-search")
    if isinstance(result.exception, IppSearchError):
        return Ran(result.exception.exit_code, result.stdout, f"{result.stderr}ipp-search: {result.exception}\n")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)
