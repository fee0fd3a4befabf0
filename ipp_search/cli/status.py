"""``ipp-search status``."""

from __future__ import annotations

import click

from ipp_search.cli import chosen_format, global_options, open_index

_FORMATS = ("text", "json")


@click.command("status", context_settings={"help_option_names": ["-h", "--help"]})
@global_options(*_FORMATS)
def command() -> None:
    """Say where the index lies, what it holds and whether it is complete.

    \b
    ipp-search status
    ipp-search --index /path/to/index status --format json
    """
    from ipp_search.output import render

    format_ = chosen_format(*_FORMATS)
    with open_index() as index:
        status = index.status()
    if format_ == "json":
        click.echo(render.to_json(render.status_json(status)))
    else:
        click.echo(render.status_text(status))
