"""The list of all records: what was understood of each, the doubtful ones for those who look after them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from starlette.routing import Route

from ipp_search.pages.frame import rendering
from ipp_search.pages.frame.addresses import Address, leaf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ipp_search.index.lookup import IndexedMeeting

_A_PAGE = 50


async def show(request: Request) -> Response:
    """The meetings that the address leaves, the latest first, undated last."""
    address = Address.of(request, ("words", "group", "year", "doubtful", "page"))
    held = list(await request.app.state.site.quick(lambda index: index.meetings()))
    dated = [one for one in reversed(held) if one.meeting.date]
    ordered = dated + [one for one in held if not one.meeting.date]
    left = _left(ordered, address)
    number, last = leaf(address, len(left), _A_PAGE)
    return rendering.page(
        request, "records.html", address=address, held=left[(number - 1) * _A_PAGE : number * _A_PAGE],
        total=len(left), number=number, last=last, doubtful=sum(map(is_doubtful, held)),
        groups=sorted(Counter(one.meeting.name for one in held).items()),
        years=sorted(Counter(_year(one) for one in held).items(), reverse=True),
    )  # fmt: skip


def is_doubtful(held: IndexedMeeting) -> bool:
    """Whether a person should look at what was understood of a record."""
    return bool(held.meeting.warnings) or held.meeting.date is None


def _left(held: Sequence[IndexedMeeting], address: Address) -> list[IndexedMeeting]:
    group, year, doubtful = address.get("group"), address.get("year"), address.get("doubtful")
    words = (address.get("words") or "").casefold().split()
    return [
        one
        for one in held
        if (group is None or one.meeting.name == group)
        and (year is None or _year(one) == year)
        and (doubtful is None or is_doubtful(one))
        and all(word in f"{one.meeting.name} {one.meeting.title} {one.meeting.path}".casefold() for word in words)
    ]


def _year(held: IndexedMeeting) -> str:
    return str(held.meeting.date.year) if held.meeting.date else "undated"


ROUTES = [Route("/records", show)]
"""The addresses."""
