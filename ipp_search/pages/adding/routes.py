"""The pages on which records are added: send, look over and correct, add, and take back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile
from starlette.routing import Route

from ipp_search.errors import BadQuestion, IppSearchError, UnreadableRecord
from ipp_search.index.syncing.hand_edits import set_in
from ipp_search.ingest.sidecar import facts_of
from ipp_search.pages.adding.batches import KINDS, Batch, without_files
from ipp_search.pages.frame import forms, rendering
from ipp_search.pages.frame.addresses import ROOT

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from ipp_search.api import Index
    from ipp_search.index.report import IngestReport, Progress, Understood
    from ipp_search.pages.adding.jobs import Job

MOST_BYTES = 60_000_000
"""Of all files that are sent at once."""


async def show(request: Request) -> Response:
    """The form to send files, and what was sent before."""
    return await _sending(request)


async def send(request: Request) -> Response:
    """Keep the files that are sent, and go on to what is understood of them."""
    form = await forms.sent(request)
    try:
        files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
        sent = [(one.filename or "", await one.read()) for one in files]
        batch, refused = request.app.state.site.batches.keep(sent)
    except BadQuestion as error:
        return await _sending(request, error)
    finally:
        await form.close()
    _look(request, batch, refused)
    return rendering.see(f"{ROOT}/add/{batch.id}")


async def preview(request: Request) -> Response:
    """How far a batch is: being read or added, to be looked over, or added."""
    return await _batch(request, _batch_of(request))


async def correct(request: Request) -> Response:
    """Set the date, the group or the title of a file's record, or that it is none; then look again."""
    batch, form = _batch_of(request), await forms.sent(request)
    try:
        facts = stated(form)
        path = batch.path(forms.words(form, "file"))
        set_in(batch.corrections, path, facts)
    except (BadQuestion, UnreadableRecord) as error:
        return await _batch(request, batch, error)
    _look(request, batch)
    return rendering.see(f"{ROOT}/add/{batch.id}")


async def act(request: Request) -> Response:
    """Add a batch to the index, take it back out of it, look at it again, or discard it."""
    batch, form = _batch_of(request), await forms.sent(request)
    jobs = request.app.state.site.jobs
    match forms.words(form, "do"):
        case "add":
            jobs.begin(batch.id, "add", lambda index, tell: index.ingest(batch.folder, tell))
        case "undo":
            jobs.begin(batch.id, "undo", lambda index, tell: _undone(batch, index, tell))
        case "look":
            _look(request, batch)
        case "discard":
            if await _is_indexed(request, batch):
                raise BadQuestion("These records are in the index.", "Take them out of it first.")
            request.app.state.site.batches.discard(batch)
            jobs.forget(batch.id)
            return rendering.see(f"{ROOT}/add")
    return rendering.see(f"{ROOT}/add/{batch.id}")


def stated(form: FormData) -> dict[str, str | bool]:
    """The facts that a form states of a record; what is left empty is not set.

    Raises:
        BadQuestion: one of them cannot be read, or there is none.
    """
    facts: dict[str, str | bool] = {
        name: words for name in ("date", "series", "title") if (words := forms.words(form, name))
    }
    if forms.words(form, "ignore"):
        return {"ignore": True}
    if not facts:
        raise BadQuestion("Nothing was filled in.", "Give a date, a group or a title.")
    try:
        facts_of(facts, "What you filled in", "Write a date like 2025-06-03 or 3 June 2025.")
    except UnreadableRecord as error:
        raise BadQuestion(error.message, error.hint) from None
    return facts


def _batch_of(request: Request) -> Batch:
    found: Batch = request.app.state.site.batches.one(request.path_params["batch"])
    return found


def _look(request: Request, batch: Batch, refused: list[str] | None = None) -> None:
    """Have a batch read without writing anything; what was refused of it is told beside."""

    def looking(index: Index, tell: Progress) -> tuple[IngestReport, list[str]]:
        return index.ingest(batch.folder, tell, dry_run=True), refused or []

    request.app.state.site.jobs.begin(batch.id, "look", looking)


def _undone(batch: Batch, index: Index, tell: Progress) -> IngestReport:
    with without_files(batch):
        return index.ingest(batch.folder, tell, prune=True)


async def _is_indexed(request: Request, batch: Batch) -> bool:
    meetings = await request.app.state.site.quick(lambda index: index.meetings())
    return any(Path(held.meeting.path).is_relative_to(batch.folder) for held in meetings)


async def _sending(request: Request, error: IppSearchError | None = None) -> Response:
    batches = [(one, await _is_indexed(request, one)) for one in request.app.state.site.batches.all()]
    return rendering.page(
        request, "add.html", 400 if error else 200, error=error, batches=batches, kinds=KINDS,
        megabytes=MOST_BYTES // 1_000_000, place=request.app.state.site.batches.folder,
    )  # fmt: skip


async def _batch(request: Request, batch: Batch, error: IppSearchError | None = None) -> Response:
    job: Job | None = request.app.state.site.jobs.of(batch.id)
    if job is None and not await _is_indexed(request, batch):
        _look(request, batch)
        job = request.app.state.site.jobs.of(batch.id)
    if job is not None and not job.over.is_set():
        return rendering.page(request, "adding.html", batch=batch, job=job)
    words: dict[str, Any] = {"batch": batch, "error": error or (job and job.error), "files": batch.files()}
    if job is not None and job.result is not None and job.does == "look":
        report, refused = job.result
        understood = sorted(report.added, key=_doubt, reverse=True)
        several = {
            one.meeting.path for one in understood if sum(o.meeting.path == one.meeting.path for o in understood) > 1
        }
        return rendering.page(
            request, "look.html", 400 if error else 200, report=report, refused=refused, understood=understood,
            several=several, name=_name(batch), **words,
        )  # fmt: skip
    report = job.result if job is not None else None
    indexed = await _is_indexed(request, batch)
    return rendering.page(
        request,
        "added.html",
        report=report,
        does=job.does if job else "add",
        indexed=indexed,
        name=_name(batch),
        **words,
    )


def _doubt(one: Understood) -> tuple[bool, bool]:
    """The doubtful first: without a date, or with a warning."""
    return one.meeting.date is None, bool(one.meeting.warnings)


def _name(batch: Batch) -> Any:
    """A path as people may be shown it: from the file on that was sent, never a folder of the server."""
    return lambda path: (
        Path(path).relative_to(batch.folder).as_posix() if Path(path).is_relative_to(batch.folder) else Path(path).name
    )


ROUTES = [
    Route("/add", show),
    Route("/add", send, methods=["POST"]),
    Route("/add/{batch}", preview),
    Route("/add/{batch}", act, methods=["POST"]),
    Route("/add/{batch}/correct", correct, methods=["POST"]),
]
"""The addresses."""
