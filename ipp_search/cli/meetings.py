"""``ipp-search meetings``."""

from __future__ import annotations

import click

from ipp_search.cli import chosen_format, global_options, open_index

_FORMATS = ("text", "json")


@click.command("meetings", context_settings={"help_option_names": ["-h", "--help"]})
@global_options(*_FORMATS)
def command() -> None:
    """List the meetings in the index, oldest first, with what was understood of each.

    \b
    ipp-search meetings
    ipp-search meetings --format json
    """
    from ipp_search.output import render

    format_ = chosen_format(*_FORMATS)
    with open_index() as index:
        meetings = index.meetings()
    if format_ == "json":
        click.echo(render.to_json(render.meetings_json(meetings)))
    else:
        click.echo(render.meetings_text(meetings))
