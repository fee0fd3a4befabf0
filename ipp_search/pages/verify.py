"""The page that proves a document: what is false and what is unproved first, each with what the records have."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile
from starlette.routing import Route

from ipp_search.errors import BadQuestion, UnreadableRecord
from ipp_search.output.drafts.read_draft import FORMATS
from ipp_search.pages.frame import forms, rendering
from ipp_search.query.verification.statements import NOT_IN_RECORDS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ipp_search.api import Index
    from ipp_search.query.verification.sources import Checked

MOST_BYTES = 20_000_000
"""Of a document; a briefing with pictures has a tenth of it."""
_ORDER = {"false": 0, "unproved": 1, "proved": 2}


async def show(request: Request) -> Response:
    """The form."""
    return rendering.page(request, "verify.html", error=None, checked=None, formats=FORMATS, text="")


async def check(request: Request) -> Response:
    """What is found of the document that was sent; it is kept nowhere."""
    form = await forms.sent(request)
    try:
        name, data = await _document(form.get("document"), forms.words(form, "text"))
        checked = await request.app.state.site.slow(lambda index: _checked(index, name, data))
    except (BadQuestion, UnreadableRecord) as error:
        return rendering.page(request, "verify.html", 400, error=error, checked=None, formats=FORMATS, text="")
    finally:
        await form.close()
    ordered = sorted(checked.statements, key=lambda one: _ORDER[one.verdict])
    groups = {verdict: [one for one in ordered if one.verdict == verdict] for verdict in _ORDER}
    absent = [one for one in groups["unproved"] if one.why == NOT_IN_RECORDS]
    return rendering.page(
        request,
        "verify.html",
        error=None,
        checked=checked,
        name=name,
        groups=groups,
        absent=absent,
        formats=FORMATS,
        text=forms.words(form, "text"),
    )


async def _document(given: Any, text: str) -> tuple[str, bytes]:
    """The name and the bytes of what was sent: a file, or else words that were typed.

    Raises:
        BadQuestion: neither was.
    """
    if isinstance(given, UploadFile) and given.filename:
        return rendering.file_name(given.filename), await given.read()
    if text:  # a draft of ours in Markdown has its sources in footnotes
        return f"The pasted text.{'md' if '[^' in text else 'txt'}", text.encode()
    raise BadQuestion("Nothing was sent.", "Choose a document, or paste its text.")


def _checked(index: Index, name: str, data: bytes) -> Checked:
    with tempfile.TemporaryDirectory(prefix="ipp-search-") as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        try:
            return index.verify(file)
        except UnreadableRecord as error:  # of the server's folders nobody is told
            raise UnreadableRecord(error.message.replace(f"{folder}{os.sep}", ""), error.hint) from None


ROUTES = [Route("/verify", show), Route("/verify", check, methods=["POST"])]
"""The addresses."""
