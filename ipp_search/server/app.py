"""The HTTP server over one index: the command line's JSON, and the command line itself for ``client``.

It answers this machine only, unless told otherwise, and then only with its token. Browsers are kept out by their Host
and Origin, so that no web page can read the records (DNS rebinding). No question is logged.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, Header, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from starlette.exceptions import HTTPException

from ipp_search._version import __version__
from ipp_search.batch import EXAMPLE, FILTERS, MOST, NEEDED, parse_lines
from ipp_search.errors import BadQuestion, IndexLocked, IppSearchError, NothingCited
from ipp_search.output import briefing, document, render
from ipp_search.output.actions import actions_json
from ipp_search.output.timeline import timeline_json
from ipp_search.server.client import proof
from ipp_search.server.protocol import Ran
from ipp_search.server.workers import Questions, Worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ipp_search.api import Index

MAX_BODY = 1_000_000
"""Bytes of a request."""
_SLOW = 15.0  # seconds for all of a request's body
_STATUS = ((BadQuestion, 400), (NothingCited, 404), (IndexLocked, 503))
_LOG = logging.getLogger("ipp_search.server")
_PAGE = Path(__file__).with_name("index.html")

RunCommand = Callable[[Sequence[str], "Index", int | None], Ran]
Words = Annotated[str | None, Query()]
Limits = dict[str, Any]


def make_app(folder: Path, token: str, run: RunCommand, *, hosts: Sequence[str], guarded: bool) -> FastAPI:
    """The application.

    Args:
        folder: of the index.
        token: what the command line proves itself with, and, where ``guarded``, every request.
        run: runs a command line on an index, folded to a width.
        hosts: the names and addresses by which it may be asked, in lower case.
        guarded: whether every request needs the token.
    """
    questions, rest = Questions(folder), Worker(folder, "rest")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            await _of(rest, lambda index: index.search("warm up", limit=1))  # loads the model and the arrays
            await asyncio.wrap_future(questions.ask("warm up", False, {"limit": 1}))
            yield
        finally:
            for worker in (questions, rest):
                await asyncio.to_thread(worker.stop)

    app = FastAPI(
        title="ipp-search", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None,
        description="Verbatim, cited passages of meeting records. The objects are those of the command line's JSON.",
    )  # fmt: skip
    app.add_middleware(_Guard, token=token, hosts=frozenset(hosts), guarded=guarded)
    app.add_exception_handler(Exception, _told)
    app.add_exception_handler(HTTPException, _told)
    _add_errors(app)

    async def ask(line: dict[str, Any]) -> str:
        given = {name: value for name, value in line.items() if name not in {"query", "id"} and value is not None}
        lexical = given.pop("lexical", False)
        return await asyncio.wrap_future(questions.ask(line["query"], lexical, given))

    @app.get("/search", summary="The passages that answer a question")
    async def search(
        query: str, since: Words = None, until: Words = None, meeting: Words = None, series: Words = None,
        section: Words = None, kind: Words = None, speaker: Words = None, owner: Words = None,
        limit: Annotated[int, Query(ge=1, le=10_000)] = 10, lexical: bool = False, natural: bool = True,
    ) -> Any:  # fmt: skip
        found = await ask(
            {
                "query": query, "since": since, "until": until, "meeting": meeting, "series": series,
                "section": section, "kind": kind, "speaker": speaker, "owner": owner, "limit": limit,
                "lexical": lexical, "natural": natural,
            }
        )  # fmt: skip
        return Response(found, media_type="application/json")

    @app.post("/batch", summary="Questions, one JSON object a line, answered one a line")
    async def batch(request: Request) -> Any:
        return await _batch(await request.body(), ask)

    @app.get("/timeline", summary="Themes from meeting to meeting")
    async def timeline(
        theme: Annotated[list[str], Query()], since: Words = None, until: Words = None, series: Words = None
    ) -> Any:
        followed = await _of(rest, lambda i: i.timelines(theme, since=since, until=until, series=series))
        return [timeline_json(one) for one in followed]

    @app.get("/brief", summary="A briefing on a topic, or a summary of one meeting")
    async def brief(
        topic: Annotated[list[str] | None, Query()] = None, meeting: Words = None, since: Words = None,
        until: Words = None, series: Words = None, length: str = "standard",
    ) -> Any:  # fmt: skip
        if length not in {"short", "standard", "full"}:
            raise BadQuestion(f"There is no length {length!r}.", "It is short, standard or full.")
        if not (topic or meeting):
            raise BadQuestion("No topic is named.", "Name a topic, or a meeting to summarise.")

        def drafted(index: Index) -> document.Document:
            if meeting:
                return briefing.set_out_summary(index.summary(meeting, " ".join(topic or ()) or None, length=length))  # type: ignore[arg-type]
            limits: Limits = {"since": since, "until": until, "series": series, "length": length}
            return briefing.set_out([index.brief(one, **limits) for one in topic or ()])

        return document.as_json(await _of(rest, drafted))

    @app.get("/actions", summary="Every action with its history")
    async def actions(
        since: Words = None, until: Words = None, meeting: Words = None, series: Words = None, owner: Words = None,
        open: bool = False,
    ) -> Any:  # fmt: skip
        limits: Limits = {"since": since, "until": until, "meeting": meeting, "series": series, "owner": owner}
        return actions_json(await _of(rest, lambda i: i.actions(only_open=open, **limits)))

    @app.get("/meetings", summary="Every meeting, oldest first")
    async def meetings() -> Any:
        return render.meetings_json(await _of(rest, lambda i: i.meetings()))

    @app.get("/show", summary="The passage that a citation names, in its surroundings")
    async def show(citation: str) -> Any:
        return render.excerpts_json(await _of(rest, lambda i: i.show(citation)))

    @app.get("/status", summary="What the index holds")
    async def status() -> Any:
        return render.status_json(await _of(rest, lambda i: i.status()))

    @app.get("/health", summary="Whether the server answers, and whose it is")
    async def health(x_nonce: Annotated[str, Header()] = "") -> Any:
        return {"ok": True, "version": __version__, "proof": proof(token, x_nonce)}

    @app.post("/cli", include_in_schema=False)
    async def cli(request: Request, x_token: Annotated[str, Header()] = "") -> Any:
        if not hmac.compare_digest(x_token.encode(), token.encode()):
            raise HTTPException(401, "The token is wrong.")
        sent = await request.json()
        args, width = sent.get("args"), sent.get("width")
        if not (isinstance(args, list) and all(isinstance(arg, str) for arg in args)):
            raise BadQuestion("No command is sent.", "Send args, a list of words.")
        ran: Ran = await _of(rest, lambda index: run(args, index, width if isinstance(width, int) else None))
        return {"code": ran.code, "out": ran.out, "err": ran.err}

    @app.get("/", include_in_schema=False)
    async def page() -> HTMLResponse:
        return HTMLResponse(_PAGE.read_text("utf-8"))

    return app


async def _of(worker: Worker, job: Callable[[Index], Any]) -> Any:
    return await asyncio.wrap_future(worker.submit(job))


async def _batch(body: bytes, ask: Callable[[dict[str, Any]], Awaitable[str]]) -> PlainTextResponse:
    """Every line that can be answered; one that cannot has an ``error``, as on the command line."""

    async def answer(line: Any) -> str:
        try:
            row = line.row(NEEDED, [*FILTERS, "lexical"], EXAMPLE)
            found = await ask({"limit": MOST, **row})
        except (ValueError, IppSearchError) as error:
            found = render.to_json({"query": None, "found": False, "hits": [], "error": str(error)}, one_line=True)
        return f'{{"id": {render.to_json(line.id, one_line=True)}, {found[1:]}'

    lines = parse_lines(body.decode("utf-8", "replace"))
    answers = await asyncio.gather(*map(answer, lines))
    return PlainTextResponse("".join(f"{one}\n" for one in answers), media_type="application/x-ndjson")


def _error(error: str, hint: str, status: int) -> JSONResponse:
    return JSONResponse({"ok": False, "error": error, "hint": hint, "status": status}, status)


async def _told(_: Request, error: Exception) -> JSONResponse:
    """Any error in the one shape that all have."""
    if isinstance(error, IppSearchError):
        return _error(error.message, error.hint, next((s for kind, s in _STATUS if isinstance(error, kind)), 500))
    if isinstance(error, HTTPException):
        return _error(str(error.detail), "See /openapi.json for what can be asked.", error.status_code)
    _LOG.error("an error of ours: %s", type(error).__name__)
    return _error("Something went wrong that should not have.", "Ask again; if it stays, report it.", 500)


def _add_errors(app: FastAPI) -> None:
    from fastapi.exceptions import RequestValidationError

    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        name = str(first["loc"][-1])
        return _error(f"{name}: {first['msg']}.", "See /openapi.json for what can be asked.", 400)

    app.add_exception_handler(RequestValidationError, invalid)  # type: ignore[arg-type]
    app.add_exception_handler(IppSearchError, _told)


class _Guard:
    """Refuses what comes from elsewhere, without the token, too large or too slowly."""

    def __init__(self, app: Any, token: str, hosts: frozenset[str], guarded: bool) -> None:
        self._app, self._token, self._hosts, self._guarded = app, token, hosts, guarded

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if refused := self._refused(headers, open_to_all=scope["path"] == "/health"):
            await refused(scope, receive, send)
            return
        try:
            body = await asyncio.wait_for(_whole(receive), _SLOW)
        except TimeoutError:
            await _error("The request came too slowly.", "Send it at once.", 408)(scope, receive, send)
            return
        if body is None:
            large = _error(f"A request has at most {MAX_BODY:,} bytes.", "Send less at once.", 413)
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

    def _refused(self, headers: dict[str, str], open_to_all: bool) -> JSONResponse | None:
        if host_of(headers.get("host", "")) not in self._hosts:
            return _error("This server is not asked by that name.", "Ask it by its address.", 403)
        origin = headers.get("origin")
        if origin is not None and host_of(origin.partition("://")[2]) not in self._hosts:
            return _error("Other sites may not ask this server.", "Ask it from a program.", 403)
        given = headers.get("authorization", "").removeprefix("Bearer ")
        if self._guarded and not open_to_all and not hmac.compare_digest(given.encode(), self._token.encode()):
            return _error("The token is missing or wrong.", "Send it as: Authorization: Bearer TOKEN", 401)
        return None


def local_hosts() -> set[str]:
    """The names by which a machine asks itself."""
    return {"127.0.0.1", "localhost", "::1"}


def host_of(address: str) -> str:
    """The name or address in ``NAME:PORT``, in lower case and without brackets."""
    if address.startswith("["):
        return address[1:].partition("]")[0].lower()
    return address.partition(":")[0].lower()


async def _whole(receive: Any) -> bytes | None:
    """All of a body, None if it is too large."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            return None
        if not message.get("more_body"):
            return bytes(body)
