"""Searches that were saved: what is new in each since it was last looked at, and a feed of any search."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from starlette.responses import Response
from starlette.routing import Route

from ipp_search.errors import BadQuestion, IppSearchError, NothingCited
from ipp_search.index.filters import NAMES
from ipp_search.pages.frame import forms, rendering
from ipp_search.pages.frame.addresses import ROOT, Address
from ipp_search.query.search.results import LOOKED_THROUGH, is_news
from ipp_search.settings import write_private

if TYPE_CHECKING:
    from starlette.requests import Request

FILE_NAME = "searches.json"
_MOST = 100
_GIVEN = ("query", "as_typed", *NAMES)


@dataclass(frozen=True, slots=True)
class Saved:
    """A search, by the parameters of its address, and the ids of the passages that were there when last looked at."""

    given: tuple[tuple[str, str], ...]
    seen: frozenset[str]

    @property
    def id(self) -> str:
        """The same for the same search."""
        return hashlib.sha256(urlencode(self.given).encode()).hexdigest()[:16]

    @property
    def address(self) -> Address:
        """Of its page."""
        return Address("/search", self.given)


class Searches:
    """The saved searches of an index, in a file of its folder.

    Args:
        folder: of the index.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE_NAME
        self._one_at_a_time = threading.Lock()

    def all(self) -> list[Saved]:
        """Those that are saved, the latest first; none where the file cannot be understood."""
        try:
            held = json.loads(self._file.read_text("utf-8"))
            return [Saved(tuple(parse_qsl(str(one["search"]))), frozenset(map(str, one["seen"]))) for one in held]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return []

    def put(self, saved: Saved) -> None:
        """Save a search, in place of the same one.

        Raises:
            BadQuestion: there are too many.
        """
        with self._one_at_a_time:
            others = [one for one in self.all() if one.id != saved.id]
            if len(others) >= _MOST:
                raise BadQuestion(f"{_MOST} searches are saved already.", "Take one out first.")
            self._write([saved, *others])

    def remove(self, id_: str) -> None:
        """Forget a search."""
        with self._one_at_a_time:
            self._write([one for one in self.all() if one.id != id_])

    def _write(self, saved: Sequence[Saved]) -> None:
        held = [{"search": urlencode(one.given), "seen": sorted(one.seen)} for one in saved]
        write_private(self._file, json.dumps(held, ensure_ascii=False, indent=1))


async def show(request: Request) -> Response:
    """The saved searches, each with how much is new in it."""
    told = []
    for one in request.app.state.site.searches.all():
        try:
            found, error = await _hits(request, one.address), ""
        except IppSearchError as problem:
            found, error = [], str(problem)
        news = [hit for hit in found if hit["id"] not in one.seen and is_news(hit["matched"], hit["rank"])]
        told.append((one, news, error))
    return rendering.page(request, "saved.html", told=told, error=None)


async def change(request: Request) -> Response:
    """Save the search whose address is sent, note that it was looked at, or forget one."""
    form = await forms.sent(request)
    searches: Searches = request.app.state.site.searches
    given = tuple(pair for pair in parse_qsl(forms.words(form, "search")) if pair[0] in _GIVEN)
    match forms.words(form, "do"):
        case "forget":
            searches.remove(forms.words(form, "id"))
        case "save" if dict(given).get("query"):
            ids = {str(hit["id"]) for hit in await _hits(request, Address("/search", given))}
            searches.put(Saved(given, frozenset(ids)))
        case _:
            raise BadQuestion("No search was sent.", "Search first, then save the search.")
    return rendering.see(forms.back(form, f"{ROOT}/saved"))


async def feed(request: Request) -> Response:
    """The passages of a search as an Atom feed, those of the latest meetings first (RFC 4287)."""
    address = Address.of(request, _GIVEN)
    if not address.get("query"):
        raise NothingCited("No question is asked.", "Search first, then follow the search.")
    hits = sorted(await _hits(request, address), key=lambda hit: hit["meeting"]["date"] or "", reverse=True)
    site = str(request.base_url).removesuffix("/").removesuffix(ROOT)
    made = rendering.text("feed.xml", address=address, hits=hits, site=site, question=address.get("query"))
    return Response(made, media_type="application/atom+xml")


async def _hits(request: Request, address: Address) -> list[dict[str, Any]]:
    """What answers a search; what only comes nearest is nothing new."""
    given = {**address.some(NAMES), "limit": LOOKED_THROUGH, "natural": address.get("as_typed") is None}
    told = json.loads(await request.app.state.site.ask(address.get("query"), False, given))
    hits: list[dict[str, Any]] = told["hits"]
    return hits


ROUTES = [
    Route("/saved", show),
    Route("/saved", change, methods=["POST"]),
    Route("/search.atom", feed),
]
"""The addresses."""
