"""The server for agents, over standard input and output and at an address of the HTTP server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.routing import Route

from ipp_search.mcp.server import make_server
from ipp_search.server.workers import Worker

if TYPE_CHECKING:
    from ipp_search.api import Index
    from ipp_search.mcp.server import Runs

PATH = "/mcp"
"""Of the HTTP server."""


class _Endpoint:
    """An ASGI application, as a route takes it."""

    def __init__(self, manager: StreamableHTTPSessionManager) -> None:
        self._manager = manager

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self._manager.handle_request(scope, receive, send)


def make_route(run: Runs) -> tuple[Route, StreamableHTTPSessionManager]:
    """The route, and what has to run while it is asked.

    Each request stands by itself, so that nothing is kept of whoever does not come back, and no stream is held open.
    Hosts, origins and the token are ``guard``'s to check.
    """
    manager = StreamableHTTPSessionManager(make_server(run), json_response=True, stateless=True)
    return Route(PATH, endpoint=_Endpoint(manager), methods=["POST"], include_in_schema=False), manager


def serve_stdio(folder: Path) -> None:
    """Answer whoever is at the other end of standard input and output, until they hang up.

    Args:
        folder: of the index.
    """
    worker = Worker(folder, "mcp")

    async def run(job: Callable[[Index], Any]) -> Any:
        return await asyncio.wrap_future(worker.submit(job))

    async def serve() -> None:
        server = make_server(run)
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    try:
        asyncio.run(serve())
    finally:
        worker.stop()
