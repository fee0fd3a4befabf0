"""Shows text on the terminal, where standard output is one: its width, its pager, and whether it takes bold letters.

``NO_COLOR`` (no-color.org) and ``TERM=dumb`` ask for plain letters. What is longer than the screen goes through
``$PAGER``, else ``less``; an empty ``PAGER``, or ``cat``, does without.
"""

from __future__ import annotations

import os
import shutil
import sys

import click

_WIDEST = 100  # columns: of a line that is easily read


def width() -> int | None:
    """How wide to fold text; None where standard output is no terminal, so that lines stay whole."""
    return min(os.get_terminal_size(sys.stdout.fileno()).columns, _WIDEST) if sys.stdout.isatty() else None


def show(text: str) -> None:
    """Write text to standard output."""
    if not sys.stdout.isatty():
        click.echo(text, nl=False)
        return
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        text = click.unstyle(text)
    pager = os.environ.get("PAGER", "less")
    if sys.stdin.isatty() and pager and shutil.which(pager.split()[0]) and text.count("\n") >= _height():
        os.environ.setdefault("LESS", "FRX")  # as git has it: ends with the text, keeps bold, leaves it on the screen
        click.echo_via_pager(text.removesuffix("\n"))  # it adds one
    else:
        click.echo(text, nl=False)


def _height() -> int:
    return os.get_terminal_size(sys.stdout.fileno()).lines
