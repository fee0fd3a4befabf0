"""Corrects a record in place: what a person says of its date, group or title outranks what is read."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.routing import Route

from ipp_search.errors import BadQuestion
from ipp_search.pages.adding.routes import stated
from ipp_search.pages.frame import addresses, forms, rendering

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ipp_search.api import Index
    from ipp_search.index.report import Progress


async def correct(request: Request) -> Response:
    """Set what the form says, or take back all that was set; then the record as it is understood now."""
    form = await forms.sent(request)
    site = request.app.state.site
    begins = request.path_params["meeting"]
    meeting = (await site.quick(lambda index: index.read(begins))).meeting
    file = Path(meeting.path)
    # An ingest of a file that is gone would drop what is indexed of it.
    if not file.is_file():
        raise BadQuestion("The file of this record is not where it was.", "Put it back, or add it anew.")
    back = forms.words(form, "do") == "back"
    facts = {} if back else stated(form)

    def setting(index: Index, tell: Progress) -> None:
        if back:
            index.take_back(file)
        else:
            index.correct(file, facts)
        index.ingest(file, tell)

    job = site.jobs.begin(f"correct {meeting.path}", "add", setting)
    await asyncio.to_thread(job.over.wait)
    if job.error:
        raise job.error
    held = await site.quick(lambda index: index.meetings())
    now = next((one.meeting.id for one in held if one.meeting.path == meeting.path), None)
    return rendering.see(addresses.record(now) if now else f"{addresses.ROOT}/records")


ROUTES = [Route("/records/{meeting}/correct", correct, methods=["POST"])]
"""The addresses."""
