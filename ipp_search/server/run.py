"""Runs the server: its address, its token, its file in the index folder, and how it stops."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from ipp_search.errors import BadQuestion
from ipp_search.server.app import RunCommand, make_app
from ipp_search.server.client import place_of
from ipp_search.server.guard import OF_ANOTHER_USER, local_hosts
from ipp_search.server.peers import is_of_another_user
from ipp_search.server.protocol import SERVER_FILE
from ipp_search.settings import private_folder, write_private

TOKEN = "IPP_SEARCH_TOKEN"
_HEADERS_WITHIN = 10.0  # seconds
_IDLE, _GRACE, _CONNECTIONS = 15, 10, 256
_LEAST_TOKEN = 16  # characters


class _Prompt(H11Protocol):
    """HTTP that hangs up on clients who do not finish a request's headers in time, be it their first or a later one.

    Where too many are connected, whoever has waited longest without having asked anything makes room for the newcomer,
    so that nobody is shut out by those who only hold the line.
    """

    _timer: asyncio.TimerHandle | None = None
    _waits_since = 0.0

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        client, server = transport.get_extra_info("peername"), transport.get_extra_info("sockname")
        self.app_state = {**self.app_state, OF_ANOTHER_USER: is_of_another_user(client[:2], server[:2])}
        self._begin_waiting()
        if len(self.connections) > _CONNECTIONS:
            waiting = [one for one in self.connections if isinstance(one, _Prompt) and one is not self and one.waits]
            if waiting:
                min(waiting, key=lambda one: one._waits_since).transport.abort()

    @property
    def waits(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if not self.waits:
            self._end_waiting()
        elif self._timer is None:
            self._begin_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end_waiting()
        super().connection_lost(exc)

    def _begin_waiting(self) -> None:
        self._waits_since = self.loop.time()
        self._timer = self.loop.call_later(_HEADERS_WITHIN, self.transport.close)

    def _end_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def serve(
    folder: Path,
    host: str,
    port: int,
    names: Sequence[str],
    run: RunCommand,
    notice: Callable[[str], None],
    ready: Callable[[str], object] = lambda _: None,
    records: Path | None = None,
    user_header: str | None = None,
) -> None:
    """Serve an index until told to stop.

    Args:
        folder: of the index; made where it is not there yet.
        host: the address to listen at.
        port: to listen at; 0 for any.
        names: further names by which it may be asked.
        run: as ``make_app`` has it.
        notice: told, in a sentence, where it serves.
        ready: given the address, once it answers.
        records: as ``make_app`` has it.
        user_header: as ``make_app`` has it; whoever sends it has to know the token.

    Raises:
        BadQuestion: the address cannot be listened at, or needs a token that is not there.
    """
    token = os.environ.get(TOKEN, "")
    if user_header and len(token) < _LEAST_TOKEN:
        raise BadQuestion(
            f"A proxy that names who asks has to send a token of at least {_LEAST_TOKEN} characters.",
            f"Set {TOKEN}, and let the proxy send: Authorization: Bearer TOKEN",
        )
    # Who sets a token wants it asked for: a proxy on this machine brings others here.
    guarded = bool(token) or host not in local_hosts()
    if guarded and len(token) < _LEAST_TOKEN:
        raise BadQuestion(
            f"To serve at {host}, a token of at least {_LEAST_TOKEN} characters is needed.",
            f"Set {TOKEN}, as in: {TOKEN}=$(openssl rand -hex 24) ipp-search serve --host {host}",
        )
    token = token or secrets.token_hex(24)
    hosts = {name.lower() for name in (*local_hosts(), host, *names)}
    listening = _listen(host, port)
    bound = listening.getsockname()[1]
    config = uvicorn.Config(
        make_app(folder, token, run, hosts=sorted(hosts), guarded=guarded, records=records, user_header=user_header),
        http=_Prompt, ws="none", lifespan="on", log_level="warning", access_log=False,
        server_header=False, timeout_keep_alive=_IDLE, timeout_graceful_shutdown=_GRACE,
        limit_concurrency=2 * _CONNECTIONS,
    )  # fmt: skip
    private_folder(folder)

    def announce(place: str) -> None:
        notice(f"Serving at {place} until stopped with Ctrl+C.")
        ready(place)

    _Announced(config, folder / SERVER_FILE, _reached(host), bound, token, announce).run(sockets=[listening])


class _Announced(uvicorn.Server):
    """A server that writes where it is once it answers, and takes that back when it stops."""

    def __init__(
        self, config: uvicorn.Config, file: Path, host: str, port: int, token: str, announce: Callable[[str], None]
    ) -> None:
        super().__init__(config)
        self._file, self._told = file, json.dumps({"host": host, "port": port, "token": token, "pid": os.getpid()})
        self._announce, self._place = announce, place_of(host, port)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            with suppress(OSError):  # a folder that may not be written to is served all the same
                write_private(self._file, self._told)  # whoever may read the index may ask the server; nobody else
            self._announce(self._place)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Before the last answers go out: nobody new is to come. Another server may have written its own meanwhile.
        with suppress(OSError):
            if self._file.read_text("utf-8") == self._told:
                self._file.unlink()
        await super().shutdown(sockets)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(512)
    except OSError as error:
        listening.close()
        why = (error.strerror or str(error)).lower()
        raise BadQuestion(f"Cannot serve at {host}, port {port}: {why}.", "Choose another with --port.") from None
    return listening


def _reached(host: str) -> str:
    """Where this machine reaches an address it listens at."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
