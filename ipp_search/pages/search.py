"""The search page: a question, what narrows it down, and the passages found, each with what to do with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ipp_search.errors import BadQuestion, NothingCited
from ipp_search.index.filters import NAMES
from ipp_search.output import as_json
from ipp_search.output import search as printed
from ipp_search.output.exchange.spreadsheet import spreadsheet
from ipp_search.output.format import one_line
from ipp_search.pages import facets
from ipp_search.pages.frame import rendering
from ipp_search.pages.frame.addresses import Address, leaf
from ipp_search.pages.frame.language import to_translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from ipp_search.api import Index

_MOST = 100  # passages that can be leafed through
_A_PAGE = 10
_RECENT = 5  # meetings named where nothing is asked
_LABELS = {
    "since": to_translate("From"),
    "until": to_translate("To"),
    "series": to_translate("Group"),
    "kind": to_translate("Kind"),
    "speaker": to_translate("Speaker"),
    "owner": to_translate("Owner"),
    "section": to_translate("Heading"),
    "meeting": to_translate("Meeting"),
}


async def search(request: Request) -> Response:
    """The page for a question, or, without one, where to begin."""
    address = Address.of(request, ("query", "page", "as_typed", "order", *NAMES))
    question = address.get("query")
    if question is None:
        return await _begin(request, address)
    given = {**address.some(NAMES), "limit": _MOST, "natural": address.get("as_typed") is None, "counts": True}
    try:
        found: dict[str, Any] = json.loads(await request.app.state.site.ask(question, False, given))
    except (BadQuestion, NothingCited) as error:
        status = 404 if isinstance(error, NothingCited) else 400
        return rendering.page(
            request,
            "search.html",
            status,
            address=address,
            question=question,
            error=error,
            found=None,
            **_form(address),
        )
    shown = found["hits"] or found["nearest"]
    if address.get("order") == "date":
        shown = sorted(shown, key=lambda hit: hit["meeting"]["date"] or "", reverse=True)
    number, pages = leaf(address, len(shown), _A_PAGE)
    begin = (number - 1) * _A_PAGE
    counts = found.get("counts")
    by = counts["by"] if counts and counts["passages"] else facets.counted_in(shown)
    hits = [_hit(hit) for hit in shown[begin : begin + _A_PAGE]]
    read_in = {name: value for name, value in found["filters"].items() if address.get(name) is None}
    return rendering.page(
        request, "search.html", address=address, question=question, error=None, found=found, hits=hits,
        total=len(shown), most=_MOST, counts=counts, first=begin + 1, number=number, last=pages,
        facets=facets.facets(by, address), bars=facets.histogram(by["month"], address), read_in=read_in,
        **_form(address),
    )  # fmt: skip


async def _begin(request: Request, address: Address) -> Response:
    def look(index: Index) -> Any:
        return index.status(), index.meetings(), list(index.themes())

    status, meetings, themes = await request.app.state.site.quick(look)
    dated = [held for held in meetings if held.meeting.date]
    return rendering.page(
        request, "begin.html", address=address, question="", error=None, status=status, themes=themes,
        recent=dated[: -_RECENT - 1 : -1], **_form(address),
    )  # fmt: skip


def _form(address: Address) -> dict[str, Any]:
    """What the form shows: the filters that are set, each with the address without it."""
    set_ = [
        (
            _LABELS[name],
            facets.KINDS.get(value, value) if name == "kind" else value,
            str(address.having(**{name: None, "page": None})),
        )
        for name, value in address.some(NAMES).items()
    ]
    return {"set_filters": set_, "labels": _LABELS, "kinds": facets.KINDS}


def _hit(hit: Mapping[str, Any]) -> dict[str, Any]:
    quotation = one_line(hit["text"])
    return {
        **hit,
        "spans": hit["matches"],
        "plain": f"“{quotation}” — {hit['citation']}",
        "markdown": f"> {quotation}\n>\n> — {hit['citation']}",
    }


async def export(request: Request) -> Response:
    """The passages for a question as a file, within the same limits as the page has them."""
    address = Address.of(request, ("query", "as_typed", "order", *NAMES))
    limits: Any = address.some(NAMES)
    found = await request.app.state.site.quick(
        lambda index: index.search(
            address.get("query") or "", limit=_MOST, natural=address.get("as_typed") is None, **limits
        )
    )
    found = found.by_date() if address.get("order") == "date" else found
    match request.path_params["form"]:
        case "csv":
            return rendering.download(printed.search_csv(found), "passages.csv", "text/csv")
        case "xlsx":
            table = spreadsheet(*printed.search_table(found))
            return rendering.download(table, "passages.xlsx", rendering.KINDS["xlsx"])
        case "md":
            return rendering.download(printed.search_markdown(found), "passages.md", "text/markdown")
        case "json":
            told = as_json.to_json(as_json.search_json(found))
            return rendering.download(told, "passages.json", "application/json")
        case _:
            raise HTTPException(404)


async def _home(_: Request) -> Response:
    return RedirectResponse("/pages/search", 307)


ROUTES = [Route("/", _home), Route("/search", search), Route("/search.{form}", export)]
"""The addresses."""
