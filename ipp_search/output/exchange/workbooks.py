"""What is listed as sheets of a workbook (.xlsx) that lead to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipp_search.output.actions import actions_table
from ipp_search.output.exchange.spreadsheet import Link, Sheet, workbook
from ipp_search.output.format import dated
from ipp_search.output.timelines.tables import counts_table, meetings_table, passages_table
from ipp_search.output.timelines.timeline import NONE_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ipp_search.ingest.records import Passage
    from ipp_search.query.actions.records import Action
    from ipp_search.query.timeline.records import Timeline

_PASSAGES = "Passages"
_CITING = ("citation", "status_shown_by", "first_stated")
"""Columns of the ledger that name a passage."""


def actions_xlsx(actions: Sequence[Action]) -> bytes:
    """The ledger, and on a second sheet every passage that states an action or shows what became of it."""
    shown = dict.fromkeys(event.passage for action in actions for event in action.history)
    cited = list(dict.fromkeys([*(action.passage for action in actions), *shown]))
    places = {passage.citation: n for n, passage in reversed([*enumerate(cited, 1)])}
    columns, rows = actions_table(actions)
    linked = [
        [
            Link(cell, _PASSAGES, places[cell]) if name in _CITING and cell in places else cell
            for name, cell in zip(columns, row, strict=True)
        ]
        for row in rows
    ]
    return workbook([Sheet("Actions", columns, linked), _passages(cited)])


def timelines_xlsx(timelines: Sequence[Timeline]) -> bytes:
    """A row a meeting, a row a passage, and the counts; a meeting's number of passages leads to the first of them."""
    columns, rows = passages_table(timelines)
    firsts: dict[tuple[str, str], int] = {}
    n = 1
    for timeline in timelines:
        for row in timeline.rows:
            firsts[timeline.theme, row.meeting.id] = n
            n += len(row.passages)
    names, meetings = meetings_table(timelines)
    theme, id_, count = names.index("theme"), names.index("id"), names.index("passages")
    linked = [list(row) for row in meetings]
    for cells in linked:
        if not cells[count]:
            cells[names.index("status")] = NONE_FOUND
        else:
            cells[count] = Link(cells[count], _PASSAGES, firsts[cells[theme], cells[id_]])
    return workbook(
        [Sheet("Meetings", names, linked), Sheet(_PASSAGES, columns, rows), Sheet("Counts", *counts_table(timelines))]
    )


def _passages(cited: Iterable[Passage]) -> Sheet:
    columns = ("date", "meeting", "section", "kind", "speaker", "owner", "text", "citation", "path")
    rows: list[Sequence[Any]] = [
        (
            dated(p.meeting), p.meeting.name, " › ".join(p.section), p.kind, p.speaker, p.owner, p.text, p.citation,
            p.meeting.path,
        )
        for p in cited
    ]  # fmt: skip
    return Sheet(_PASSAGES, columns, rows)
