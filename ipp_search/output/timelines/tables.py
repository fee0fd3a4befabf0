"""Theme timelines as tables and CSV: a row a passage, a meeting, or a count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipp_search.output.format import Table, csv_text, dated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.timeline.records import ThemePassage, Timeline, TimelineRow


def passages_csv(timelines: Sequence[Timeline]) -> str:
    """A row a passage."""
    return csv_text(*passages_table(timelines))


def passages_table(timelines: Sequence[Timeline]) -> Table:
    """The names of columns, and a row a passage."""
    columns = [
        "theme", "date", "meeting", "change", "weight", "rank", "section", "kind", "who", "text", "citation",
        "takes_up", "reasons", "path", "id", "hits", "mark", "coder", "memo",
    ]  # fmt: skip
    return (
        columns,
        [
            _passage_cells(timeline, row, rank, cited)
            for timeline in timelines
            for row in timeline.rows
            for rank, cited in enumerate(row.passages, 1)
        ],
    )


def _passage_cells(timeline: Timeline, row: TimelineRow, rank: int, cited: ThemePassage) -> list[Any]:
    p, m = cited.passage, cited.mark
    return [
        timeline.theme, dated(row.meeting), row.meeting.name, row.change, row.weight, rank, " › ".join(p.section),
        p.kind, cited.who, p.text, p.citation, cited.takes_up and cited.takes_up.citation, " ".join(cited.reasons),
        p.meeting.path, p.id, len(cited.hits), *((m.mark, m.coder, m.memo) if m else ("", "", "")),
    ]  # fmt: skip


def meetings_csv(timelines: Sequence[Timeline]) -> str:
    """A row a meeting, also where no passage was found."""
    return csv_text(*meetings_table(timelines))


def meetings_table(timelines: Sequence[Timeline]) -> Table:
    """The names of columns, and a row a meeting, also where no passage was found."""
    columns = [
        "theme", "date", "meeting", "status", "weight", "change", "passages", "actions", "path", "words",
        "meeting_words", "per_thousand", "limits", "id", "left_out",
    ]  # fmt: skip
    return (
        columns,
        [
            [
                timeline.theme, dated(row.meeting), row.meeting.name, row.status, row.weight, row.change,
                len(row.passages), len(row.actions), row.meeting.path, row.words, row.meeting_words,
                row.per_thousand, "; ".join(f"{name} {value}" for name, value in timeline.limits.items()),
                row.meeting.id, row.left_out,
            ]
            for timeline in timelines
            for row in timeline.rows
        ],
    )  # fmt: skip


def counts_csv(timelines: Sequence[Timeline]) -> str:
    """A row a meeting, then a row a year: counts, and hits in 1,000 words with their 95% interval."""
    return csv_text(*counts_table(timelines))


def counts_table(timelines: Sequence[Timeline]) -> Table:
    """The names of columns, and the rows of ``counts_csv``."""
    columns = [
        "theme", "level", "period", "meeting", "id", "meetings", "discussed", "passages", "hits", "words",
        "meeting_words", "hits_per_thousand", "low", "high", "small",
    ]  # fmt: skip
    rows = [
        (timeline.theme, level, period, name, id_, tally)
        for timeline in timelines
        for level, period, name, id_, tally in [
            *(("meeting", dated(row.meeting), row.meeting.name, row.meeting.id, row.tally) for row in timeline.rows),
            *(("year", tally.period, "", "", tally) for tally in timeline.years),
        ]
    ]
    return (
        columns,
        [
            [
                *told, t.meetings, t.discussed, t.passages, t.hits, t.words, t.meeting_words, t.per_thousand,
                *t.interval, "small" if t.is_small else "",
            ]
            for *told, t in rows
        ],
    )  # fmt: skip
