"""What is installed only for those who want it: ``pip install 'ipp-search[charts]'``; see pyproject.toml for each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ipp_search.errors import MissingExtra


@contextmanager
def needed(extra: str, what: str) -> Iterator[None]:
    """Imports of an extra's packages stand inside; where one is not installed, the error names the extra.

    Args:
        extra: its name.
        what: needs it, to begin a sentence with ("A chart").

    Raises:
        MissingExtra: a package is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "ipp_search":
            raise  # a fault of ours
        raise MissingExtra(
            f"{what} needs {error.name}, which is not installed.", f"Install it with: pip install 'ipp-search[{extra}]'"
        ) from None
