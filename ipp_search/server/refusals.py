"""The one shape in which the server says no, whatever the reason."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from typing_extensions import TypedDict  # pydantic reads typing's own from Python 3.12 only

from ipp_search.errors import BadQuestion, IndexLocked, IppSearchError, NothingCited

_LOG = logging.getLogger("ipp_search.server")
_STATUS = ((BadQuestion, 400), (NothingCited, 404), (IndexLocked, 503))
_SEE = "See /openapi.json for what can be asked."


class ErrorJson(TypedDict):
    """Every error of the server."""

    ok: bool
    """Never true."""
    error: str
    """What happened."""
    hint: str
    """What to do."""
    status: int


RESPONSES: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorJson, "description": "What is asked cannot be understood."},
    404: {"model": ErrorJson, "description": "There is no such meeting, passage or address."},
    "4XX": {"model": ErrorJson, "description": "The request may not be made, or not so."},
    503: {"model": ErrorJson, "description": "Another process is writing to the index."},
    500: {"model": ErrorJson, "description": "Something is wrong with the index or the server."},
}
"""For the description of every route."""
_AS_JSON = {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorJson"}}}
BESIDE_LINES: dict[int | str, dict[str, Any]] = {
    status: {"description": told["description"], "content": _AS_JSON} for status, told in RESPONSES.items()
}
"""The same for a route whose answers are no JSON object."""


def refusal(error: str, hint: str, status: int, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """An error as ``ErrorJson``."""
    told: ErrorJson = {"ok": False, "error": error, "hint": hint, "status": status}
    return JSONResponse(told, status, headers=dict(headers or {}))


def add_to(app: FastAPI) -> None:
    """Have an application answer every error so."""
    app.add_exception_handler(Exception, _told)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(IppSearchError, _told)
    app.add_exception_handler(RequestValidationError, _told)


async def _told(_: Request, error: Exception) -> JSONResponse:
    if isinstance(error, IppSearchError):
        return refusal(error.message, error.hint, next((s for kind, s in _STATUS if isinstance(error, kind)), 500))
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        name = str(first["loc"][-1])
        if first["type"] == "extra_forbidden":
            return refusal(f"There is no parameter {name!r} here.", _SEE, 400)
        return refusal(f"{name}: {first['msg']}.", _SEE, 400)
    if isinstance(error, HTTPException):
        return refusal(str(error.detail), _SEE, error.status_code, error.headers)
    _LOG.error("an error of ours: %s", type(error).__name__)
    return refusal("Something went wrong that should not have.", "Ask again; if it stays, report it.", 500)
