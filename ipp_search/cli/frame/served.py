"""Which command lines a running server may answer: told by the commands' own parsers, not by the look of a word."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ipp_search.cli.frame.group import commands
from ipp_search.cli.frame.options import FOR_FILES

_SERVED = frozenset("actions brief meetings search show status themes timeline".split())
_NAMING = frozenset({"index", "llm", "llm_model", "rerank", "since_last_run"})
"""Options that name a folder, an address or a model, or keep what was told; those of files are told by their type."""
_BYTES = FOR_FILES | {"png"}


def can_be_served(args: Sequence[str]) -> bool:
    """Whether a command line, its command first, only reads the index and prints text."""
    if not args or args[0] not in _SERVED:
        return False
    root = click.Context(commands, info_name="ipp-search")
    command = commands.get_command(root, args[0])
    return command is not None and _only_reads(command, root, list(args[1:]))


def _only_reads(command: click.Command, parent: click.Context, args: list[str]) -> bool:
    ctx = click.Context(command, parent=parent)
    try:
        given, rest, _ = command.make_parser(ctx).parse_args(args)
    except click.UsageError:
        return True  # it fails there in the words in which it would fail here
    options = {param.name: param for param in command.params if isinstance(param, click.Option)}
    for name, value in given.items():
        option = options.get(name)
        if option is not None and (name in _NAMING or isinstance(option.type, click.Path | click.File)):
            return False
        if name == "format" and value in _BYTES:
            return False
    if isinstance(command, click.Group) and rest:
        inner = command.get_command(ctx, rest[0])
        return inner is None or _only_reads(inner, ctx, rest[1:])
    return True
