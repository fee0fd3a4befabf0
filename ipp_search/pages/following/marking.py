"""Marks: people put single passages into a theme or out of it, with a memo and their name, and take that back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from starlette.routing import Route

from ipp_search.errors import BadQuestion
from ipp_search.pages.frame import forms, people, rendering
from ipp_search.pages.frame.addresses import Address
from ipp_search.query.themes.marks import Mark, as_csv

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ipp_search.api import Index
    from ipp_search.query.themes.marks import Agreement, Decision

_SHOWN = 200  # marks on a page, the latest; all are in the file
_LONGEST = 1000  # characters of a memo


async def show(request: Request) -> Response:
    """The marks on a theme, or all; and the form to decide on a passage, where ``?passage=`` names one."""
    address = Address.of(request, ("theme", "passage"))
    theme, passage = address.get("theme"), address.get("passage")

    def look(index: Index) -> tuple[list[Mark], list[str], list[object], list[Agreement]]:
        marks = [one for one in index.marks() if theme is None or one.theme.casefold() == theme.casefold()]
        several = theme is not None and len({one.coder for one in marks}) > 1
        return (
            marks[::-1], list(index.themes()), list(index.passages([passage])) if passage else [],
            index.agreement(theme) if several and theme else [],
        )  # fmt: skip

    marks, themes, found, agreed = await request.app.state.site.slow(look)
    ids = [one.passage for one in marks[:_SHOWN]]
    held = {one.id: one for one in await request.app.state.site.quick(lambda index: index.passages(ids))}
    return rendering.page(
        request, "marks.html", theme=theme, marks=marks[:_SHOWN], total=len(marks), themes=themes, held=held,
        passage=found[0] if found else None, missing=bool(passage) and not found, agreed=agreed, address=address,
        coder=people.coder(request), is_signed_in=people.signed_in(request) is not None,
    )  # fmt: skip


async def change(request: Request) -> Response:
    """Decide on the passage of the button that was pressed, ``in`` or ``out``, or take a decision back."""
    form = await forms.sent(request)
    theme = forms.words(form, "theme")
    back = forms.back(form, str(Address("/marks").having(theme=theme)))
    coder = people.signed_in(request) or forms.words(form, "coder")[: people.LONGEST]
    memo = forms.words(form, "memo")[:_LONGEST]
    if forms.words(form, "do") == "take-back":
        passage, of = forms.words(form, "passage"), forms.words(form, "of")
        if people.signed_in(request) not in (None, of):
            raise BadQuestion("This mark is another person’s.", "Make one of your own: the last one holds.")
        await request.app.state.site.quick(lambda index: index.unmark(theme, passage, of))
        return rendering.see(back)
    way = "in" if forms.words(form, "in") else "out"
    passage, place = forms.pressed(form, way)
    if not passage or not theme:
        raise BadQuestion("No theme or no passage is named.", "Go back, and name one.")
    mark = Mark(theme, passage, cast("Decision", way), coder, memo)
    await request.app.state.site.quick(lambda index: index.mark(mark))
    return people.remember(request, rendering.see(f"{back}{place}"), coder)


async def export(request: Request) -> Response:
    """All marks as their file has them."""
    marks = await request.app.state.site.quick(lambda index: index.marks())
    return rendering.download(as_csv(marks), "marks.csv", "text/csv")


ROUTES = [Route("/marks", show), Route("/marks", change, methods=["POST"]), Route("/marks.csv", export)]
"""The addresses."""
