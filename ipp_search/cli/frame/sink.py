"""Where a command writes and which index it asks: the terminal and its own, or a server's answer and the server's."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from ipp_search.cli.frame import outputs, terminal

if TYPE_CHECKING:
    from ipp_search.api import Index

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Sink:
    """Takes answers and notices; every command finds the one of its run in ``ctx.obj``.

    Args:
        out: takes answers; None for standard output.
        err: takes what is not part of the answer; None for standard error.
        width: how wide to fold text; None leaves lines whole.
        index: asked in place of opening one; it stays open.
    """

    def __init__(
        self,
        out: TextIO | None = None,
        err: TextIO | None = None,
        width: int | None = None,
        index: Index | None = None,
    ) -> None:
        self._out, self._err, self.width, self._index = out, err, width, index

    def write(self, answer: str | bytes, output: Path | None = None, *, force: bool | None = None) -> None:
        """Write an answer, or put it into a file.

        Args:
            answer: text gets a line end.
            output: the file; None for standard output.
            force: whether to write over what somebody edited; None as the option --force says.

        Raises:
            UsageError: a picture would go to a terminal.
            WouldOverwrite: the file was edited since it was written.
        """
        if isinstance(answer, bytes):
            if output is None and (self._out or sys.stdout).isatty():
                raise click.UsageError("A picture is not for the terminal; name a file with -o.")
        else:
            answer = answer.rstrip("\n") + "\n"
        if output is not None:
            content = answer if isinstance(answer, bytes) else answer.encode("utf-8", "replace")
            outputs.write(output, content, force=bool(remembered("force")) if force is None else force)
            self.notice(f"Written to {output}.")
        elif isinstance(answer, bytes):
            click.echo(answer, nl=False, file=self._out)
        elif self._out is not None:
            click.echo(_unbroken(answer), nl=False, file=self._out)
        else:
            terminal.show(_unbroken(answer))

    def notice(self, sentence: str) -> None:
        """Tell the person something that is not part of the answer, unless they want quiet."""
        if not remembered("quiet"):
            self.warn(sentence)

    def warn(self, sentence: str) -> None:
        """Tell the person what went wrong."""
        click.echo(f"ipp-search: {_printable(sentence)}", file=self._err, err=self._err is None)

    def show(self, error: click.ClickException) -> None:
        """Tell what is wrong with a command line."""
        told = _printable(said := error.format_message())
        if told == said:
            error.show(self._err)
        else:
            click.UsageError(told, getattr(error, "ctx", None)).show(self._err)

    @contextmanager
    def index(self, folder: Path, *, to_write: bool = False) -> Iterator[Index]:
        """The index to ask, open; says so when the bundled notes stand in for it, unless it is to be written."""
        if self._index is not None:
            self._tell_bundled(self._index)
            yield self._index
            return
        from ipp_search.api import Index

        with Index(folder, self.notice) as index:
            if not to_write:
                self._tell_bundled(index)
            yield index

    def _tell_bundled(self, index: Index) -> None:
        if index.bundled:
            self.notice(
                f"No index at {index.folder} yet: answering from the two bundled notes."
                " Index your own records with: ipp-search ingest FOLDER"
            )


def _unbroken(text: str) -> str:
    """``text`` with a question mark for each byte of an argument that was no text."""
    return text.encode("utf-8", "replace").decode()


def _printable(text: str) -> str:
    """A sentence that may hold words of the command line, without what would steer a terminal."""
    return _CONTROL.sub("?", _unbroken(text))


def remembered(name: str) -> object:
    """What an option for every command was given, wherever it stood; None if it was not."""
    ctx = click.get_current_context(silent=True)
    return ctx.find_root().meta.get(f"ipp_search.{name}") if ctx else None


def sink() -> Sink:
    """That of the command that runs."""
    found: Sink = click.get_current_context().find_object(Sink) or Sink()
    return found
