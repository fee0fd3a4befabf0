"""Where things are kept, and what of that a person may set.

``IPP_SEARCH_INDEX`` names the index folder, ``IPP_SEARCH_CACHE`` the folder for what can be
made again (the exported model, the index of the bundled notes); ``IPP_SEARCH_MAX_MB`` is the
size of the largest file that is read.
"""

from __future__ import annotations

import os
from pathlib import Path

_APP = "ipp-search"
_MAX_MB = 50.0  # a thousand hours of minutes; more is surely something else


def index_folder(given: str | os.PathLike[str] | None = None) -> Path:
    """The index folder: as given, else from the environment, else the platform's data folder."""
    named = given or os.environ.get("IPP_SEARCH_INDEX")
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "index"


def cache_folder() -> Path:
    """The folder for what can be made again at any time."""
    named = os.environ.get("IPP_SEARCH_CACHE")
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir(_APP, appauthor=False))


def private_folder(folder: Path) -> None:
    """Make a folder that nobody else may look into, and those above it; what is there stays as it is.

    Raises:
        OSError: it cannot be made.
    """
    for missing in [place for place in (*reversed(folder.parents), folder) if not place.exists()]:
        missing.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)  # refuses a file in its place


def write_private(file: Path, text: str) -> None:
    """Write a file that nobody else may read, in a folder of that kind; whoever reads it sees all of it or the old one.

    Raises:
        OSError: it cannot be written; it is as it was.
    """
    private_folder(file.parent)
    new = file.with_name(f"{file.name}.{os.getpid()}.new")
    new.touch(mode=0o600)
    new.write_text(text, "utf-8")
    new.replace(file)


def max_file_bytes() -> int:
    """The size of the largest file that is read; from the environment if that states a number."""
    stated = os.environ.get("IPP_SEARCH_MAX_MB", "")
    try:
        return int(float(stated) * 1e6) if stated else int(_MAX_MB * 1e6)
    except (ValueError, OverflowError):
        return int(_MAX_MB * 1e6)
