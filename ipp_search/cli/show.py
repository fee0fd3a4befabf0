"""``ipp-search show``."""

from __future__ import annotations

import click

from ipp_search.cli import chosen_format, global_options, open_index, terminal_width

_FORMATS = ("text", "json")


@click.command("show", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("citation", nargs=-1, required=True)
@global_options(*_FORMATS)
def command(citation: tuple[str, ...]) -> None:
    """Print the passage that CITATION names, with the lines around it.

    CITATION is the line under a search result, or a passage's id from the JSON.

    \b
    ipp-search show "IPP External Stakeholder Challenge Group, 3 June 2025,
                     Policy Update › Recall Review, line 30"
    """
    from ipp_search.output import render

    format_ = chosen_format(*_FORMATS)
    with open_index() as index:
        excerpts = index.show(" ".join(citation))
    if format_ == "json":
        click.echo(render.to_json(render.excerpts_json(excerpts)))
    else:
        click.echo(render.excerpts_text(excerpts, terminal_width()))
