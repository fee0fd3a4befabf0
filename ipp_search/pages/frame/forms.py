"""Forms that only our own pages can send: each carries a token, and comes from where it was asked."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING

from ipp_search.errors import IppSearchError
from ipp_search.pages.frame.addresses import ROOT

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

FIELD = "token"
_MOST_FIELDS, _MOST_FILES = 300, 200
_PLACE = re.compile(r"[\w-]{1,40}")
_MOST_WORDS = 200_000  # bytes of a field that is no file


class Refused(IppSearchError):
    """A form that did not come from a page of ours."""


def token(key: bytes) -> str:
    """What every form carries: other sites cannot read it, and so cannot send it (OWASP, CSRF prevention)."""
    return hmac.new(key, b"forms of the pages", hashlib.sha256).hexdigest()


async def sent(request: Request) -> FormData:
    """The fields of a form that a page of ours has sent.

    Raises:
        Refused: it came from elsewhere, or from a page that was open before the server was started.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "same-origin")
    host = request.headers.get("host", "")
    if (origin is not None and origin.partition("://")[2] != host) or site not in {"same-origin", "none"}:
        raise Refused("This form was sent by another site.", "Nothing was done. Use the forms of these pages.")
    form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_MOST_WORDS)
    given = form.get(FIELD)
    if not isinstance(given, str) or not hmac.compare_digest(
        given.encode(), token(request.app.state.site.key).encode()
    ):
        raise Refused(
            "This page was open before the program was started again.",
            "Nothing was done. Go back, load the page again, and send the form once more.",
        )
    return form


def words(form: FormData, name: str) -> str:
    """What a field says, without spaces around it; empty where there is none, or a file in its place."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def pressed(form: FormData, name: str) -> tuple[str, str]:
    """What a button of this name says, ``WHAT`` or ``WHAT#PLACE``; with the ``#PLACE`` of its page to go back to."""
    what, mark, place = words(form, name).partition("#")
    return what, f"#{place}" if mark and _PLACE.fullmatch(place) else ""


def back(form: FormData, otherwise: str) -> str:
    """The page of ours from which a form was sent, by its field ``back``."""
    given = words(form, "back")
    # Nothing but a path of our own: "//host" and "/\host" lead elsewhere.
    own = given.startswith(f"{ROOT}/") and "\\" not in given and given.isprintable()
    return given if own else otherwise
