"""What the commands have in common: their options, the index they ask, the format they print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from ipp_search.cli.frame import outputs
from ipp_search.cli.frame.sink import remembered, sink

if TYPE_CHECKING:
    from ipp_search.api import Index

FOR_FILES = frozenset({"docx", "odt", "pdf", "xlsx"})
"""Formats that only programs read."""
Decorated = TypeVar("Decorated", bound="Callable[..., Any]")


def _remember(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    # Global options may stand before or after the command; the later one counts.
    if value is not None:
        ctx.find_root().meta[f"ipp_search.{param.name}"] = value
    return value


def _help(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        sink().write(ctx.get_help())
        ctx.exit()


def as_command(
    name: str,
    *formats: str,
    cls: type[click.Command] = click.Command,
    **settings: Any,
) -> Callable[[Callable[..., Any]], Any]:
    """Make a command of a function, with what every command takes: --index, --verbose, --quiet, --help, and --format.

    Args:
        name: of the command.
        formats: that it can print; none for one that prints no answer.
        cls: its class.
        settings: what else click takes.
    """

    def decorate(function: Callable[..., Any]) -> click.Command:
        command: click.Command = click.command(name, cls=cls, add_help_option=False, **settings)(function)
        command.params += _global_options(formats)
        return command

    return decorate


def _global_options(formats: Sequence[str]) -> list[click.Parameter]:
    options: list[click.Parameter] = [
        click.Option(
            ["--index"], type=click.Path(file_okay=False), metavar="DIR", callback=_remember, expose_value=False,
            help="The index folder.  [default: $IPP_SEARCH_INDEX, else your data folder]",
        ),
        click.Option(
            ["-v", "--verbose"], is_flag=True, default=None, callback=_remember, expose_value=False,
            help="Tell whether a running server answered.",
        ),
        click.Option(
            ["-q", "--quiet"], is_flag=True, default=None, callback=_remember, expose_value=False,
            help="Tell only the answer, and what went wrong.",
        ),
        click.Option(
            ["-h", "--help"], is_flag=True, is_eager=True, callback=_help, expose_value=False, help="Show this and end."
        ),
    ]  # fmt: skip
    if formats:
        form = click.Option(
            ["--format"], type=click.Choice(formats), callback=_remember, expose_value=False,
            help="How to print the answer.  [default: text]",
        )  # fmt: skip
        options.insert(3, form)
    return options


def output_option(command: Decorated) -> Decorated:
    """The options -o, a file to write the answer to, and --force, to write over what was edited; see ``Sink.write``."""
    named = click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        callback=_may_be_written,
        help="Write to this file; one that was edited since it was written stays as it is.",
    )
    forced = click.option(
        "--force", is_flag=True, default=None, is_eager=True, callback=_remember, expose_value=False,
        help="With -o, write over an edited file.",
    )  # fmt: skip
    return named(forced(command))


def _may_be_written(ctx: click.Context, param: click.Parameter, file: Path | None) -> Path | None:
    # Told before the work is done; it is looked at again when the file is written.
    if file is not None and not ctx.resilient_parsing and not remembered("force"):
        outputs.check(file)
    return file


def themes_option(command: Decorated) -> Decorated:
    """The option --themes, a file of themes in place of those of the index."""
    return click.option(
        "--themes", "file", type=click.Path(path_type=Path), metavar="FILE", help="A file of themes of your own."
    )(command)


def chosen_format(*formats: str, default: str = "text") -> str:
    """The format asked for before or after the command; ``default`` if none was.

    Raises:
        UsageError: the command does not print it.
    """
    chosen = str(remembered("format") or default)
    if chosen and chosen not in formats:
        raise click.UsageError(f"This command prints {', '.join(formats)}; not {chosen}.")
    return chosen


def format_for(output: Path | None, *formats: str) -> str:
    """The format asked for, else the one that a file's name ends in; text if there is neither.

    Raises:
        UsageError: the name ends in something that this command does not write, or a Word document has no file.
    """
    ending = output.suffix[1:].lower() if output else ""
    meant = {"htm": "html", "txt": "text", "": "text", "bib": "bibtex", "jsonld": "json-ld"}.get(ending, ending)
    chosen = chosen_format(*formats, default=meant if meant in formats else "")
    if not chosen:
        raise click.UsageError(f"No .{ending} file can be written; name one of {', '.join(formats)}, or give --format.")
    if chosen in FOR_FILES and output is None:
        raise click.UsageError(f"A .{chosen} document goes to a file; name it with -o FILE.")
    return chosen


def open_index(*, to_write: bool = False) -> AbstractContextManager[Index]:
    """The index asked for, open; see ``Sink.index``."""
    from ipp_search import settings

    folder = settings.index_folder(cast("str | None", remembered("index")))
    return sink().index(folder, to_write=to_write)
