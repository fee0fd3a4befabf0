"""The briefing page: a draft on topics, a summary of a meeting, or the passages of a basket, to look over and take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.routing import Route

from ipp_search.errors import IppSearchError, NothingCited
from ipp_search.index.filters import MeetingFilters
from ipp_search.output.drafts import briefing as drafted
from ipp_search.output.drafts import document
from ipp_search.output.drafts.collected import set_out_passages
from ipp_search.output.drafts.document_docx import docx
from ipp_search.pages.frame import rendering
from ipp_search.pages.frame.addresses import Address
from ipp_search.query.briefing.lengths import LENGTHS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ipp_search.api import Index

_LIMITS = tuple(MeetingFilters.__annotations__)
_MOST_TOPICS = 12
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS = {"docx": "Word", "html": "web page", "md": "Markdown", "txt": "plain text"}


async def show(request: Request) -> Response:
    """The form, and below it the draft that the address asks for."""
    address = _address(request)
    known, meetings = await request.app.state.site.quick(lambda index: (list(index.themes()), index.meetings()))
    words = {
        "address": address, "themes": known, "lengths": LENGTHS, "chosen": address.all("topic"), "forms": _FORMS,
        "meetings": list(reversed(meetings)), "passages": address.all("passage"), "notes": _notes(address),
    }  # fmt: skip
    if not _asks(address):
        return rendering.page(request, "briefing.html", error=None, draft=None, **words)
    try:
        draft = await _draft(request, address)
    except IppSearchError as error:
        status = 404 if isinstance(error, NothingCited) else 400
        return rendering.page(request, "briefing.html", status, error=error, draft=None, **words)
    return rendering.page(request, "briefing.html", error=None, draft=draft, **words)


async def export(request: Request) -> Response:
    """The same draft as a file."""
    address, form = _address(request), request.path_params["form"]
    if form not in _FORMS or not _asks(address):
        raise HTTPException(404)
    draft = await _draft(request, address)
    name = " ".join(["briefing", *(address.all("title") or address.all("topic") or address.all("meeting"))])[:60]
    match form:
        case "docx":
            return rendering.download(docx(draft), f"{name}.docx", _WORD)
        case "html":
            return rendering.download(document.html(draft), f"{name}.html", "text/html")
        case "md":
            return rendering.download(document.markdown(draft), f"{name}.md", "text/markdown")
        case _:
            return rendering.download(document.plain_text(draft), f"{name}.txt", "text/plain")


def _address(request: Request) -> Address:
    notes = [name for name in request.query_params if name.startswith("note-")]
    return Address.of(request, ("topic", "meeting", "length", "since_last", "passage", "title", *notes, *_LIMITS))


def _asks(address: Address) -> bool:
    return any(address.get(name) for name in ("topic", "meeting", "passage"))


def _notes(address: Address) -> dict[str, str]:
    """The person's own words, by the id of the passage they stand below."""
    return {name.removeprefix("note-"): value for name, value in address.given if name.startswith("note-")}


async def _draft(request: Request, address: Address) -> document.Document:
    topics, length = address.all("topic")[:_MOST_TOPICS], address.get("length") or "standard"
    meeting, ids, limits = address.get("meeting"), address.all("passage"), address.some(_LIMITS)
    title, notes = address.get("title") or "", _notes(address)
    given: Any = {**limits, "length": length, "since_last": address.get("since_last") is not None}

    def drafting(index: Index) -> document.Document:
        if ids:
            return set_out_passages(title, index.passages(ids), notes)
        if meeting:
            of_one: Any = length
            return drafted.set_out_summary(index.summary(meeting, " ".join(topics) or None, length=of_one))
        return drafted.set_out([index.brief(topic, **given) for topic in topics])

    made: document.Document = await request.app.state.site.slow(drafting)
    return made


ROUTES = [Route("/briefing", show), Route("/briefing.{form}", export)]
"""The addresses."""
