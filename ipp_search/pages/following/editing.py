"""The page on which a theme is written: what it matches is counted and shown while it is changed, then it is kept."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from ipp_search.errors import BadQuestion, BadThemes, IppSearchError
from ipp_search.pages.frame import forms, rendering
from ipp_search.pages.frame.addresses import ROOT, Address
from ipp_search.query.themes.file import Theme
from ipp_search.query.timeline.matches import matches_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ipp_search.api import Index
    from ipp_search.query.timeline.matches import Matches
    from ipp_search.query.timeline.records import ThemePassage, Timeline

_LISTS = ("words", "questions", "exclude")
_FIELDS = ("name", "description", *_LISTS)
_MOST_LINES = 100  # of a list
_EXAMPLES = 3  # passages shown for each reason
_FORMS = 20  # forms of its words that are counted apart


async def edit(request: Request) -> Response:
    """The form, filled in with the theme ``?theme=`` or with what the address has, and what such a theme matches."""
    address = Address.of(request, ("theme", *_FIELDS))
    named = address.get("theme")
    given = any(address.get(name) for name in _FIELDS)
    known = await request.app.state.site.quick(lambda index: index.themes())
    theme = _theme(address.get) if given else known.get(named, Theme("")) if named else Theme("")
    return await _counted(request, theme, named)


async def change(request: Request) -> Response:
    """Count what the theme that the form has matches, keep it, or take it out of the file."""
    form = await forms.sent(request)
    named = forms.words(form, "theme") or None
    if forms.words(form, "do") == "remove" and named:
        await request.app.state.site.quick(lambda index: index.drop_theme(named))
        return rendering.see(f"{ROOT}/themes")
    theme = _theme(lambda name: forms.words(form, name))
    if forms.words(form, "do") == "count":
        return await _counted(request, theme, named)
    try:
        kept = await request.app.state.site.quick(lambda index: index.set_theme(theme, named))
    except (BadQuestion, BadThemes) as error:
        return _page(request, theme, named, None, error)
    return rendering.see(Address("/timeline").having(theme=kept.name))


async def propose(request: Request) -> Response:
    """Themes that the records suggest, each to be looked at and kept."""
    proposed = await request.app.state.site.slow(lambda index: index.proposed_themes())
    known = await request.app.state.site.quick(lambda index: index.themes())
    told = [
        (theme, Address("/themes/edit").having(name=theme.name, words="\n".join(theme.words)))
        for theme in proposed
        if theme.name not in known
    ]
    return rendering.page(request, "propose.html", told=told)


async def _counted(request: Request, theme: Theme, named: str | None) -> Response:
    if not (theme.words or theme.questions):
        return _page(request, theme, named, None)
    try:
        shown = await request.app.state.site.slow(lambda index: _matched(index, theme))
    except BadQuestion as error:
        return _page(request, theme, named, None, error)
    return _page(request, theme, named, shown)


def _theme(get: Any) -> Theme:
    words, questions, exclude = (
        tuple(line.strip() for line in (get(name) or "").splitlines()[:_MOST_LINES] if any(map(str.isalnum, line)))
        for name in _LISTS
    )
    return Theme((get("name") or "").strip(), (get("description") or "").strip(), words, questions, exclude)


def _matched(index: Index, theme: Theme) -> tuple[Matches, Timeline, list[tuple[str, list[ThemePassage]]]]:
    """What a theme matches, its timeline, and for each reason the best passages of the latest meetings."""
    timeline = index.timeline(theme)
    by_reason: dict[str, list[tuple[int, ThemePassage]]] = defaultdict(list)
    for row in reversed(timeline.rows):
        for place, cited in enumerate(row.passages):
            by_reason["words" if "words" in cited.reasons else cited.reasons[0]].append((place, cited))
    examples = [
        (reason, [cited for _, cited in sorted(some, key=lambda one: one[0])[:_EXAMPLES]])
        for reason, some in sorted(by_reason.items())
    ]
    return matches_of(timeline), timeline, examples


def _page(
    request: Request, theme: Theme, named: str | None, shown: Any, error: IppSearchError | None = None
) -> Response:
    matches, timeline, examples = shown or (None, None, ())
    return rendering.page(
        request, "theme.html", 400 if error else 200, theme=theme, named=named, matches=matches, error=error,
        years=timeline.years if timeline else (), examples=examples, most_forms=_FORMS,
    )  # fmt: skip


ROUTES = [
    Route("/themes/edit", edit),
    Route("/themes/edit", change, methods=["POST"]),
    Route("/themes/proposed", propose),
]
"""The addresses."""
