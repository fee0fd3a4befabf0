"""How long a page waits for its answer, so that one that takes too long does not hold up those behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from ipp_search.errors import IppSearchError

if TYPE_CHECKING:
    from ipp_search.api import Index

SECONDS = 60.0
"""Nobody waits longer at a page; what takes longer is for the command line."""
_Answer = TypeVar("_Answer")


class Runs(Protocol):
    """Runs a job on an index that is open, in a thread of its own."""

    def __call__(self, job: Callable[[Index], _Answer]) -> Awaitable[_Answer]:
        """What the job gives."""
        ...


class TooLong(IppSearchError):
    """What was asked of a page takes longer than it waits."""


def in_time(runs: Runs, seconds: float = SECONDS) -> Runs:
    """The same with a limit: what has not begun by then is never run, what is running is not waited for.

    The answer raises ``TooLong`` then.
    """

    async def limited(job: Callable[[Index], _Answer]) -> _Answer:
        try:
            return await asyncio.wait_for(runs(job), seconds)
        except TimeoutError:
            raise TooLong(
                f"This takes longer than {seconds:.0f} seconds.",
                "Ask for less at once, narrow it down to a group or dates, or use the command line.",
            ) from None

    return limited
