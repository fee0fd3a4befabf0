"""Theme timelines as one web page that needs no network: the chart, the table behind it, and every passage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ipp_search import charts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.timeline_records import Timeline

# Roles of Vega's own that promise assistive software more than a picture with links keeps.
_ROLES = re.compile(r' (?:role|aria-roledescription)="[^"]*"')


def timeline_page(timelines: Sequence[Timeline], *, by_who: bool = False) -> str:
    """The page as HTML."""
    import jinja2

    templates = jinja2.Environment(loader=jinja2.PackageLoader("ipp_search", "."), autoescape=True)
    return templates.get_template("timeline.html").render(
        timelines=timelines,
        chart=_ROLES.sub("", charts.svg(timelines, by_who=by_who, linked=True)),
        anchor=charts.anchor,
        by_who=by_who,
    )
