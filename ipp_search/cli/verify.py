"""``ipp-search verify``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ipp_search.cli import chosen_format, global_options, open_index

_FORMATS = ("text", "json")


@click.command("verify", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@global_options(*_FORMATS)
def command(file: Path | None) -> None:
    """Prove that what is cited still stands; exit code 1 if anything does not.

    Without FILE, every passage of the index is looked up in its source file. With
    FILE, a briefing (.md, .html, .docx, .json), every citation and quotation in it is
    checked against the records, and every date, figure and name between them.

    \b
    ipp-search verify
    ipp-search verify recall.docx
    """
    from ipp_search.output import render
    from ipp_search.output.format import counted
    from ipp_search.output.read_draft import read_draft

    format_ = chosen_format(*_FORMATS)
    with open_index() as index:
        checked = index.verify() if file is None else index.verify_draft(read_draft(file))
    if format_ == "json":
        click.echo(render.to_json({"version": render.JSON_VERSION, **checked.as_dict()}))
    else:
        for fault in checked.faults:
            click.echo(f"{fault.place}: {fault.detail}")
        what = f"{counted(checked.citations, 'citation')}, {counted(checked.quotations, 'quotation')}"
        stands = f"{counted(len(checked.faults), 'fault')}" if checked.faults else "all stand"
        click.echo(f"{what}: {stands}.")
    sys.exit(1 if checked.faults else 0)
