"""The group of commands; what is not the name of one is a question: ``ipp-search "recall out of touch"``."""

from __future__ import annotations

from importlib import import_module

import click

from ipp_search._version import __version__
from ipp_search.cli.frame.options import as_command

DEFAULT = "search"
COMMANDS = (
    "actions", "backup", "brief", "completion", "export", "ingest", "mcp", "meetings", "open", "records",
    "restore", "search", "serve", "show", "status", "themes", "timeline", "verify",
)  # fmt: skip


class Commands(click.Group):
    """A group whose commands are loaded on demand and whose default is search."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"ipp_search.cli.{cmd_name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default's name in where no command is named."""
        own, rest = self.own_options(ctx, args)
        if rest and rest[0] not in COMMANDS:
            rest = [DEFAULT, *rest]
        return super().parse_args(ctx, [*own, *rest])

    def own_options(self, ctx: click.Context, args: list[str]) -> tuple[list[str], list[str]]:
        """The group's own options, and what follows: a command's name, or what is to become its arguments."""
        options = {name: param for param in self.get_params(ctx) for name in param.opts}
        n = 0
        while n < len(args) and (option := options.get(args[n].partition("=")[0])):
            takes_value = not getattr(option, "is_flag", False) and "=" not in args[n]
            n += 2 if takes_value else 1
        return args[:n], args[n:]


@as_command("ipp-search", "text", "json", "md", cls=Commands)
@click.version_option(__version__, prog_name="ipp-search")
def commands() -> None:
    """Ask meeting records a question and get verbatim, cited passages.

    \b
    ipp-search "recall out of touch"         ask a question
    ipp-search ingest minutes/               index your own records
    ipp-search meetings                      list what is indexed
    ipp-search open                          all of this in a browser

    Without an index, questions are answered from the two notes that come with
    ipp-search. Everything runs on this machine; nothing is sent anywhere unless you
    name where (brief --llm, ingest --vectors).
    """
