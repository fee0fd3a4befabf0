"""``ipp-search serve``."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click

from ipp_search.cli.frame.options import as_command, open_index
from ipp_search.cli.frame.sink import sink
from ipp_search.extras import needed


@as_command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8377, show_default=True, help="The port; 0 for any.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further name by which it may be asked.")
@click.option("--open", "open_", is_flag=True, help="Open its pages in the browser.")
@click.option(
    "--records", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Where files added in the browser are kept.  [default: a folder beside the index]",
)  # fmt: skip
@click.option(
    "--user-header", metavar="NAME",
    help="The header in which a reverse proxy, which sends the token too, names who asks.",
)  # fmt: skip
def command(
    host: str, port: int, names: tuple[str, ...], open_: bool, records: Path | None, user_header: str | None
) -> None:
    """Serve pages for a browser, and answers over HTTP for programs.

    The model and the index are loaded once. While it runs, ipp-search asks it by
    itself and answers at once; what ingest adds is picked up. It serves this
    machine only: any other --host needs a token in $IPP_SEARCH_TOKEN. Where that
    is set, every request has to send it. To begin from a browser: ipp-search open

    \b
    ipp-search serve --open
    curl "http://127.0.0.1:8377/search?query=recall"
    """
    _in_one_thread()
    with open_index(to_write=True) as index:
        folder, bundled = index.folder, index.bundled
    if bundled and not open_:
        raise click.UsageError(f"There is no index at {folder} to serve; make one with: ipp-search ingest FOLDER")
    run(folder, host, port, names, show if open_ else lambda _: None, records, user_header)


def run(
    folder: Path,
    host: str,
    port: int,
    names: tuple[str, ...],
    ready: Callable[[str], object],
    records: Path | None = None,
    user_header: str | None = None,
) -> None:
    """Serve an index until told to stop; arguments as those of ``server.run.serve``."""
    _in_one_thread()
    from ipp_search.cli.frame.run import run_served

    with needed("server", "The server"):
        from ipp_search.server.run import serve

    serve(folder, host, port, names, run_served, sink().notice, ready, records, user_header)


def _in_one_thread() -> None:
    """Before numpy is loaded: comparing vectors in several threads keeps a core busy with waiting for the others."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def show(place: str) -> None:
    """Open an address in the person's browser; in a thread, as some browsers only return once they are closed."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(place,), daemon=True).start()
