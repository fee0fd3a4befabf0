"""Runs a command line: here for a person, or on a server's open index."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ipp_search.cli.frame import terminal
from ipp_search.cli.frame.group import commands
from ipp_search.cli.frame.remote import from_server
from ipp_search.cli.frame.served import can_be_served
from ipp_search.cli.frame.sink import Sink
from ipp_search.errors import IppSearchError
from ipp_search.server.protocol import Ran

if TYPE_CHECKING:
    from ipp_search.api import Index


def run(args: Sequence[str], sink: Sink) -> int:
    """Run a command line and return its exit code; what is wrong with it, or with what it names, is told."""
    try:
        code = commands.main(list(args), prog_name="ipp-search", standalone_mode=False, obj=sink)
    except click.ClickException as error:
        sink.show(error)
        return error.exit_code
    except IppSearchError as error:
        sink.warn(str(error))
        return error.exit_code
    return code if isinstance(code, int) else 0


def run_served(args: Sequence[str], index: Index, width: int | None) -> Ran:
    """Run a command of the server's on its open index; ``width`` is that of the terminal that asks, None for none."""
    if not can_be_served(args):
        return Ran(2, "", "ipp-search: This command is not for the server.\n")
    out, err = io.StringIO(), io.StringIO()
    code = run(args, Sink(out, err, width, index))
    return Ran(code, out.getvalue(), err.getvalue())


def main() -> None:
    """Run the command line; what goes wrong becomes one line and an exit code, never a traceback."""
    if os.environ.get("_IPP_SEARCH_COMPLETE", "").startswith("powershell"):
        from ipp_search.cli.frame import powershell  # noqa: F401 - makes it known to click
    sink = Sink(width=terminal.width())
    try:
        if (ran := from_server(sys.argv[1:], sink)) is not None:
            terminal.show(ran.out)
            click.echo(ran.err, nl=False, err=True)
            sys.exit(ran.code)
        sys.exit(run(sys.argv[1:], sink))
    except IppSearchError as error:
        sink.warn(str(error))
        sys.exit(error.exit_code)
    except OSError as error:
        sink.warn(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        sys.exit(1)
    except (KeyboardInterrupt, click.Abort):
        sink.warn("stopped; what was done so far is kept.")
        sys.exit(130)
