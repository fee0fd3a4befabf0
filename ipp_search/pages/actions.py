"""The table of actions: who is to do what by when, and what became of it; overdue first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.routing import Route

from ipp_search.errors import BadQuestion
from ipp_search.output import actions as printed
from ipp_search.output import actions_docx, as_json
from ipp_search.output.exchange.calendar import actions_ics
from ipp_search.output.exchange.workbooks import actions_xlsx
from ipp_search.pages.frame import rendering
from ipp_search.pages.frame.addresses import Address, leaf
from ipp_search.pages.frame.language import to_translate
from ipp_search.query.actions.ledger import latest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ipp_search.query.actions.records import Action

_LIMITS = ("since", "until", "series", "owner", "meeting")
STATES = {
    "open": to_translate("Open"),
    "overdue": to_translate("Overdue"),
    "ended": to_translate("Done or closed"),
    "all": to_translate("All"),
}
"""What of the ledger is shown, by the value of ``?state=``; the first where none is given."""
_A_PAGE = 50
_OWNERS = 12  # named to choose from


async def show(request: Request) -> Response:
    """The actions within the limits of the address, a page of them."""
    address = Address.of(request, ("state", "page", *_LIMITS))
    try:
        found = await _found(request, address)
    except BadQuestion as error:
        return rendering.page(request, "actions.html", 400, error=error, actions=(), total=0, number=1, last=1,
                              counts={}, owners=(), **_form(address))  # fmt: skip
    today = dt.date.today()
    left = sorted((one for one in found if _is(one, _state(address), today)), key=lambda one: _urgency(one, today))
    number, last = leaf(address, len(left), _A_PAGE)
    return rendering.page(
        request, "actions.html", error=None, actions=left[(number - 1) * _A_PAGE : number * _A_PAGE],
        total=len(left), number=number, last=last,
        counts={state: sum(_is(one, state, today) for one in found) for state in STATES},
        owners=Counter(one.owner for one in left if one.owner).most_common(_OWNERS), **_form(address),
    )  # fmt: skip


async def export(request: Request) -> Response:
    """The same actions as a file, all of them."""
    address = Address.of(request, ("state", *_LIMITS))
    today = dt.date.today()
    left = [one for one in await _found(request, address) if _is(one, _state(address), today)]
    match request.path_params["form"]:
        case "csv":
            return rendering.download(printed.actions_csv(left), "actions.csv", "text/csv")
        case "xlsx":
            return rendering.download(actions_xlsx(left), "actions.xlsx", rendering.KINDS["xlsx"])
        case "ics":
            return rendering.download(actions_ics(left), "actions.ics", "text/calendar")
        case "docx":
            return rendering.download(actions_docx.actions_docx(left), "actions.docx", rendering.KINDS["docx"])
        case "json":
            return rendering.download(as_json.to_json(as_json.actions_json(left)), "actions.json", "application/json")
        case _:
            raise HTTPException(404)


async def _found(request: Request, address: Address) -> Sequence[Action]:
    limits: Any = address.some(_LIMITS)
    return list(await request.app.state.site.slow(lambda index: latest(index.actions(**limits))))


def _form(address: Address) -> dict[str, Any]:
    return {
        "address": address, "states": STATES, "state": _state(address), "narrowed": bool(address.some(_LIMITS)),
        "today": dt.date.today(),
    }  # fmt: skip


def _state(address: Address) -> str:
    given = address.get("state")
    return given if given in STATES else next(iter(STATES))


def _is(action: Action, state: str, today: dt.date) -> bool:
    """Whether an action is in one of ``STATES``."""
    match state:
        case "open":
            return action.open
        case "overdue":
            return is_overdue(action, today)
        case "ended":
            return not action.open
        case _:
            return True


def is_overdue(action: Action, today: dt.date) -> bool:
    """Whether the day that an action names is past, and nothing shows it done or closed."""
    return action.open and action.due_date is not None and action.due_date < today


def _urgency(action: Action, today: dt.date) -> tuple[bool, dt.date, int, str]:
    """Overdue ones first, the longest overdue before; then by the day due, then the latest meeting's."""
    stated = action.passage.meeting.date
    return (
        not is_overdue(action, today),
        (action.due_date if action.open else None) or dt.date.max,
        -stated.toordinal() if stated else 0,
        action.passage.id,
    )


ROUTES = [Route("/actions", show), Route("/actions.{form}", export)]
"""The addresses."""
