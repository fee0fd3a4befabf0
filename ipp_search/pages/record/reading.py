"""The reading view of a meeting: its whole record as set out, every passage with an anchor, the cited one lit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import FileResponse
from starlette.routing import Route

from ipp_search.errors import NothingCited
from ipp_search.ingest.minutes.facts.meeting_date import BY_HAND
from ipp_search.pages.frame import rendering
from ipp_search.pages.frame.addresses import Address, leaf
from ipp_search.pages.record.setting_out import leaves, set_out

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_MOST_NAMES = 15  # of those present, listed without being asked for
_BROUGHT_ON = "The file lies elsewhere now, or was removed. What was indexed of it is still here."


async def show(request: Request) -> Response:
    """A meeting's record; ``?passage=`` names the one that is cited, ``?page=`` which part of a long one is shown."""
    meeting = request.path_params["meeting"]
    whole = await request.app.state.site.quick(lambda index: index.read(meeting))
    cited = request.query_params.get("passage", "")
    passages = {passage.id: passage for passage in whole.exported.passages}
    address = Address.of(request, ("passage", "page"))
    cut = leaves(set_out(whole))
    leaf_of = {part.anchor: n for n, some in enumerate(cut, 1) for part in some if part.anchor}
    if address.get("page") is None and cited in passages:
        number = leaf_of[f"p-{cited}"]
    else:
        number, _ = leaf(address, len(cut), 1)

    def at(anchor: str) -> str:
        return f"#{anchor}" if leaf_of[anchor] == number else f"{address.having(page=leaf_of[anchor])}#{anchor}"

    kinds = {kind: [p for p in whole.exported.passages if p.kind == kind] for kind in ("action", "decision")}
    return rendering.page(
        request, "record.html", whole=whole, meeting=whole.meeting, parts=cut[number - 1],
        address=address, most_names=_MOST_NAMES, number=number, last=len(cut), at=at,
        headings=[part for some in cut for part in some if part.kind == "heading"], actions=kinds["action"],
        decisions=kinds["decision"], elsewhere=[line for line in whole.exported.left_out if line.line is None],
        cited=passages.get(cited), missing=bool(cited) and cited not in passages,
        can_correct=Path(whole.meeting.path).is_file() and whole.end - whole.begin == len(whole.text),
        by_hand=BY_HAND in dict(whole.meeting.sources).values(),
        file=Path(whole.meeting.path).name, has_file=_file(whole.meeting.path) is not None,
        versions=[Path(path).name for path, _ in whole.versions],
    )  # fmt: skip


async def source(request: Request) -> Response:
    """The file of a meeting, as it was ingested: by the meeting's id, so that no other file can be named."""
    meeting = request.path_params["meeting"]
    whole = await request.app.state.site.quick(lambda index: index.read(meeting))
    file = _file(whole.meeting.path)
    if file is None:
        raise NothingCited(f"The file of {whole.meeting.id} is not there.", _BROUGHT_ON)
    return FileResponse(
        file, media_type="application/octet-stream", filename=file.name, content_disposition_type="attachment"
    )


def _file(path: str) -> Path | None:
    """The file at a path of the index, or the one that holds it: a record may stand inside a mail or an archive."""
    place = Path(path)
    return next((one for one in (place, *place.parents) if one.is_file()), None)


ROUTES = [Route("/records/{meeting}/file", source), Route("/records/{meeting}", show)]
"""The addresses."""
