"""Many questions in one request: a JSON object a line, each answered in its place."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Response

from ipp_search.batch import EXAMPLE, MOST, NEEDED, OPTIONS, parse_lines
from ipp_search.errors import BadQuestion, IppSearchError
from ipp_search.output import as_json

_LINES = "application/x-ndjson"
BATCH: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A question a line, as JSON objects like " + EXAMPLE,
        "content": {_LINES: {"schema": {"type": "string", "minLength": 1, "examples": [EXAMPLE]}}},
    }
}
ANSWERS = "The answer to each line on a line: that line's id, then what /search gives, or an error."


class JsonLines(Response):
    """Lines of JSON."""

    media_type = _LINES


async def answered(body: bytes, ask: Callable[[str, bool, dict[str, Any]], Awaitable[str]]) -> Response:
    """Every line that can be answered; one that cannot has an ``error``, as on the command line."""

    async def answer(line: Any) -> str:
        try:
            given = {"limit": MOST, **line.row(NEEDED, OPTIONS, EXAMPLE)}
            del given["id"]
            found = await ask(given.pop("query"), given.pop("lexical", False), given)
        except (ValueError, IppSearchError) as error:
            found = as_json.to_json(as_json.not_answered(error), one_line=True)
        return f'{{"id": {as_json.to_json(line.id, one_line=True)}, {found[1:]}'

    try:
        lines = parse_lines(body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadQuestion("The questions are not UTF-8.", "Send JSON lines.") from None
    if not any(line.has(NEEDED) for line in lines):
        raise BadQuestion("No question is sent.", f"Send one a line, like {EXAMPLE}")
    answers = await asyncio.gather(*map(answer, lines))
    return JsonLines("".join(f"{one}\n" for one in answers))
