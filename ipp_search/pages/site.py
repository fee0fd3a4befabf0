"""The pages as one application: what they need of the server, their addresses, and how errors look."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ipp_search.errors import BadQuestion, IndexLocked, IppSearchError, NothingCited, UnreadableRecord
from ipp_search.pages import actions, basket, briefing, records, saved, search, sign_in, verify
from ipp_search.pages.adding import routes as adding
from ipp_search.pages.adding.batches import Batches
from ipp_search.pages.adding.jobs import Jobs
from ipp_search.pages.following import editing, marking, timelines
from ipp_search.pages.frame import forms, language, rendering
from ipp_search.pages.frame.addresses import ROOT
from ipp_search.pages.frame.patience import Runs, TooLong, in_time
from ipp_search.pages.record import comparing, correcting, reading
from ipp_search.pages.saved import Searches

_LOG = logging.getLogger("ipp_search.pages")
_STATUS = (
    (BadQuestion, 400),
    (UnreadableRecord, 400),
    (NothingCited, 404),
    (IndexLocked, 503),
    (TooLong, 503),
    (forms.Refused, 403),
)


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages ask.

    Args:
        ask: answers a question, by its words alone or not, with what ``asking.ask`` takes: the JSON of ``/search``.
        quick: runs what takes milliseconds.
        slow: runs what may take seconds, so that nobody who reads waits for it.
        key: of the forms' tokens; another one each time the server is started.
        token: of the server, by which one signs in where it serves other machines.
        name: of the index, by which a browser tells its baskets apart.
        searches: those that were saved.
        batches: the files that are sent to be added.
        jobs: runs what writes to the index.
        user_header: the name of the header in which a reverse proxy tells who asks; None where there is no such.
    """

    ask: Callable[[str, bool, Mapping[str, Any]], Awaitable[str]]
    quick: Runs
    slow: Runs
    key: bytes
    token: str
    name: str
    searches: Searches
    batches: Batches
    jobs: Jobs
    user_header: str | None = None


UPLOADS: Mapping[str, int] = {f"{ROOT}/verify": verify.MOST_BYTES, f"{ROOT}/add": adding.MOST_BYTES}
"""The pages to which files are sent, each with how many bytes at most."""


def make_pages(site: Site) -> Starlette:
    """The application of all pages, to be mounted at ``addresses.ROOT``."""
    app = Starlette(
        routes=[
            *saved.ROUTES, *search.ROUTES, *reading.ROUTES, *records.ROUTES, *timelines.ROUTES, *actions.ROUTES,
            *basket.ROUTES, *briefing.ROUTES, *verify.ROUTES, *adding.ROUTES, *correcting.ROUTES, *sign_in.ROUTES,
            *editing.ROUTES, *marking.ROUTES, *comparing.ROUTES, *language.ROUTES,
            Mount("/static", StaticFiles(directory=rendering.STATIC)),
            Route("/about", _about), Route("/{rest:path}", _nowhere),
        ],
        exception_handlers={
            IppSearchError: _told, HTTPException: _told, Exception: _told,
        },
    )  # fmt: skip
    app.state.site = replace(site, slow=in_time(site.slow))
    app.add_middleware(_Around)
    return app


class _Around:
    """Adds the headers of ``rendering`` to all that goes out, and keeps addresses free of what a form left empty."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(rendering.HEADERS)
                if scope["path"].startswith(f"{ROOT}/static/"):
                    headers["Cache-Control"] = "max-age=86400"
            await send(message)

        given = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        if scope["type"] == "http" and scope["method"] == "GET" and not all(value for _, value in given):
            stated = urlencode([pair for pair in given if pair[1]])
            clean = RedirectResponse(f"{quote(scope['path'])}?{stated}" if stated else quote(scope["path"]), 302)
            await clean(scope, receive, with_headers)
            return
        await self._app(scope, receive, with_headers)


async def _about(request: Request) -> Response:
    return rendering.page(request, "about.html")


async def _nowhere(_: Request) -> Response:
    raise HTTPException(404)


async def _told(request: Request, error: Exception) -> Response:
    status, what, hint = 500, "Something went wrong that should not have.", "Try again; if it stays, report it."
    if isinstance(error, IppSearchError):
        status = next((known for kind, known in _STATUS if isinstance(error, kind)), 500)
        what, hint = error.message, error.hint
    elif isinstance(error, HTTPException):
        status, hint = error.status_code, "Check the address, or begin again from the search."
        what = "There is no such page." if status == 404 else str(error.detail)
    else:
        _LOG.error("an error of ours on %s: %s", request.url.path, type(error).__name__)
    return rendering.page(request, "error.html", status, what=what, hint=hint)
