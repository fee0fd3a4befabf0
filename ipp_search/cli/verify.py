"""``ipp-search verify``."""

from __future__ import annotations

from pathlib import Path

import click

from ipp_search.cli.options import as_command, chosen_format, open_index
from ipp_search.cli.sink import sink

_FORMATS = ("text", "json")


@as_command("verify", *_FORMATS)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def command(file: Path | None) -> None:
    """Prove that what is cited still stands; exit code 1 if anything does not.

    Without FILE, every passage of the index is looked up in its source file. With
    FILE, a briefing (.md, .html, .docx, .json), every citation and quotation in it is
    checked against the records, and every date, figure and name between them.

    \b
    ipp-search verify
    ipp-search verify recall.docx
    """
    from ipp_search.output import as_json
    from ipp_search.output.format import counted

    format_ = chosen_format(*_FORMATS)
    with open_index() as index:
        checked = index.verify(file)
    if format_ == "json":
        sink().write(as_json.to_json(as_json.verification_json(checked)))
    else:
        for fault in checked.faults:
            sink().write(f"{fault.place}: {fault.detail}")
        what = f"{counted(checked.citations, 'citation')}, {counted(checked.quotations, 'quotation')}"
        stands = f"{counted(len(checked.faults), 'fault')}" if checked.faults else "all stand"
        sink().write(f"{what}: {stands}.")
    click.get_current_context().exit(1 if checked.faults else 0)
