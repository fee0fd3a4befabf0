"""Clients who hold the line keep nobody else from being answered."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import uvicorn

from ipp_search.server import run

GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def hello(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
    await send({"type": "http.response.body", "body": b"hello"})


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch, socket_enabled: None) -> Iterator[tuple[str, int]]:
    monkeypatch.setattr(run, "_CONNECTIONS", 20)
    listening = socket.create_server(("127.0.0.1", 0), backlog=512)
    server = uvicorn.Server(uvicorn.Config(hello, http=run._Prompt, lifespan="off", log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield listening.getsockname()
    server.should_exit = True
    thread.join()
    listening.close()


def connected(held: ExitStack, address: tuple[str, int]) -> socket.socket:
    return held.enter_context(socket.create_connection(address, timeout=30))


@pytest.mark.parametrize("first", [b"", GET], ids=["first request", "later request"])
def test_a_newcomer_is_answered_beside_many_who_drip_their_headers(first: bytes, address: tuple[str, int]) -> None:
    with ExitStack() as held:
        for _ in range(60):
            client = connected(held, address)
            client.sendall(first)
            if first:
                assert is_answered(client)
            client.sendall(b"GET / HTTP/1.1\r\nHost: loc")
        newcomer = connected(held, address)
        newcomer.sendall(GET)
        assert is_answered(newcomer)


@pytest.mark.parametrize("first", [b"", GET], ids=["first request", "later request"])
def test_whoever_drips_headers_is_hung_up_on(
    first: bytes, address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_HEADERS_WITHIN", 0.2)
    with ExitStack() as held:
        client = connected(held, address)
        client.sendall(first)
        if first:
            assert is_answered(client)
        assert hung_up(client)


def is_answered(client: socket.socket) -> bool:
    """Whether an answer comes, in however many pieces."""
    answer = b""
    while not answer.endswith(b"hello"):
        piece = client.recv(4096)
        if not piece:
            return False
        answer += piece
    return True


def hung_up(client: socket.socket) -> bool:
    """Whether the other side ends a connection on which a letter comes now and then."""
    client.settimeout(0.05)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            client.sendall(b"x")
            if client.recv(4096) == b"":
                return True
        except TimeoutError:
            continue
        except ConnectionError:
            return True
    return False
