"""Theme timelines as text, Markdown, JSON and CSV; the picture is in ``charts``, the page in ``page``."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from ipp_search.output.format import counted, dated, folded, no_formula, one_line
from ipp_search.output.render import JSON_VERSION, meeting_ref, passage_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.themes.file import Theme
    from ipp_search.query.timeline.records import Claim, ThemePassage, Timeline, TimelineRow

_BAR = 10  # columns
_COUNTS = 23  # columns
_SHARE = "Share of each meeting's words that stand in passages on the theme, counted whole:"
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def timeline_json(timeline: Timeline, *, by_who: bool = False) -> dict[str, Any]:
    """A theme through the meetings; ``by_who`` adds each row's weight by person or organisation."""
    return {
        "version": JSON_VERSION,
        "theme": timeline.theme,
        "description": timeline.description,
        "story": [
            {"sentence": claim.sentence, "citations": [passage.citation for passage in claim.shown_by]}
            for claim in timeline.story
        ],
        "rows": [
            {
                "meeting": meeting_ref(row.meeting),
                "path": row.meeting.path,
                "status": row.status,
                "weight": row.weight,
                "change": row.change,
                **({"by": dict(row.by_who())} if by_who else {}),
                "passages": [
                    {
                        **passage_json(cited.passage),
                        "reasons": list(cited.reasons),
                        "takes_up": cited.takes_up and cited.takes_up.citation,
                    }
                    for cited in row.passages
                ],
            }
            for row in timeline.rows
        ],
    }


def timelines_text(
    timelines: Sequence[Timeline], width: int | None, *, most: int | None = 3, by_who: bool = False
) -> str:
    """Timelines for reading: a table of the meetings, then at most ``most`` passages of each."""
    return "\n\n\n".join(_text(timeline, width, most, by_who) for timeline in timelines)


def _text(timeline: Timeline, width: int | None, most: int | None, by_who: bool) -> str:
    lines = [timeline.theme + (f": {timeline.description}" if timeline.description else ""), ""]
    if not timeline.rows:
        return "\n".join([*lines, "There is no meeting to look at."])
    for claim in timeline.story:
        lines.append(folded(claim.sentence, width, 2))
        lines += [folded(f"— {passage.citation}", width, 6) for passage in claim.shown_by]
    lines += ["", folded(_SHARE, width, 0)]
    top = max(row.weight for row in timeline.rows)
    several = len({row.meeting.series for row in timeline.rows}) > 1
    for row in timeline.rows:
        bar = f"{_bar(row.weight, top)}  " if width is not None else ""
        group = f"  {row.meeting.series or ''}" if several else ""
        lines.append(f"{dated(row.meeting):<10}  {bar}{_told(row)}{group}".rstrip())
        if by_who and row.passages:
            lines.append(f"{'':<10}  " + ", ".join(f"{who} {weight:.1%}" for who, weight in row.by_who().items()))
    for row in timeline.discussed:
        lines += ["", f"{row.meeting.when}, {row.meeting.name}"]
        for number, cited in enumerate(row.passages[:most], 1):
            lines += [
                f"{number:>3}. " + folded(f"“{one_line(cited.passage.text)}”", width, 5).lstrip(),
                folded(f"— {cited.passage.citation}", width, 5),
            ]
            if cited.takes_up:
                lines.append(folded(f"resembles: {cited.takes_up.citation}", width, 5))
        if most is not None and len(row.passages) > most:
            lines.append(f"     and {counted(len(row.passages) - most, 'more passage')}; --passages 0 shows all")
    return "\n".join(lines)


def _told(row: TimelineRow) -> str:
    change = row.change or ""
    if not row.passages:
        return f"{'':>6}  {change:<9}  {'not discussed':<{_COUNTS}}"
    actions = f", {counted(len(row.actions), 'action')}" if row.actions else ""
    counts = f"{counted(len(row.passages), 'passage')}{actions}"
    return f"{row.weight:>6.1%}  {change:<9}  {counts:<{_COUNTS}}"


