"""Signing in, where the pages serve other machines: the token of the server, once, then a cookie that stands for it."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from starlette.routing import Route

from ipp_search.errors import BadQuestion
from ipp_search.pages.frame import forms, rendering
from ipp_search.pages.frame.addresses import ROOT

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

PATH = f"{ROOT}/sign-in"
"""Where one signs in; open to all, as is what its page is made of."""
COOKIE = "ipp-search-pass"


def pass_of(token: str) -> str:
    """What the cookie of whoever has signed in says; the token cannot be told from it."""
    return hmac.new(token.encode(), b"signed in to the pages", hashlib.sha256).hexdigest()


def is_open(path: str) -> bool:
    """Whether a page or file can be had without signing in."""
    return path == PATH or path.startswith(f"{ROOT}/static/")


async def show(request: Request) -> Response:
    """The form."""
    return rendering.page(request, "sign_in.html", error=None)


async def sign_in(request: Request) -> Response:
    """Let in whoever has the token, until the browser is closed."""
    form = await forms.sent(request)
    site = request.app.state.site
    if not hmac.compare_digest(forms.words(form, "pass").encode(), site.token.encode()):
        error = BadQuestion("That is not the token of this server.", "Ask whoever runs it.")
        return rendering.page(request, "sign_in.html", 401, error=error)
    answer = rendering.see(f"{ROOT}/search")
    encrypted = request.headers.get("x-forwarded-proto", request.url.scheme) == "https"
    answer.set_cookie(COOKIE, pass_of(site.token), path="/", httponly=True, samesite="strict", secure=encrypted)
    return answer


ROUTES = [Route("/sign-in", show), Route("/sign-in", sign_in, methods=["POST"])]
"""The addresses."""
