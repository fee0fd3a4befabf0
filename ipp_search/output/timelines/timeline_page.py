"""Theme timelines as one web page that needs no network: what it is made from, a heat map, and every passage."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ipp_search.output.marks import spans
from ipp_search.output.timelines import chart
from ipp_search.output.timelines.heat import heat_of
from ipp_search.output.timelines.kwic import concordance
from ipp_search.output.timelines.made_from import made_from
from ipp_search.output.timelines.timeline import marked, scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from ipp_search.query.timeline.records import ThemePassage, Timeline, TimelineRow

# Vega labels every mark; to a screen reader the links are enough, the tables tell the rest.
_LINK = re.compile(r'<a ([^<>]*)><(\w+) aria-label="([^"]*)"')
_ADDRESS = re.compile(r'xlink:href="[^"#]*')  # Vega takes our anchors to be on its own site
_OWN = re.compile(r'(<(?!a )\w++[^<>]*?) aria-label="[^"]*"')
_ROLE = re.compile(r' (?:role|aria-roledescription)="[^"]*"')
_FOLDED = 4  # silent meetings in a row share a line from here
_MOST_LINES = 200  # of a concordance; --kwic gives all
_WHY = {
    "heading": "a heading names it", "words": "its words", "meaning": "its meaning and most telling word",
    "marked": "by hand",
}  # fmt: skip


def timeline_page(timelines: Sequence[Timeline], *, by_who: bool = False, command: str = "") -> str:
    """The page as HTML; ``command`` is what was typed to make it."""
    import jinja2

    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("ipp_search.output.timelines", "."), autoescape=True, trim_blocks=True
    )
    return templates.get_template("timeline.html").render(
        timelines=timelines,
        chart=_chart(timelines, by_who),
        heat=heat_of(timelines),
        anchor=chart.anchor,
        by_who=by_who,
        scope=scope,
        marked=marked,
        made_from=[made_from(one, command) for one in timelines],
        runs=_runs,
        in_order=_in_order,
        lit=_lit,
        why=lambda cited: "; ".join(_WHY[reason] for reason in cited.reasons),
        lines=[concordance([one]) for one in timelines],
        most_lines=_MOST_LINES,
    )


def _chart(timelines: Sequence[Timeline], by_who: bool) -> str:
    drawn = _ADDRESS.sub('href="', chart.svg(timelines, by_who=by_who, linked=True))
    drawn = _LINK.sub(r'<a \1 aria-label="\3"><\2', drawn)
    return _ROLE.sub("", _OWN.sub(r"\1", drawn))


def _runs(timeline: Timeline) -> list[list[tuple[int, TimelineRow]]]:
    """The rows with their places: long silences, without a change in them, together, all others alone."""
    found: list[list[tuple[int, TimelineRow]]] = []
    for silent, run in groupby(enumerate(timeline.rows), key=lambda at: not at[1].passages and not at[1].change):
        rows = list(run)
        found += [rows] if silent and len(rows) >= _FOLDED else [[row] for row in rows]
    return found


def _in_order(row: TimelineRow) -> list[ThemePassage]:
    """A meeting's passages as the record has them."""
    return sorted(row.passages, key=lambda cited: cited.passage.start)


def _lit(cited: ThemePassage, timeline: Timeline) -> Markup:
    """A passage with the theme's phrases lit, or where it has none the words of what was asked."""
    from markupsafe import Markup, escape

    text, at, parts = cited.passage.text, 0, Markup()
    asked = (*timeline.definition.words, *timeline.definition.questions)
    for start, end in cited.hits or (spans(text, asked) if asked else ()):
        parts += escape(text[at:start]) + Markup("<mark>") + escape(text[start:end]) + Markup("</mark>")
        at = end
    return parts + escape(text[at:])
