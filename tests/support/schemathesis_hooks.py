"""Teaches schemathesis JSON lines: how they are made, sent and read."""

from __future__ import annotations

import json
from typing import Any

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def written(_: Any, value: Any) -> Any:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


@schemathesis.deserializer("application/x-ndjson")
def read(_: Any, response: Any) -> Any:
    for line in response.content.splitlines():
        assert {"id", "query", "found", "hits"} <= json.loads(line).keys()
    return response.content.decode("utf-8")


@schemathesis.hook
def map_body(_: Any, body: Any) -> Any:
    """Beside whatever it is, a line with a question."""
    return f"{body}\n{json.dumps({'id': 1, 'query': body})}" if isinstance(body, str) and body else body
