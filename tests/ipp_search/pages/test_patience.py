"""A page waits for its answer for a limited time; what has not begun by then is never run."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from ipp_search.pages.frame.patience import TooLong, in_time


def test_what_takes_too_long_is_told_and_given_up() -> None:
    given_up = []

    async def never(job: Any) -> Any:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            given_up.append(True)
            raise

    with pytest.raises(TooLong, match="longer than"):
        asyncio.run(_run(in_time(never, seconds=0.01)))
    assert given_up


def test_what_is_answered_in_time_is_given_as_it_is() -> None:
    async def at_once(job: Any) -> Any:
        return job("the index")

    assert asyncio.run(_run(in_time(at_once))) == "THE INDEX"


async def _run(limited: Any) -> Any:
    return await limited(str.upper)
