"""``ipp-search restore``."""

from __future__ import annotations

from pathlib import Path

import click

from ipp_search.cli.frame.options import as_command, open_index
from ipp_search.cli.frame.sink import sink


@as_command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
def command(file: Path) -> None:
    """Put a backup in place of the index, damaged or not.

    \b
    ipp-search restore index-2025-06.backup
    ipp-search --index /path/to/another restore index-2025-06.backup

    The backup is looked through first; a broken one changes nothing. Nothing is
    embedded again. Files set by hand that differ are kept as NAME.before.
    """
    with open_index(to_write=True) as index:
        index.restore(file)
    sink().notice(f"Restored from {file}.")
