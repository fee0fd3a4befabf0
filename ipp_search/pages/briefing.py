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
from ipp_search.output.drafts.packed import packed
from ipp_search.pages.frame import rendering
from ipp_search.pages.frame.addresses import Address
from ipp_search.query.briefing.lengths import LENGTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ipp_search.api import Index
    from ipp_search.query.verification.statements import Statement

_LIMITS = tuple(MeetingFilters.__annotations__)
_MOST_TOPICS = 12
_SHOWN = 250  # paragraphs of a draft; a file has all, and no page 200 kB
_MOST_EDITED = 100  # passages that are put into order in an address
_FORMS = {
    "docx": "Word",
    "odt": "OpenDocument",
    "pdf": "PDF",
    "html": "web page",
    "md": "Markdown",
    "txt": "plain text",
}


async def show(request: Request) -> Response:
    """The form, and below it the draft that the address asks for."""
    address = _address(request)
    if moved := _moved(request, address):
        return rendering.see(moved)
    known, meetings = await request.app.state.site.quick(lambda index: (list(index.themes()), index.meetings()))
    words = {
        "address": address, "themes": known, "lengths": LENGTHS, "chosen": address.all("topic"), "forms": _FORMS,
        "meetings": list(reversed(meetings)), "passages": [], "own": (), "notes": _own(address, "note-"),
        "heads": _own(address, "head-"),
    }  # fmt: skip
    if not _asks(address):
        return rendering.page(request, "briefing.html", error=None, draft=None, **words)
    try:
        draft = await _draft(request, address)
    except IppSearchError as error:
        status = 404 if isinstance(error, NothingCited) else 400
        return rendering.page(request, "briefing.html", status, error=error, draft=None, **words)
    if ids := address.all("passage"):
        held, own = await request.app.state.site.slow(lambda index: (index.passages(ids), _unproved(index, draft)))
        words |= {"passages": held, "own": own}
    else:
        words["edited"] = _edited(draft) if len(draft.sources) <= _MOST_EDITED else None
    shown = draft.blocks if ids else draft.blocks[:_SHOWN]
    cited = {n for block in shown for pieces in (block.pieces, *block.cells) for piece in pieces for n in piece.notes}
    sources = [(n, passage) for n, passage in enumerate(draft.sources, 1) if n in cited]
    return rendering.page(
        request, "briefing.html", error=None, draft=draft, shown=shown, sources=sources, most=_MOST_EDITED, **words
    )


async def export(request: Request) -> Response:
    """The same draft as a file."""
    address, form = _address(request), request.path_params["form"]
    if form not in _FORMS or not _asks(address):
        raise HTTPException(404)
    draft = await _draft(request, address)
    name = " ".join(["briefing", *(address.all("title") or address.all("topic") or address.all("meeting"))])[:60]
    match form:
        case "docx" | "odt" | "pdf":
            return rendering.download(packed(draft, form), f"{name}.{form}", rendering.KINDS[form])
        case "html":
            return rendering.download(document.html(draft), f"{name}.html", "text/html")
        case "md":
            return rendering.download(document.markdown(draft), f"{name}.md", "text/markdown")
        case _:
            return rendering.download(document.plain_text(draft), f"{name}.txt", "text/plain")


def _address(request: Request) -> Address:
    notes = [name for name in request.query_params if name.startswith(("note-", "head-"))]
    return Address.of(request, ("topic", "meeting", "length", "since_last", "passage", "title", *notes, *_LIMITS))


def _asks(address: Address) -> bool:
    return any(address.get(name) for name in ("topic", "meeting", "passage"))


def _own(address: Address, begins: str) -> dict[str, str]:
    """The person's own words of a kind, ``note-`` or ``head-``, by the id of the passage they stand at."""
    return {name.removeprefix(begins): value for name, value in address.given if name.startswith(begins)}


def _moved(request: Request, address: Address) -> Address | None:
    """The briefing with a passage moved or cut, as the button that was pressed says."""
    ids = address.all("passage")
    for way, by in (("up", -1), ("down", 1), ("cut", 0)):
        one = request.query_params.get(way)
        if one in ids:
            at = ids.index(one)
            taken = ids.pop(at)
            if by:
                ids.insert(max(0, at + by), taken)
            return _of_passages(address.having(passage=None), ids)
    return None


def _of_passages(address: Address, ids: Sequence[str]) -> Address:
    return Address("/briefing", (*address.given, *(("passage", id_) for id_ in ids)))


def _edited(draft: document.Document) -> Address:
    """Where the passages of a draft can be put into another order, cut and annotated, under the draft's headings."""
    heads: list[tuple[str, str]] = []
    ids: list[str] = []
    heading, title = "", ""
    for block in draft.blocks:
        words = "".join(piece.words for piece in block.pieces)
        if block.kind == "heading":
            heading, title = (heading, title or words) if block.level == 1 else (words, title)
        for number in (n for pieces in (block.pieces, *block.cells) for piece in pieces for n in piece.notes):
            id_ = draft.sources[number - 1].id
            if id_ in ids:
                continue
            ids.append(id_)
            if heading:
                heads.append((f"head-{id_}", heading))
                heading = ""
    return _of_passages(Address("/briefing", (("title", title), *heads)), ids)


def _unproved(index: Index, draft: document.Document) -> list[Statement]:
    """What ``verify`` finds unproved or false in a briefing: the person's own words."""
    checked = index.verify_text(document.markdown(draft))
    return [one for one in checked.statements if one.verdict != "proved"]


async def _draft(request: Request, address: Address) -> document.Document:
    topics, length = address.all("topic")[:_MOST_TOPICS], address.get("length") or "standard"
    meeting, ids, limits = address.get("meeting"), address.all("passage"), address.some(_LIMITS)
    title, notes, heads = address.get("title") or "", _own(address, "note-"), _own(address, "head-")
    given: Any = {**limits, "length": length, "since_last": address.get("since_last") is not None}

    def drafting(index: Index) -> document.Document:
        if ids:
            return set_out_passages(title, index.passages(ids), notes, heads)
        if meeting:
            of_one: Any = length
            return drafted.set_out_summary(index.summary(meeting, " ".join(topics) or None, length=of_one))
        return drafted.set_out([index.brief(topic, **given) for topic in topics])

    made: document.Document = await request.app.state.site.slow(drafting)
    return made


ROUTES = [Route("/briefing", show), Route("/briefing.{form}", export)]
"""The addresses."""
