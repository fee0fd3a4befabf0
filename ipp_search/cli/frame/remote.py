"""Hands a command line to the server that runs over its index, if one does; without loading what the command needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ipp_search import settings
from ipp_search.cli.frame.group import COMMANDS, DEFAULT, Commands, commands
from ipp_search.server.protocol import SERVER_FILE

if TYPE_CHECKING:
    from ipp_search.cli.frame.sink import Sink
    from ipp_search.server.protocol import Ran


def from_server(args: list[str], sink: Sink) -> Ran | None:
    """The answer of a server that runs over the index asked for; None if there is none."""
    with click.Context(commands, info_name="ipp-search", resilient_parsing=True) as ctx:
        assert isinstance(ctx.command, Commands)
        own, rest = ctx.command.own_options(ctx, args)
    if not rest:
        return None
    command, rest = (rest[0], rest[1:]) if rest[0] in COMMANDS else (DEFAULT, rest)
    folder, asked = _without_index([*own, *rest])
    place = settings.index_folder(folder)
    if not (place / SERVER_FILE).exists():
        return None
    from ipp_search.cli.frame.served import can_be_served
    from ipp_search.server.client import ask_server

    verbose = {"-v", "--verbose"} & set(asked)
    line = [command, *(arg for arg in asked if arg not in verbose)]
    ran = ask_server(place, line, sink.width) if can_be_served(line) else None
    if verbose:
        sink.notice("Answered by the running server." if ran else "Answered without a server.")
    return ran


def _without_index(args: list[str]) -> tuple[str | None, list[str]]:
    """The folder that --index names last, and the arguments without it."""
    folder, rest, n = None, [], 0
    while n < len(args):
        if args[n] == "--index" and n + 1 < len(args):
            folder, n = args[n + 1], n + 2
        elif args[n].startswith("--index="):
            folder, n = args[n].partition("=")[2], n + 1
        else:
            rest.append(args[n])
            n += 1
    return folder, rest
