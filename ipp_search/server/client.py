"""Asks a server that runs over the same index, so that an answer needs no start-up; standard library only.

A server says where it is in the index folder. It is asked only if that file is the person's own and names this
machine, and if the server proves that it wrote it and is of this version: a stale file, one that came with somebody
else's index, or another program on its port, is passed over and the command runs here.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import os
import secrets
import socket
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ipp_search._version import __version__
from ipp_search.ingest.text import safe
from ipp_search.server.protocol import SERVER_FILE, Ran

_CONNECT, _ANSWER = 0.5, 120.0  # seconds; the second for all of an answer, however it drips
_MOST_BYTES = 50_000_000  # of an answer; the longest page of a timeline that was seen has 12 million
_FAILURES = (
    OSError, http.client.HTTPException, ValueError, KeyError, TypeError, AssertionError, RecursionError
)  # fmt: skip
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def running(folder: Path) -> str | None:
    """The address of the pages of the server that runs over an index; None if there is none."""
    if (found := _told(folder)) is None:
        return None
    host, port, token = found
    connection = http.client.HTTPConnection(host, port, timeout=_CONNECT)
    try:
        return place_of(host, port) if _is_ours(connection, token) else None
    except _FAILURES:
        return None
    finally:
        connection.close()


def ask_server(folder: Path, args: Sequence[str], width: int | None) -> Ran | None:
    """What the server of an index answers to a command line; None if there is none, or it cannot run this."""
    if (found := _told(folder)) is None:
        return None
    host, port, token = found
    connection = http.client.HTTPConnection(host, port, timeout=_CONNECT)
    try:
        if not _is_ours(connection, token):
            return None
        assert connection.sock is not None
        connection.sock.settimeout(_ANSWER)
        alarm = threading.Timer(_ANSWER, connection.sock.shutdown, [socket.SHUT_RDWR])
        alarm.daemon = True
        alarm.start()
        body = json.dumps({"args": list(args), "width": width})
        try:
            ran = _json(connection, "POST", "/cli", body, {"X-Token": token, "Authorization": f"Bearer {token}"})
        finally:
            alarm.cancel()
        return Ran(int(ran["code"]), safe(str(ran["out"])), safe(str(ran["err"])))
    except _FAILURES:
        return None
    finally:
        connection.close()


def place_of(host: str, port: int) -> str:
    """The address of a server."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _told(folder: Path) -> tuple[str, int, str] | None:
    """What the file of a server on this machine says: its address, its port and its token."""
    try:
        told = json.loads(_own(folder / SERVER_FILE))
        host, port, token = str(told["host"]), int(told["port"]), str(told["token"])
    except _FAILURES:
        return None
    return (host, port, token) if host in _LOOPBACK else None


def _is_ours(connection: http.client.HTTPConnection, token: str) -> bool:
    """Whether the server is of this version and knows the token."""
    nonce = secrets.token_hex(16)
    health = _json(connection, "GET", "/health", None, {"X-Nonce": nonce})
    same = health.get("version") == __version__
    return same and hmac.compare_digest(str(health.get("proof")), proof(token, nonce))


def _own(file: Path) -> str:
    """What a file says that is this person's, and that nobody else could have written.

    Raises:
        PermissionError: it is somebody else's, or others may write to it.
    """
    with file.open(encoding="utf-8") as opened:
        about = os.fstat(opened.fileno())
        if hasattr(os, "geteuid") and (about.st_uid != os.geteuid() or about.st_mode & 0o077):
            raise PermissionError(f"{file} is not this person's own")
        return opened.read(_MOST_BYTES)


def proof(token: str, nonce: str) -> str:
    """What shows that a server knows the token, without telling it."""
    return hmac.new(token.encode(), nonce.encode(), hashlib.sha256).hexdigest()


def _json(
    connection: http.client.HTTPConnection, method: str, path: str, body: str | None, headers: dict[str, str]
) -> dict[str, Any]:
    connection.request(method, path, body, {"Content-Type": "application/json", **headers})
    reply = connection.getresponse()
    read = json.loads(reply.read(_MOST_BYTES))
    if reply.status != 200 or not isinstance(read, dict):
        raise ValueError(f"status {reply.status}")
    return read
