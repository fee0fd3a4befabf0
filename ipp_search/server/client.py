"""Asks a server that runs over the same index, so that an answer needs no start-up; standard library only.

A server says where it is in the index folder. It is asked only if it proves that it wrote that, and is of this
version: a stale file, or another program on its port, is passed over and the command runs here.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ipp_search._version import __version__
from ipp_search.server.protocol import SERVER_FILE, Ran, can_be_served

_CONNECT, _ANSWER = 0.5, 120.0  # seconds


def ask_server(folder: Path, args: Sequence[str], width: int | None) -> Ran | None:
    """What the server of an index answers to a command line; None if there is none, or it cannot run this."""
    if not can_be_served(args):
        return None
    try:
        told = json.loads((folder / SERVER_FILE).read_text("utf-8"))
        host, port, token = str(told["host"]), int(told["port"]), str(told["token"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    connection = http.client.HTTPConnection(host, port, timeout=_CONNECT)
    try:
        nonce = secrets.token_hex(16)
        health = _json(connection, "GET", "/health", None, {"X-Nonce": nonce})
        expected = proof(token, nonce)
        if health.get("version") != __version__ or not hmac.compare_digest(str(health.get("proof")), expected):
            return None
        assert connection.sock is not None
        connection.sock.settimeout(_ANSWER)
        body = json.dumps({"args": list(args), "width": width})
        ran = _json(connection, "POST", "/cli", body, {"X-Token": token, "Authorization": f"Bearer {token}"})
        return Ran(int(ran["code"]), str(ran["out"]), str(ran["err"]))
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError, AssertionError):
        return None
    finally:
        connection.close()


def proof(token: str, nonce: str) -> str:
    """What shows that a server knows the token, without telling it."""
    return hmac.new(token.encode(), nonce.encode(), hashlib.sha256).hexdigest()


def _json(
    connection: http.client.HTTPConnection, method: str, path: str, body: str | None, headers: dict[str, str]
) -> dict[str, Any]:
    connection.request(method, path, body, {"Content-Type": "application/json", **headers})
    reply = connection.getresponse()
    read = json.loads(reply.read())
    if reply.status != 200 or not isinstance(read, dict):
        raise ValueError(f"status {reply.status}")
    return read
