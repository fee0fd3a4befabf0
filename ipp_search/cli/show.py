"""``ipp-search show``."""

from __future__ import annotations

import click

from ipp_search.cli.frame.options import as_command, chosen_format, open_index
from ipp_search.cli.frame.sink import sink

_FORMATS = ("text", "json")


@as_command("show", *_FORMATS)
@click.argument("citation", nargs=-1, required=True)
def command(citation: tuple[str, ...]) -> None:
    """Print the passage that CITATION names, with the lines around it.

    CITATION is the line under a search result, or a passage's id from the JSON.

    \b
    ipp-search show "IPP External Stakeholder Challenge Group, 3 June 2025,
                     Policy Update › Recall Review, line 30"
    """
    from ipp_search.output import as_json
    from ipp_search.output import meetings as printed

    format_ = chosen_format(*_FORMATS)
    with open_index() as index:
        excerpts = index.show(" ".join(citation))
    if format_ == "json":
        sink().write(as_json.to_json(as_json.excerpts_json(excerpts)))
    else:
        sink().write(printed.excerpts_text(excerpts, sink().width))
