"""Theme timelines as a picture: a band a theme, a bar a meeting, all on one scale.

Drawn by Vega-Lite through vl-convert, which needs neither a browser nor a network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipp_search.extras import needed
from ipp_search.output.format import dated
from ipp_search.output.timelines.drawing import drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair

    from ipp_search.ingest.records import Meeting
    from ipp_search.query.timeline.records import Timeline

_FEW = 16  # meetings that have room for a label each
_WIDTH = 760
_INK, _QUIET = "#1d5a8c", "#6b6b6b"
_UPRIGHT = 16  # letters of a label that need no slant
_MOST_NAMED = 6  # people or organisations with a colour of their own
_REST = "others"
_LABEL = 24  # letters of a group's name


def svg(timelines: Sequence[Timeline], *, by_who: bool = False, linked: bool = False) -> str:
    """The chart as SVG; ``linked`` makes each bar a link to its meeting in the page around it.

    Raises:
        MissingExtra: what draws is not installed.
        IppSearchError: it broke on this chart.
    """
    with needed("charts", "A chart"):
        return drawn("svg", _chart(timelines, by_who, linked).to_dict()).decode()


def png(timelines: Sequence[Timeline], *, by_who: bool = False) -> bytes:
    """The chart as PNG, at twice the size of the screen's points; errors as of ``svg``."""
    with needed("charts", "A chart"):
        return drawn("png", _chart(timelines, by_who, linked=False).to_dict())


def anchor(theme: int, row: int) -> str:
    """The name in the page of what a theme's bar stands for."""
    return f"theme-{theme}-meeting-{row}"


def _chart(timelines: Sequence[Timeline], by_who: bool, linked: bool) -> altair.FacetChart:
    with needed("charts", "A chart"):
        import altair

    altair.data_transformers.disable_max_rows()
    points = _points(timelines, by_who, linked)
    most = max((len(timeline.rows) for timeline in timelines), default=0)
    few = most <= _FEW
    across: Any = altair.X("date:T", title=None, axis=altair.Axis(grid=False))
    width, tick = max(1.5, min(8.0, 0.7 * _WIDTH / max(most, 1))), 3
    if few:
        order = list(dict.fromkeys(point["label"] for point in sorted(points, key=lambda p: int(p["place"]))))
        slant = 0 if len(order) < 7 and max(map(len, order), default=0) <= _UPRIGHT else -40
        across = altair.X("label:N", sort=order, title=None, axis=altair.Axis(labelAngle=slant))
        width, tick = 0.45 * _WIDTH / max(most, 4), 14
    else:
        points = [point for point in points if point["date"]]
    up = altair.Y("weight:Q", title=None, axis=altair.Axis(format="%", tickCount=3), scale=altair.Scale(domainMin=0))
    told: dict[str, Any] = {"x": across, "y": up, "description": "told:N"}
    links: dict[str, Any] = {"href": "href:N"} if linked else {}
    if by_who:
        links["color"] = altair.Color("who:N", title=None, legend=altair.Legend(orient="top"))
    height = max(60, min(180, 520 // max(len(timelines), 1)))
    base = altair.Chart(altair.InlineData(points)).properties(width=_WIDTH, height=height)
    bars = base.mark_bar(color=_INK, size=width).transform_filter("datum.weight > 0").encode(**told, **links)
    silent = base.mark_tick(color=_QUIET, thickness=1.5, orient="horizontal", size=tick)
    header = altair.Header(
        labelAngle=0, labelAnchor="start", labelOrient="top", labelFontSize=13, labelPadding=4, labelLimit=_WIDTH
    )
    bands = altair.Row("theme:N", sort=[timeline.theme for timeline in timelines], title=None, header=header)
    told_of = "A grey tick is a meeting where no passage was found."
    title = altair.Title("Share of each meeting's words", subtitle=told_of, anchor="start", fontSize=14)
    drawn: altair.FacetChart = (
        altair.layer(silent.transform_filter("datum.weight == 0").encode(**told), bars)
        .facet(row=bands, spacing=14)
        .properties(title=title)
        .configure_view(stroke="#dddddd")
        .configure(font="sans-serif", background="white")
    )
    return drawn


def _points(timelines: Sequence[Timeline], by_who: bool, linked: bool) -> list[dict[str, Any]]:
    named = _named(timelines) if by_who else []
    points = []
    for t, timeline in enumerate(timelines):
        for n, row in enumerate(timeline.rows):
            told = f"{timeline.theme}, {row.meeting.when}, {row.meeting.name}: "
            told += f"{row.weight:.1%} of the words" if row.passages else "no passage found"
            parts: dict[str, float] = {"": row.weight}
            if by_who and row.passages:
                parts = {}
                for who, weight in row.by_who().items():
                    name = who if who in named else _REST
                    parts[name] = parts.get(name, 0) + weight
            for who, weight in parts.items():
                points.append(
                    {
                        "theme": timeline.theme,
                        "place": n,
                        "label": _label(timeline, n),
                        "date": row.meeting.date and row.meeting.date.isoformat(),
                        "weight": weight,
                        "who": who,
                        "told": told,
                        **({"href": f"#{anchor(t, n)}"} if linked else {}),
                    }
                )
    return points


def _named(timelines: Sequence[Timeline]) -> list[str]:
    total: dict[str, float] = {}
    for timeline in timelines:
        for row in timeline.discussed:
            for who, weight in row.by_who().items():
                total[who] = total.get(who, 0) + weight
    return sorted(total, key=lambda who: (-total[who], who))[:_MOST_NAMED]


def _label(timeline: Timeline, n: int) -> str:
    """The date under a bar, with the group where there are several, numbered where two meetings share both."""
    several = len({row.meeting.series for row in timeline.rows}) > 1

    def named(meeting: Meeting) -> str:
        return f"{dated(meeting)} {_short(meeting.series or '')}".strip() if several else dated(meeting)

    label = named(timeline.rows[n].meeting)
    twins = [m for m, row in enumerate(timeline.rows) if named(row.meeting) == label]
    return f"{label} ({twins.index(n) + 1})" if len(twins) > 1 else label


def _short(name: str) -> str:
    """As much of a group's name as a label has room for."""
    return name if len(name) <= _LABEL else name[: _LABEL - 1].rstrip() + "…"
