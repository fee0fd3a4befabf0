"""Themes, and their timelines: what each meeting said on a theme or phrase, every figure a link to its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.routing import Route

from ipp_search.errors import BadQuestion
from ipp_search.index.filters import MeetingFilters
from ipp_search.output import as_json
from ipp_search.output.drafts.packed import packed
from ipp_search.output.exchange.workbooks import timelines_xlsx
from ipp_search.output.timelines import tables
from ipp_search.output.timelines import timeline as printed
from ipp_search.output.timelines.timeline_document import set_out_timelines
from ipp_search.output.timelines.timeline_page import timeline_page
from ipp_search.pages.frame import people, rendering
from ipp_search.pages.frame.addresses import Address, leaf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ipp_search.query.timeline.records import Timeline, TimelineRow

_LIMITS = tuple(MeetingFilters.__annotations__)
_MOST_THEMES = 12  # columns of the table
_A_PAGE = 40  # meetings
_MOST = (3, 1, 1)  # passages of a meeting, of one theme, of each of two or three; a page of its own has all
_AT_ONCE = 100  # passages on that page
_FORMS = {
    "xlsx": "spreadsheet (Excel)", "docx": "Word", "odt": "OpenDocument", "pdf": "PDF", "html": "page with a chart",
    "csv": "passages (CSV)", "meetings.csv": "meetings (CSV)", "json": "JSON",
}  # fmt: skip
_SHADES = 3  # of a cell, by its share of the heaviest


async def show(request: Request) -> Response:
    """The themes of the index, and the form to follow them or any phrase."""
    known = await request.app.state.site.quick(lambda index: index.themes())
    return rendering.page(request, "themes.html", themes=list(known.values()), **_form(Address("/timeline")))


async def follow(request: Request) -> Response:
    """The timelines of the themes that the address names, side by side, and their passages."""
    address = Address.of(request, ("theme", "page", "at", "spoken", *_LIMITS))
    try:
        timelines = await _followed(request, address)
    except BadQuestion as error:
        known = await request.app.state.site.quick(lambda index: index.themes())
        return rendering.page(request, "themes.html", 400, themes=list(known.values()), **_form(address, error))
    meetings = [row.meeting for row in timelines[0].rows]
    shown = [
        n
        for n in range(len(meetings))
        if address.get("spoken") is None or any(timeline.rows[n].passages for timeline in timelines)
    ]
    number, last = leaf(address, len(shown), _A_PAGE)
    if address.get("page") is None:
        number = last  # the latest meetings are what most come for
    places = shown[(number - 1) * _A_PAGE : number * _A_PAGE]
    at = next((n for n, meeting in enumerate(meetings) if meeting.id == address.get("at")), None)
    if at is not None:
        places = [at]
        number, last = leaf(address, max(len(timeline.rows[at].passages) for timeline in timelines), _AT_ONCE)
    return rendering.page(
        request, "timeline.html", timelines=timelines, meetings=meetings, number=number, last=last,
        forms=_FORMS, places=places, at=at is not None,
        first=_first(len(timelines), number, at is not None), shade=_shade, coder=people.coder(request),
        is_signed_in=people.signed_in(request) is not None,
        tops=[max((row.weight for row in timeline.rows), default=0.0) for timeline in timelines],
        scope=printed.scope, several=len({meeting.series for meeting in meetings}) > 1, **_form(address),
    )  # fmt: skip


async def export(request: Request) -> Response:
    """The same timelines as a file."""
    address = Address.of(request, ("theme", *_LIMITS))
    timelines = await _followed(request, address)
    match request.path_params["form"]:
        case "csv":
            return rendering.download(tables.passages_csv(timelines), "passages.csv", "text/csv")
        case "meetings.csv":
            return rendering.download(tables.meetings_csv(timelines), "meetings.csv", "text/csv")
        case "json":
            told = as_json.to_json([as_json.timeline_json(one) for one in timelines])
            return rendering.download(told, "timelines.json", "application/json")
        case "xlsx":
            return rendering.download(timelines_xlsx(timelines), "timelines.xlsx", rendering.KINDS["xlsx"])
        case "docx" | "odt" | "pdf" as form:
            made = packed(set_out_timelines(timelines), form)
            return rendering.download(made, f"timelines.{form}", rendering.KINDS[form])
        case "html":
            return rendering.download(timeline_page(timelines), "timelines.html", "text/html")
        case _:
            raise HTTPException(404)


async def _followed(request: Request, address: Address) -> Sequence[Timeline]:
    themes, limits = address.all("theme")[:_MOST_THEMES], address.some(_LIMITS)
    given: Any = limits
    if not themes:
        raise BadQuestion("No theme is named.", "Choose one, or type a phrase to follow.")
    return list(await request.app.state.site.slow(lambda index: index.timelines(themes, **given)))


def _first(themes: int, number: int, at: bool) -> slice:
    """Which passages of a meeting are shown; of many themes none, so that the page does not grow with them."""
    if at:
        return slice((number - 1) * _AT_ONCE, number * _AT_ONCE)
    return slice(_MOST[themes - 1] if themes <= len(_MOST) else 0)


def _form(address: Address, error: BadQuestion | None = None) -> dict[str, Any]:
    return {"address": address, "chosen": address.all("theme"), "error": error}


def _shade(row: TimelineRow, top: float) -> int:
    """How dark a cell is: 0 for none, to ``_SHADES`` for the heaviest of its timeline, whose weight is ``top``."""
    return min(_SHADES, 1 + int(_SHADES * row.weight / top)) if row.passages and top else 0


ROUTES = [
    Route("/themes", show),
    Route("/timeline", follow),
    Route("/timeline.{form:path}", export),
]
"""The addresses."""
