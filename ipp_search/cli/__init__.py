"""The command line: one file a command, loaded only when that command runs.

What is not the name of a command is a question: ``ipp-search "recall out of touch"``.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ipp_search._version import __version__
from ipp_search.errors import IppSearchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ipp_search.api import Index
    from ipp_search.server.protocol import Ran

Decorated = TypeVar("Decorated", bound="Callable[..., Any]")

_DEFAULT = "search"
COMMANDS = (
    "actions", "brief", "ingest", "meetings", "search", "serve", "show", "status", "themes", "timeline", "verify",
)  # fmt: skip


class _Commands(click.Group):
    """A group whose commands are loaded on demand and whose default is search."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"ipp_search.cli.{cmd_name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        place = self._first_beyond_own_options(ctx, args)
        if place < len(args) and args[place] not in COMMANDS:
            args = [*args[:place], _DEFAULT, *args[place:]]
        return super().parse_args(ctx, args)

    def _first_beyond_own_options(self, ctx: click.Context, args: list[str]) -> int:
        """Where the command's name stands, or what is to become its arguments."""
        options = {name: param for param in self.get_params(ctx) for name in param.opts}
        n = 0
        while n < len(args) and (option := options.get(args[n].partition("=")[0])):
            takes_value = not getattr(option, "is_flag", False) and "=" not in args[n]
            n += 2 if takes_value else 1
        return n


def _remember(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    # Global options may stand before or after the command; the later one counts.
    if value is not None:
        ctx.find_root().meta[f"ipp_search.{param.name}"] = value
    return value


def global_options(*formats: str) -> Callable[[Decorated], Decorated]:
    """The options every command takes: --index, and --format with what the command can print."""

    def add(command: Decorated) -> Decorated:
        if formats:
            command = click.option(
                "--format",
                type=click.Choice(formats),
                callback=_remember,
                expose_value=False,
                help="How to print the answer.  [default: text]",
            )(command)
        command = click.option(
            "-v",
            "--verbose",
            is_flag=True,
            default=None,
            callback=_remember,
            expose_value=False,
            help="Tell whether a running server answered.",
        )(command)
        return click.option(
            "--index",
            type=click.Path(file_okay=False),
            metavar="DIR",
            callback=_remember,
            expose_value=False,
            help="The index folder.  [default: $IPP_SEARCH_INDEX, else your data folder]",
        )(command)

    return add


def output_option(command: Decorated) -> Decorated:
    """The option -o, a file to write the answer to; see ``write``."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write to this file.",
    )(command)


def chosen_format(*formats: str, default: str = "text") -> str:
    """The format asked for before or after the command; ``default`` if none was."""
    chosen: str = click.get_current_context().find_root().meta.get("ipp_search.format", default)
    if chosen and chosen not in formats:
        raise click.UsageError(f"This command prints {', '.join(formats)}; not {chosen}.")
    return chosen


def open_index(*, to_write: bool = False) -> Index:
    """The index asked for, open; says so on stderr when the bundled notes stand in for it."""
    from ipp_search import settings
    from ipp_search.api import Index

    if _served is not None:
        return _served[0]
    folder = settings.index_folder(click.get_current_context().find_root().meta.get("ipp_search.index"))
    index = Index(folder, notice)
    if index.bundled and not to_write:
        notice(
            f"No index at {folder} yet: answering from the two bundled notes."
            " Index your own records with: ipp-search ingest FOLDER"
        )
    return index


def format_for(output: Path | None, *formats: str) -> str:
    """The format asked for, else the one that a file's name ends in; text if there is neither.

    Raises:
        UsageError: the name ends in something that this command does not write.
    """
    ending = output.suffix[1:].lower() if output else ""
    meant = {"htm": "html", "txt": "text", "": "text"}.get(ending, ending)
    chosen = chosen_format(*formats, default=meant if meant in formats else "")
    if not chosen:
        raise click.UsageError(f"No .{ending} file can be written; name one of {', '.join(formats)}, or give --format.")
    return chosen


def write(answer: str | bytes, output: Path | None) -> None:
    """Write an answer to stdout or to a file.

    Raises:
        UsageError: a picture would go to a terminal.
    """
    if isinstance(answer, bytes):
        if output is None and sys.stdout.isatty():
            raise click.UsageError("A picture is not for the terminal; name a file with -o.")
    else:
        answer = answer.rstrip("\n") + "\n"
    if output is None:
        click.echo(answer, nl=False)
    else:
        output.write_bytes(answer if isinstance(answer, bytes) else answer.encode("utf-8", "replace"))
        notice(f"Written to {output}.")


def notice(sentence: str) -> None:
    """Tell the person something that is not part of the answer."""
    click.echo(f"ipp-search: {sentence}", err=True)


def terminal_width() -> int | None:
    """How wide to fold text; None where stdout is no terminal, so that lines stay whole."""
    if _served is not None:
        return _served[1]
    if not sys.stdout.isatty():
        return None
    return min(os.get_terminal_size(sys.stdout.fileno()).columns, 100)


# The index that commands are answered from in a server, and the width of the terminal that asked.
_served: tuple[Index, int | None] | None = None


@contextmanager
def on(index: Index, width: int | None) -> Iterator[None]:
    """Commands run inside answer from an index that is open and stays so; one thread at a time."""
    global _served
    _served = (index.kept_open(), width)
    try:
        yield
    finally:
        _served = None


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@global_options("text", "json", "md")
@click.version_option(__version__, prog_name="ipp-search")
def commands() -> None:
    """Ask meeting records a question and get verbatim, cited passages.

    \b
    ipp-search "recall out of touch"         ask a question
    ipp-search ingest minutes/               index your own records
    ipp-search meetings                      list what is indexed

    Without an index, questions are answered from the two notes that come with
    ipp-search. Everything runs on this machine; nothing is sent anywhere unless you
    name where (brief --llm, ingest --vectors).
    """


def _from_server(args: list[str]) -> Ran | None:
    """The answer of a server that runs over the index asked for; None if there is none."""
    from ipp_search.server.protocol import SERVER_FILE
    from ipp_search.settings import index_folder

    with click.Context(commands, info_name="ipp-search", resilient_parsing=True) as ctx:
        group = ctx.command
        assert isinstance(group, _Commands)
        beyond = group._first_beyond_own_options(ctx, args)
    own, rest = args[:beyond], args[beyond:]
    if not rest:
        return None
    command, rest = (rest[0], rest[1:]) if rest[0] in COMMANDS else (_DEFAULT, rest)
    folder, asked = _without_index([*own, *rest])
    place = index_folder(folder)
    if not (place / SERVER_FILE).exists():
        return None
    from ipp_search.server.client import ask_server

    verbose = {"-v", "--verbose"} & set(asked)
    ran = ask_server(place, [command, *(arg for arg in asked if arg not in verbose)], terminal_width())
    if verbose:
        notice("Answered by the running server." if ran else "Answered without a server.")
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


def main() -> None:
    """Run the command line; what goes wrong becomes one line and an exit code, never a traceback."""
    try:
        if (ran := _from_server(sys.argv[1:])) is not None:
            click.echo(ran.out, nl=False)
            click.echo(ran.err, nl=False, err=True)
            sys.exit(ran.code)
        commands()
    except IppSearchError as error:
        click.echo(f"ipp-search: {error}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        click.echo(f"ipp-search: {error.strerror or error}{f': {error.filename}' if error.filename else ''}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("ipp-search: stopped; what was done so far is kept.", err=True)
        sys.exit(130)