def _bar(weight: float, top: float) -> str:
    eighths = round(8 * _BAR * weight / top) if top else 0
    if weight and not eighths:
        eighths = 1
    full, rest = divmod(eighths, 8)
    return (_EIGHTHS[8] * full + (_EIGHTHS[rest] if rest else "")).ljust(_BAR)


def timelines_markdown(timelines: Sequence[Timeline], *, most: int | None = None) -> str:
    """Timelines as Markdown, for pasting into a document."""
    return "\n\n".join(_markdown(timeline, most) for timeline in timelines)


def _markdown(timeline: Timeline, most: int | None) -> str:
    parts = [f"## {timeline.theme}"]
    if timeline.description:
        parts.append(timeline.description)
    parts += [claim.sentence + _sources(claim) for claim in timeline.story]
    if timeline.rows:
        table = [
            "| meeting | status | share of words | change | passages | actions |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        for row in timeline.rows:
            cells = [
                f"{dated(row.meeting)} {row.meeting.name}".replace("|", "\\|"), row.status, f"{row.weight:.1%}",
                row.change or "", str(len(row.passages)), str(len(row.actions)),
            ]  # fmt: skip
            table.append(f"| {' | '.join(cells)} |")
        parts.append("\n".join(table))
    for row in timeline.discussed:
        parts.append(f"### {row.meeting.when}, {row.meeting.name}")
        for cited in row.passages[:most]:
            taken_up = f"\n>\n> Resembles: {cited.takes_up.citation}" if cited.takes_up else ""
            parts.append(f"> {one_line(cited.passage.text)}\n>\n> — {cited.passage.citation}{taken_up}")
        if most is not None and len(row.passages) > most:
            parts.append(f"and {counted(len(row.passages) - most, 'more passage')}")
    return "\n\n".join(parts)


def _sources(claim: Claim) -> str:
    return "".join(f" ({passage.citation})" for passage in claim.shown_by)


def passages_csv(timelines: Sequence[Timeline]) -> str:
    """A row a passage."""
    columns = [
        "theme", "date", "meeting", "change", "weight", "rank", "section", "kind", "who", "text", "citation",
        "takes_up", "reasons", "path",
    ]  # fmt: skip
    return _csv(
        columns,
        [
            _passage_cells(timeline, row, rank, cited)
            for timeline in timelines
            for row in timeline.rows
            for rank, cited in enumerate(row.passages, 1)
        ],
    )


def _passage_cells(timeline: Timeline, row: TimelineRow, rank: int, cited: ThemePassage) -> list[Any]:
    p = cited.passage
    return [
        timeline.theme, dated(row.meeting), row.meeting.name, row.change, row.weight, rank, " › ".join(p.section),
        p.kind, cited.who, p.text, p.citation, cited.takes_up and cited.takes_up.citation, " ".join(cited.reasons),
        p.meeting.path,
    ]  # fmt: skip


def meetings_csv(timelines: Sequence[Timeline]) -> str:
    """A row a meeting, also where a theme was not discussed."""
    columns = ["theme", "date", "meeting", "status", "weight", "change", "passages", "actions", "path"]
    return _csv(
        columns,
        [
            [
                timeline.theme, dated(row.meeting), row.meeting.name, row.status, row.weight, row.change,
                len(row.passages), len(row.actions), row.meeting.path,
            ]
            for timeline in timelines
            for row in timeline.rows
        ],
    )  # fmt: skip


def _csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([no_formula(cell) for cell in row] for row in rows)
    return written.getvalue()


def themes_text(themes: Sequence[Theme], width: int | None) -> str:
    """Themes by name, each with what it is about and what names it."""
    blocks = []
    for theme in themes:
        lines = [theme.name + (f": {theme.description}" if theme.description else "")]
        for label, phrases in (("words", theme.words), ("questions", theme.questions), ("without", theme.exclude)):
            if phrases:
                lines.append(folded(f"{label}: {', '.join(phrases)}", width, 4))
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def themes_json(themes: Sequence[Theme]) -> list[dict[str, Any]]:
    """Themes as they stand in their file."""
    return [
        {
            "name": theme.name,
            "description": theme.description,
            "words": list(theme.words),
            "questions": list(theme.questions),
            "exclude": list(theme.exclude),
        }
        for theme in themes
    ]
