"""Who is at the browser: as a proxy before the server says, or as they called themselves when they marked a passage."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from ipp_search.ingest.text import safe
from ipp_search.pages.frame.addresses import ROOT

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

LONGEST = 80
"""Characters of a person's name."""
_COOKIE = "coder"
_KEPT = 365 * 24 * 3600  # seconds


def signed_in(request: Request) -> str | None:
    """The name that a reverse proxy gives, where the server was told to take it; None otherwise.

    It counts only beside the server's token in the same request: anybody can send a header, the proxy alone both.
    """
    site = request.app.state.site
    shown = request.headers.get("authorization", "").encode()
    proved = hmac.compare_digest(shown, f"Bearer {site.token}".encode())
    given = request.headers.get(site.user_header, "") if site.user_header and proved else ""
    return _name(given.encode("latin-1", "replace").decode("utf-8", "replace")) or None


def coder(request: Request) -> str:
    """The name under which a person marks passages; empty where none is known."""
    return signed_in(request) or _name(unquote(request.cookies.get(_COOKIE, "")))


def remember(request: Request, answer: Response, name: str) -> Response:
    """Let the browser keep the name that a person has given; the answer, with that."""
    if signed_in(request) is None:
        answer.set_cookie(_COOKIE, quote(name), max_age=_KEPT, path=ROOT, httponly=True, samesite="strict")
    return answer


def _name(given: str) -> str:
    return " ".join(safe(given).split())[:LONGEST]
