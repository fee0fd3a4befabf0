"""An agent that asks the two notes, without a process or a socket between."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from mcp import Client, MCPError

from ipp_search.api import Index
from ipp_search.mcp.server import make_server

Called = Callable[..., Any]
_Answer = TypeVar("_Answer")


def as_agent(index: Index, ask: Callable[[Client], Any]) -> Any:
    """What a job gives of a client that is connected to a server over the index; what it raises is raised."""

    async def run(job: Callable[[Index], _Answer]) -> _Answer:
        return job(index)

    async def connected() -> Any:
        async with Client(make_server(run)) as client:
            try:
                return await ask(client)
            except MCPError as error:
                return error

    answer = asyncio.run(connected())
    if isinstance(answer, MCPError):
        raise answer
    return answer


@pytest.fixture
def call(index: Index) -> Called:
    """Call a tool and give its answer; an error is raised as ``Refused``."""

    def ask(tool: str, **arguments: Any) -> Any:
        answer = as_agent(index, lambda client: client.call_tool(tool, arguments))
        if answer.is_error:
            raise Refused(answer.content[0].text)
        return answer.structured_content

    return ask


class Refused(Exception):
    """What an agent is told where there is no answer."""
