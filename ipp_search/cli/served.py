"""Runs a command on an index that is already open, for the server; no command of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from click.testing import CliRunner

from ipp_search import cli
from ipp_search.errors import IppSearchError
from ipp_search.server.protocol import Ran, can_be_served

if TYPE_CHECKING:
    from ipp_search.api import Index


def run_command(args: Sequence[str], index: Index, width: int | None) -> Ran:
    """Run a command as the command line would; ``width`` is that of its terminal, None for none."""
    if not can_be_served(args):
        return Ran(2, "", "ipp-search: This command is not for the server.\n")
    with cli.on(index, width):
        result = CliRunner().invoke(cli.commands, list(args), prog_name="ipp-search")
    if isinstance(result.exception, IppSearchError):
        return Ran(result.exception.exit_code, result.stdout, f"{result.stderr}ipp-search: {result.exception}\n")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)
