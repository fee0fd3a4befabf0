"""Writes the manual page, docs/ipp-search.1, from the commands themselves: ``python docs/man_page.py``.

A test holds the page to what this writes; the wheel carries it to ``share/man/man1``.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import click

from ipp_search._version import __version__
from ipp_search.cli import COMMANDS, commands

PAGE = Path(__file__).with_name("ipp-search.1")
_ENVIRONMENT = {
    "IPP_SEARCH_INDEX": "The index folder, where --index names none.",
    "IPP_SEARCH_CACHE": "The folder for what can be made again: the exported model, the index of the bundled notes.",
    "IPP_SEARCH_MAX_MB": "The size of the largest file that is read, in MB; 50 unless set.",
    "IPP_SEARCH_LLM_KEY": "The key that brief --llm sends.",
    "IPP_SEARCH_TOKEN": "The token that serve asks for; needed where it serves other machines.",
    "NO_COLOR, TERM=dumb": "No bold letters.",
    "PAGER": "What shows answers longer than the screen; less unless set, none where empty.",
}
_EXIT = {
    "0": "Done, also where nothing was found; of verify: all is proved.",
    "1": "Something went wrong, or a file could not be read; of verify: something is false.",
    "2": "The command line cannot be understood, or -o names a file that was edited.",
    "3": "Of verify: nothing is false, but something is unproved.",
    "130": "Stopped with Ctrl-C; what was done so far is kept.",
}


def page() -> str:
    """The manual page, as man(7) macros."""
    root = click.Context(commands, info_name="ipp-search")
    lines = [
        f'.TH IPP-SEARCH 1 "" "ipp-search {__version__}" "User Commands"',
        ".SH NAME",
        r"ipp-search \- ask meeting records a question and get verbatim, cited passages",
        ".SH SYNOPSIS",
        r"\fBipp-search\fR [\fIOPTION\fR]... \fIQUESTION\fR",
        ".br",
        r"\fBipp-search\fR \fICOMMAND\fR [\fIOPTION\fR]... [\fIARGUMENT\fR]...",
        ".SH DESCRIPTION",
        *_prose(commands.help or ""),
        ".SH OPTIONS OF EVERY COMMAND",
        *(line for param in commands.get_params(root) for line in _option(param, root)),
        ".SH COMMANDS",
    ]
    everywhere = {name for param in commands.get_params(root) for name in param.opts}
    for name in COMMANDS:
        command = commands.get_command(root, name)
        assert command is not None
        lines += _command(command, click.Context(command, info_name=name, parent=root), everywhere)
    for title, terms in (("ENVIRONMENT", _ENVIRONMENT), ("EXIT STATUS", _EXIT)):
        lines.append(f".SH {title}")
        lines += [line for term, told in terms.items() for line in (".TP", rf"\fB{_plain(term)}\fR", _plain(told))]
    return "\n".join([*lines, ".SH SEE ALSO", "The guides and references in the folder docs of the source.", ""])


def _command(command: click.Command, ctx: click.Context, everywhere: set[str]) -> list[str]:
    usage = " ".join(command.collect_usage_pieces(ctx))
    lines = [f'.SS "{_plain(ctx.command_path)}"', rf"\fB{_plain(ctx.command_path)}\fR {_plain(usage)}", ".PP"]
    lines += _prose(command.help or "")
    for param in command.get_params(ctx):
        if "--format" in param.opts or not everywhere & set(param.opts):
            lines += _option(param, ctx)
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            inner = command.get_command(ctx, name)
            assert inner is not None
            lines += _command(inner, click.Context(inner, info_name=name, parent=ctx), everywhere)
    return lines


def _option(param: click.Parameter, ctx: click.Context) -> list[str]:
    if (record := param.get_help_record(ctx)) is None:
        return []
    names, told = record
    if not told:
        return []  # an argument: the usage shows it
    return [".TP", rf"\fB{_plain(names)}\fR", _plain(told)]


def _prose(text: str) -> list[str]:
    """Paragraphs; those behind a form feed or backspace, which click leaves as they are, line by line."""
    lines: list[str] = []
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        if paragraph.startswith("\b"):
            lines += [".nf", ".RS 4", *map(_plain, paragraph.split("\n")[1:]), ".RE", ".fi", ".PP"]
        else:
            lines += [_plain(" ".join(paragraph.split())), ".PP"]
    return lines


def _plain(words: str) -> str:
    """Words in which nothing is a request or an escape."""
    words = words.strip("\b").replace("\\", r"\e").replace("-", r"\-")
    words = "".join(char if char.isascii() else rf"\[u{ord(char):04X}]" for char in words)
    return rf"\&{words}" if words[:1] in {".", "'"} else words


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
