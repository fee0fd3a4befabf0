"""The HTTP server over one index: the command line's JSON, and the command line itself for ``client``.

It answers this machine only, unless told otherwise, and then only with its token. Browsers are kept out by their Host
and Origin, so that no web page can read the records (DNS rebinding). No question is logged.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, Header, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from ipp_search._version import __version__
from ipp_search.errors import BadQuestion, MissingExtra
from ipp_search.extras import needed
from ipp_search.output import as_json
from ipp_search.output.contract import (
    ActionJson,
    BriefingJson,
    ExcerptJson,
    HeldMeetingJson,
    SearchJson,
    StatusJson,
    TimelineJson,
)
from ipp_search.output.drafts import briefing, document
from ipp_search.pages.adding.batches import Batches
from ipp_search.pages.adding.jobs import Jobs
from ipp_search.pages.frame.addresses import ROOT
from ipp_search.pages.saved import Searches
from ipp_search.pages.site import UPLOADS, Site, make_pages
from ipp_search.server import refusals
from ipp_search.server.asked import (
    AskedActions,
    AskedBrief,
    AskedCitation,
    AskedSearch,
    AskedTimeline,
    HealthJson,
    Nothing,
)
from ipp_search.server.batches import ANSWERS, BATCH, JsonLines, answered
from ipp_search.server.client import proof
from ipp_search.server.guard import Guard
from ipp_search.server.protocol import Ran
from ipp_search.server.workers import PROCESSORS, Questions, Worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
    from starlette.routing import Route

    from ipp_search.api import Index
    from ipp_search.mcp.server import Runs

_WIDEST = 1000  # columns of a terminal
RunCommand = Callable[[Sequence[str], "Index", int | None], Ran]


def make_app(
    folder: Path,
    token: str,
    run: RunCommand,
    *,
    hosts: Sequence[str],
    guarded: bool,
    helpers: int = PROCESSORS,
    records: Path | None = None,
    user_header: str | None = None,
) -> FastAPI:
    """The application.

    Args:
        folder: of the index.
        token: what the command line proves itself with, and, where ``guarded``, every request.
        run: runs a command line on an index, folded to a width.
        hosts: the names and addresses by which it may be asked, in lower case.
        guarded: whether every request needs the token.
        helpers: at most so many processes that answer questions while many wait.
        records: the folder for files that are added in a browser; None for one beside the index.
        user_header: the header in which a reverse proxy, which sends the token too, names who asks.
    """
    questions, rest, slow = Questions(folder, helpers), Worker(folder, "rest"), Worker(folder, "slow")
    agents = _agents(partial(_of, rest))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            await _of(rest, lambda index: index.search("warm up", limit=1))  # loads the model and the arrays
            await asyncio.wrap_future(questions.ask("warm up", False, {"limit": 1}))
            async with agents[1].run() if agents else nullcontext():
                yield
        finally:
            for worker in (questions, rest, slow):
                await asyncio.to_thread(worker.stop)

    app = FastAPI(
        title="ipp-search", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None,
        description="Verbatim, cited passages of meeting records. The objects are those of the command line's JSON.",
        responses=refusals.RESPONSES,
    )  # fmt: skip
    app.add_middleware(Guard, token=token, hosts=frozenset(hosts), guarded=guarded, uploads=UPLOADS)
    refusals.add_to(app)

    async def ask(query: str, lexical: bool, given: Mapping[str, Any]) -> str:
        return await asyncio.wrap_future(questions.ask(query, lexical, dict(given)))

    @app.get("/search", summary="The passages that answer a question", response_model=SearchJson)
    async def search(asked: Annotated[AskedSearch, Query()]) -> Response:
        given = {**asked.filters(), "limit": asked.limit, "natural": asked.natural, "strict": asked.strict}
        return Response(await ask(asked.query, asked.lexical, given), media_type="application/json")

    @app.post(
        "/batch", summary="Questions, one JSON object a line, answered one a line", openapi_extra=BATCH,
        response_class=JsonLines, response_description=ANSWERS, responses=refusals.BESIDE_LINES,
    )  # fmt: skip
    async def batch(asked: Annotated[Nothing, Query()], request: Request) -> Response:
        return await answered(await request.body(), ask)

    @app.get("/timeline", summary="Themes from meeting to meeting", response_model=list[TimelineJson])
    async def timeline(asked: Annotated[AskedTimeline, Query()]) -> Response:
        followed = await _of(rest, lambda index: index.timelines(asked.theme, **asked.filters()))
        return _json([as_json.timeline_json(one) for one in followed])

    @app.get("/brief", summary="A briefing on a topic, or a summary of one meeting", response_model=BriefingJson)
    async def brief(asked: Annotated[AskedBrief, Query()]) -> Response:
        limits = asked.filters()
        meeting = limits.pop("meeting", None)
        if not (asked.topic or meeting):
            raise BadQuestion("No topic is named.", "Name a topic, or a meeting to summarise.")
        if meeting and limits:
            raise BadQuestion("A meeting takes no other limits.", "Leave them out.")

        def drafted(index: Index) -> document.Document:
            if meeting:
                summary = index.summary(meeting, " ".join(asked.topic) or None, length=asked.length)
                return briefing.set_out_summary(summary)
            return briefing.set_out([index.brief(one, length=asked.length, **limits) for one in asked.topic])

        return _json(document.as_json(await _of(rest, drafted)))

    @app.get("/actions", summary="Every action with its history", response_model=list[ActionJson])
    async def actions(asked: Annotated[AskedActions, Query()]) -> Response:
        found = await _of(rest, lambda index: index.actions(only_open=asked.open, **asked.filters()))
        return _json(as_json.actions_json(found))

    @app.get("/meetings", summary="Every meeting, oldest first", response_model=list[HeldMeetingJson])
    async def meetings(asked: Annotated[Nothing, Query()]) -> Response:
        return _json(as_json.meetings_json(await _of(rest, lambda index: index.meetings())))

    @app.get(
        "/show", summary="The passage that a citation names, in its surroundings", response_model=list[ExcerptJson]
    )
    async def show(asked: Annotated[AskedCitation, Query()]) -> Response:
        return _json(as_json.excerpts_json(await _of(rest, lambda index: index.show(asked.citation))))

    @app.get("/status", summary="What the index holds", response_model=StatusJson)
    async def status(asked: Annotated[Nothing, Query()]) -> Response:
        return _json(as_json.status_json(await _of(rest, lambda index: index.status())))

    @app.get("/health", summary="Whether the server answers, and whose it is", response_model=HealthJson)
    async def health(asked: Annotated[Nothing, Query()], x_nonce: Annotated[str, Header()] = "") -> Response:
        told: HealthJson = {"ok": True, "version": __version__, "proof": proof(token, x_nonce)}
        return _json(told)

    @app.post("/cli", include_in_schema=False)
    async def cli(request: Request, x_token: Annotated[str, Header()] = "") -> Response:
        if not hmac.compare_digest(x_token.encode(), token.encode()):
            raise HTTPException(401, "The token is wrong.")
        args, width = _command(await request.body())
        ran: Ran = await _of(rest, lambda index: run(args, index, width))
        return _json({"code": ran.code, "out": ran.out, "err": ran.err})

    @app.get("/", include_in_schema=False)
    async def begin() -> Response:
        return RedirectResponse(f"{ROOT}/search")

    sent = Batches(records or folder.with_name(f"{folder.name}-records"))
    searches = Searches(folder)
    key = hmac.new(token.encode(), b"pages", "sha256").digest()
    site = Site(
        ask, partial(_of, rest), partial(_of, slow), key, token, str(folder), searches, sent, Jobs(folder), user_header
    )
    app.mount(ROOT, make_pages(site))
    if agents:
        app.router.routes.append(agents[0])
    return app


def _json(value: object) -> Response:
    # Made from the types that describe it; to check it once more would cost more than the answer.
    return Response(as_json.to_json(value, one_line=True), media_type="application/json")


def _agents(run: Runs) -> tuple[Route, StreamableHTTPSessionManager] | None:
    """What answers agents, where the extra is installed."""
    try:
        with needed("mcp", "The server for agents"):
            from ipp_search.server.agents import make_route
    except MissingExtra:
        return None
    return make_route(run)


async def _of(worker: Worker, job: Callable[[Index], Any]) -> Any:
    return await asyncio.wrap_future(worker.submit(job))


def _command(body: bytes) -> tuple[list[str], int | None]:
    """The arguments and the width that a command line sends.

    Raises:
        BadQuestion: they are not there.
    """
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        sent = None
    args, width = (sent.get("args"), sent.get("width")) if isinstance(sent, dict) else (None, None)
    if not (isinstance(args, list) and all(isinstance(arg, str) for arg in args)):
        raise BadQuestion("No command is sent.", "Send args, a list of words.")
    return args, width if isinstance(width, int) and 0 < width <= _WIDEST else None
