"""Agents are answered over HTTP behind the server's own checks, and over standard input and output."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from ipp_search.api import Index
from ipp_search.cli.frame.run import run_served
from ipp_search.server.app import make_app

TOKEN = "a-token-for-tests"
PLACE = "http://127.0.0.1/mcp"
LISTS = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
TAKES = {"accept": "application/json, text/event-stream", "authorization": f"Bearer {TOKEN}"}
Run = Callable[..., Any]
# The command, with the fake encoder in place of the model.
COMMAND = """
from ipp_search.index.encoding import models
from ipp_search.testing import FakeEncoder
models.open_encoder = lambda *_, **__: FakeEncoder()
from ipp_search.cli import main
main()
"""


@pytest.fixture
def app(index: Index) -> Any:
    return make_app(index.folder, TOKEN, run_served, hosts=["127.0.0.1"], guarded=True, helpers=0)


@pytest.fixture
def asked(app: Any) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


async def work(client: Client) -> tuple[list[str], Any]:
    """What an agent does: it looks at the tools, searches, and proves what it found."""
    tools = [one.name for one in (await client.list_tools()).tools]
    hit = (await client.call_tool("search", {"query": "recall"})).structured_content["hits"][0]
    text = f"- “{hit['text']}”[^1]\n\n[^1]: {hit['citation']}\n"
    return tools, (await client.call_tool("verify_text", {"text": text})).structured_content["verdict"]


def test_an_agent_searches_and_proves_over_http(app: Any) -> None:
    async def run() -> Any:
        headers = {"authorization": f"Bearer {TOKEN}"}
        async with (
            app.router.lifespan_context(app),
            httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), headers=headers) as http,
            Client(streamable_http_client(PLACE, http_client=http)) as client,
        ):
            return await work(client)

    tools, verdict = asyncio.run(run())
    assert len(tools) == 7
    assert verdict == "proved"


def test_an_agent_searches_and_proves_over_stdio_and_nothing_else_is_written_there(index: Index) -> None:
    async def run() -> Any:
        command = ["-c", COMMAND, "--index", str(index.folder), "mcp"]
        server = StdioServerParameters(command=sys.executable, args=command, env={"PYTHONPATH": ":".join(sys.path)})
        async with Client(server) as client:
            return await work(client)

    tools, verdict = asyncio.run(run())
    assert len(tools) == 7
    assert verdict == "proved"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"authorization": ""}, 401),
        ({"authorization": "Bearer no"}, 401),
        ({"host": "elsewhere.example"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
    ],
)
def test_the_token_host_and_origin_are_checked_as_elsewhere(
    asked: TestClient, headers: dict[str, str], status: int
) -> None:
    assert asked.post("/mcp", json=LISTS, headers=TAKES).status_code == 200
    refused = asked.post("/mcp", json=LISTS, headers={**TAKES, **headers})
    assert refused.status_code == status
    assert refused.json()["ok"] is False


def test_no_stream_is_held_open_and_no_session_kept(asked: TestClient) -> None:
    assert asked.get("/mcp", headers=TAKES).status_code == 405
    assert "mcp-session-id" not in asked.post("/mcp", json=LISTS, headers=TAKES).headers


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b'{"jsonrpc": "2.0"}', json.dumps([LISTS]).encode()])
def test_what_is_no_message_is_refused(asked: TestClient, body: bytes) -> None:
    answer = asked.post("/mcp", content=body, headers={**TAKES, "content-type": "application/json"})
    assert 400 <= answer.status_code < 500
