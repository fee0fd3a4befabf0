"""``ipp-search serve``."""

from __future__ import annotations

import os

import click

from ipp_search.cli.options import as_command, open_index
from ipp_search.cli.sink import sink
from ipp_search.extras import needed


@as_command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8377, show_default=True, help="The port; 0 for any.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further name by which it may be asked.")
def command(host: str, port: int, names: tuple[str, ...]) -> None:
    """Answer questions over HTTP, with the model and the index loaded once.

    While it runs, ipp-search asks it by itself and answers at once; what ingest
    adds is picked up. It serves this machine only: any other --host needs a token
    in $IPP_SEARCH_TOKEN, which every request then has to send.

    \b
    ipp-search serve
    curl "http://127.0.0.1:8377/search?query=recall"
    """
    # Before numpy is loaded: comparing vectors in several threads keeps a core busy with waiting for the others.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from ipp_search.cli.run import run_served

    with needed("server", "The server"):
        from ipp_search.server.run import serve

    with open_index(to_write=True) as index:
        folder, bundled = index.folder, index.bundled
    if bundled:
        raise click.UsageError(f"There is no index at {folder} to serve; make one with: ipp-search ingest FOLDER")
    serve(folder, host, port, names, run_served, sink().notice)
