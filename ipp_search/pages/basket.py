"""The basket: passages put aside for a briefing, kept by their ids in a cookie of the browser."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from starlette.routing import Route

from ipp_search.pages.frame import forms, rendering
from ipp_search.pages.frame.addresses import ROOT

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ipp_search.ingest.records import Passage

MOST = 100
"""Passages in a basket: a cookie holds 4 kB."""
_ID = re.compile(r"[0-9a-f]{16}")
_KEPT = 30 * 24 * 3600  # seconds


def held(request: Request) -> list[str]:
    """The ids in the basket, in its order."""
    return list(dict.fromkeys(_ID.findall(request.cookies.get(_name(request), ""))))[:MOST]


def _name(request: Request) -> str:
    """A name for this index: cookies do not tell ports apart, and several servers may run."""
    return f"basket-{hashlib.sha256(request.app.state.site.name.encode()).hexdigest()[:8]}"


async def passages(request: Request) -> list[Passage]:
    """The passages in the basket that the index still has, in its order."""
    ids = held(request)
    return list(await request.app.state.site.quick(lambda index: index.passages(ids)))


async def show(request: Request) -> Response:
    """The basket."""
    return rendering.page(request, "basket.html", passages=await passages(request), most=MOST)


async def change(request: Request) -> Response:
    """Put passages in, take one out, move one up or down, or empty it; then back to where that was asked.

    The button that was pressed names the passage; where ``passage`` names several, all of them are put in.
    """
    form = await forms.sent(request)
    ids = held(request)
    way = next((way for way in ("add", "remove", "up", "down", "empty") if way in form), "")
    one, place = forms.pressed(form, way)
    match way:
        case "add":
            ids += [new for new in map(str, form.getlist("passage") or [one]) if _ID.fullmatch(new) and new not in ids]
        case "remove" if one in ids:
            ids.remove(one)
        case "up" | "down" if one in ids:
            at = ids.index(one)
            ids.insert(max(0, at - 1 if way == "up" else at + 1), ids.pop(at))
        case "empty":
            ids = []
    answer = rendering.see(forms.back(form, f"{ROOT}/basket") + place)
    answer.set_cookie(
        _name(request), ".".join(ids[:MOST]), max_age=_KEPT, path=ROOT, httponly=True, samesite="strict",
    )  # fmt: skip
    return answer


ROUTES = [Route("/basket", show), Route("/basket", change, methods=["POST"])]
"""The addresses."""
