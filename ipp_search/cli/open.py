"""``ipp-search open``."""

from __future__ import annotations

import click

from ipp_search.cli.frame.options import as_command
from ipp_search.cli.frame.sink import sink

_HOST, _PORT = "127.0.0.1", 8377


@as_command("open")
def command() -> None:
    """Open the pages for a browser: search, read, follow themes, brief, verify, add records.

    Everything stays on this machine. It runs until stopped with Ctrl+C; where it
    runs already over the same index, its pages are opened again.

    \b
    ipp-search open
    """
    from ipp_search import settings
    from ipp_search.cli import serve
    from ipp_search.errors import BadQuestion
    from ipp_search.server.client import running

    folder = settings.index_folder(click.get_current_context().find_root().meta.get("ipp_search.index"))
    if place := running(folder):
        sink().notice(f"It runs already, at {place}")
        serve.show(place)
        return
    try:
        serve.run(folder, _HOST, _PORT, (), serve.show)
    except BadQuestion:  # that port is taken by another program
        serve.run(folder, _HOST, 0, (), serve.show)
