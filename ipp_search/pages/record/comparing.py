"""Two records side by side: another version of one, word by word, or two meetings with what each has alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.routing import Route

from ipp_search.pages.frame import rendering
from ipp_search.pages.frame.addresses import Address
from ipp_search.pages.record.setting_out import bare
from ipp_search.query.differing import differences

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ipp_search.api import Index
    from ipp_search.index.lookup import IndexedMeeting
    from ipp_search.ingest.records import Meeting, Passage
    from ipp_search.query.differing import Difference
    from ipp_search.query.reading import WholeRecord

_MOST = 300  # differences on a page


@dataclass(frozen=True, slots=True)
class Side:
    """One of two meetings: its facts, and the people and headings that the other one lacks."""

    meeting: Meeting
    passages: int
    words: int
    people: Sequence[str]
    headings: Sequence[str]
    actions: Sequence[Passage]
    decisions: Sequence[Passage]


async def versions(request: Request) -> Response:
    """What the other versions of a meeting's record say otherwise."""
    begins = request.path_params["meeting"]

    def look(index: Index) -> tuple[WholeRecord, list[tuple[str, list[Difference]]]]:
        whole = index.read(begins)
        return whole, [(Path(path).name, differences(text, whole.text)) for path, text in whole.versions]

    whole, told = await request.app.state.site.slow(look)
    return rendering.page(
        request, "versions.html", meeting=whole.meeting, file=Path(whole.meeting.path).name, told=told, most=_MOST
    )


async def compare(request: Request) -> Response:
    """Two meetings, ``?one=`` and ``?other=``, and the form to choose them."""
    address = Address.of(request, ("one", "other"))
    chosen = [address.get("one"), address.get("other")]

    def look(index: Index) -> tuple[list[IndexedMeeting], list[WholeRecord]]:
        held = list(index.meetings())
        dated = [one for one in held[::-1] if one.meeting.date]
        return dated + [one for one in held if not one.meeting.date], [index.read(one) for one in chosen if one] if all(
            chosen
        ) else []

    meetings, read = await request.app.state.site.quick(look)
    people, headings = [_people(whole) for whole in read], [_headings(whole) for whole in read]
    sides = [
        _side(whole, _without(people[n], people[1 - n]), _without(headings[n], headings[1 - n]))
        for n, whole in enumerate(read)
    ]
    both = {"people": _both(people), "headings": _both(headings)} if read else {}
    return rendering.page(request, "compare.html", address=address, meetings=meetings, sides=sides, both=both)


def _side(whole: WholeRecord, people: Sequence[str], headings: Sequence[str]) -> Side:
    passages = whole.exported.passages
    return Side(
        whole.meeting, len(passages), sum(len(p.text.split()) for p in passages), people, headings,
        [p for p in passages if p.kind == "action"], [p for p in passages if p.kind == "decision"],
    )  # fmt: skip


def _people(whole: WholeRecord) -> dict[str, str]:
    return {" ".join(name.casefold().split()): name for name in whole.meeting.attendees}


def _headings(whole: WholeRecord) -> dict[str, str]:
    return {bare(path[-1]): path[-1] for path in whole.exported.sections if path}


def _without(some: dict[str, str], others: dict[str, str]) -> list[str]:
    return [shown for key, shown in some.items() if key not in others]


def _both(pair: Sequence[dict[str, str]]) -> list[str]:
    return [shown for key, shown in pair[0].items() if key in pair[1]]


ROUTES = [Route("/records/{meeting}/versions", versions), Route("/compare", compare)]
"""The addresses."""
