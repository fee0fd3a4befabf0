"""``ipp-search backup``."""

from __future__ import annotations

from pathlib import Path

import click

from ipp_search.cli.frame.options import as_command, open_index
from ipp_search.cli.frame.sink import sink


@as_command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
def command(file: Path) -> None:
    """Write all of the index to one file, while others may ask and ingest.

    \b
    ipp-search backup index-2025-06.backup
    ipp-search restore index-2025-06.backup

    What was set by hand beside the index goes along; the records themselves do not.
    """
    with open_index(to_write=True) as index:
        index.backup(file)
    sink().notice(f"Written to {file}.")
