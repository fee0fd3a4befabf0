"""Theme timelines as one web page that needs no network: the chart, the table behind it, and every passage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ipp_search.output.timelines import chart
from ipp_search.output.timelines.timeline import marked, scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.timeline.records import Timeline

# Vega labels every mark; to a screen reader the links are enough, the tables tell the rest.
_LINK = re.compile(r'<a ([^<>]*)><(\w+) aria-label="([^"]*)"')
_ADDRESS = re.compile(r'xlink:href="[^"#]*')  # Vega takes our anchors to be on its own site
_OWN = re.compile(r'(<(?!a )\w++[^<>]*?) aria-label="[^"]*"')
_ROLE = re.compile(r' (?:role|aria-roledescription)="[^"]*"')


def timeline_page(timelines: Sequence[Timeline], *, by_who: bool = False) -> str:
    """The page as HTML."""
    import jinja2

    templates = jinja2.Environment(loader=jinja2.PackageLoader("ipp_search.output.timelines", "."), autoescape=True)
    return templates.get_template("timeline.html").render(
        timelines=timelines,
        chart=_chart(timelines, by_who),
        anchor=chart.anchor,
        by_who=by_who,
        scope=scope,
        marked=marked,
    )


def _chart(timelines: Sequence[Timeline], by_who: bool) -> str:
    drawn = _ADDRESS.sub('href="', chart.svg(timelines, by_who=by_who, linked=True))
    drawn = _LINK.sub(r'<a \1 aria-label="\3"><\2', drawn)
    return _ROLE.sub("", _OWN.sub(r"\1", drawn))
