"""Stands before the server's routes: refuses what comes from elsewhere, without the token, too large or too slowly."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse

from ipp_search.pages.sign_in import COOKIE, PATH, is_open, pass_of
from ipp_search.server.refusals import refusal

if TYPE_CHECKING:
    from starlette.responses import Response

OF_ANOTHER_USER = "of_another_user"
"""In the state of a connection: whether it is held by another user of this machine."""
MAX_BODY = 1_000_000
"""Bytes of a request that sends no files."""
_SLOW = 15.0  # seconds for all of a request's body
_SLOW_FILES = 120.0  # the same where files are sent
_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"referrer-policy": b"no-referrer",
    b"cache-control": b"no-store",
}
"""What every response says, unless it says otherwise of itself: that it is data, for nobody else, not to be kept."""
_FILES_AT_ONCE = 2  # requests that may send files at the same time: each is held in memory


class Guard:
    """Refuses requests, answers HEAD as GET without its body, and tells browsers what they may do with an answer.

    Args:
        app: what answers the rest.
        token: what a request needs, where ``guarded`` or where another user of this machine sends it; ``/health`` is
            open to all.
        hosts: the names and addresses by which the server may be asked, in lower case.
        guarded: whether all requests need the token.
        uploads: the paths to which files are sent, each with how many bytes at most.
    """

    def __init__(self, app: Any, token: str, hosts: frozenset[str], guarded: bool, uploads: Mapping[str, int]) -> None:
        self._app, self._token, self._hosts, self._guarded, self._uploads = app, token, hosts, guarded, uploads
        self._files = asyncio.Semaphore(_FILES_AT_ONCE)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Refuse, or hand on with the whole body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_headers(send)
        if scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]}
        path = scope["path"]
        open_to_all = path == "/health" or is_open(path)
        wants_token = self._guarded or bool(scope.get("state", {}).get(OF_ANOTHER_USER))
        refused = self._refused(headers, wants_token=wants_token and not open_to_all)
        if refused is not None:
            looks = scope["method"] == "GET" and "text/html" in headers.get("accept", "")
            if refused.status_code == 401 and looks:
                refused = RedirectResponse(PATH, 303)
            await refused(scope, receive, send)
            return
        most = self._uploads.get(scope["path"]) if scope["method"] == "POST" else None
        if most is None:
            await self._with_body(scope, receive, send, MAX_BODY, _SLOW)
            return
        async with self._files:
            await self._with_body(scope, receive, send, most, _SLOW_FILES)

    async def _with_body(self, scope: Any, receive: Any, send: Any, most: int, seconds: float) -> None:
        try:
            body = await asyncio.wait_for(_whole(receive, most), seconds)
        except TimeoutError:
            await refusal("The request came too slowly.", "Send it at once.", 408)(scope, receive, send)
            return
        if body is None:
            large = refusal(f"A request has at most {most:,} bytes here.", "Send less at once.", 413)
            await large(scope, receive, send)
            return
        sent = False

        async def again() -> Any:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, again, send)

    def _refused(self, headers: dict[str, str], wants_token: bool) -> Response | None:
        if host_of(headers.get("host", "")) not in self._hosts:
            return refusal("This server is not asked by that name.", "Ask it by its address.", 403)
        origin = headers.get("origin")
        if origin is not None and host_of(origin.partition("://")[2]) not in self._hosts:
            return refusal("Other sites may not ask this server.", "Ask it from a program.", 403)
        if wants_token and not self._is_let_in(headers):
            return refusal("The token is missing or wrong.", "Send it as: Authorization: Bearer TOKEN", 401)
        return None

    def _is_let_in(self, headers: dict[str, str]) -> bool:
        """Whether a program sends the token, or a browser the cookie of one who has signed in with it."""
        given = headers.get("authorization", "").removeprefix("Bearer ")
        signed_in = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        return hmac.compare_digest(given.encode(), self._token.encode()) or hmac.compare_digest(
            signed_in.encode(), pass_of(self._token).encode()
        )


def local_hosts() -> set[str]:
    """The names by which a machine asks itself."""
    return {"127.0.0.1", "localhost", "::1"}


def host_of(address: str) -> str:
    """The name or address in ``NAME:PORT``, in lower case and without brackets."""
    if address.startswith("["):
        return address[1:].partition("]")[0].lower()
    return address.partition(":")[0].lower()


def _with_headers(send: Any) -> Any:
    async def told(message: Any) -> None:
        if message["type"] == "http.response.start":
            own = {name.lower() for name, _ in message["headers"]}
            more = [(name, value) for name, value in _HEADERS.items() if name not in own]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return told


def _without_body(send: Any) -> Any:
    async def head(message: Any) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return head


async def _whole(receive: Any, most: int) -> bytes | None:
    """All of a body, None if it is too large."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > most:
            return None
        if not message.get("more_body"):
            return bytes(body)
