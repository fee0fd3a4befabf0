"""The ledger of actions: each with its history across the meetings of its group."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.filters import Filters
from ipp_search.ingest.cues.kind_labels import labelled_kind
from ipp_search.ingest.cues.labels import leads_in
from ipp_search.ingest.records import Passage
from ipp_search.query.actions.content import due_of, number_of, task_of
from ipp_search.query.actions.following import Held, followed
from ipp_search.query.actions.linking import Links, Statement
from ipp_search.query.actions.records import Action
from ipp_search.query.actions.status import own_state
from ipp_search.query.collection.table import Tables

_BEFORE = 4  # characters ahead of a passage, where a tick box may stand


def ledger(catalogue: Catalogue, tables: Tables, filters: Filters, *, only_open: bool = False) -> list[Action]:
    """Every statement of an action that the filters let through, in the order of the records.

    Histories are told from all the records, whatever the filters leave out.
    """
    where, values = filters.where()
    shown = {
        key for (key,) in catalogue.rows(
            "SELECT p.key FROM passages p JOIN meetings m ON m.id = p.meeting_id WHERE p.kind = 'action'"
            + (f" AND {where}" if where else ""), values,
        )
    }  # fmt: skip
    actions = [
        action
        for group in _groups(catalogue)
        for action in _of_group(catalogue, tables, group)
        if action.passage.id in shown and (action.open or not only_open)
    ]
    place = {held.meeting.id: n for n, held in enumerate(lookup.meetings(catalogue))}
    return sorted(actions, key=lambda action: (place[action.passage.meeting.id], action.passage.start))


def latest(actions: Sequence[Action]) -> list[Action]:
    """Each action once, as last stated."""
    last = {action.thread: action for action in actions}
    return [action for action in actions if last[action.thread] is action]


def _groups(catalogue: Catalogue) -> list[list[int]]:
    """The row ids of the meetings of each group that has actions."""
    rows = catalogue.rows(
        "SELECT coalesce(m.series, m.title), m.id FROM meetings m ORDER BY 1, m.date IS NULL, m.date, m.key"
    )
    acting = {id_ for (id_,) in catalogue.rows("SELECT DISTINCT meeting_id FROM passages WHERE kind = 'action'")}
    groups = [[id_ for _, id_ in rows] for _, rows in groupby(rows, key=lambda row: row[0])]
    return [group for group in groups if acting.intersection(group)]


def _of_group(catalogue: Catalogue, tables: Tables, group: Sequence[int]) -> Iterator[Action]:
    rows = catalogue.rows(
        "SELECT p.id, CASE WHEN p.start >= :before THEN substr(d.text, p.start - :before + 1, :before) ELSE '' END,"
        f" m.spoken FROM {lookup.JOINED} WHERE p.meeting_id IN (SELECT value FROM json_each(:group))"
        " AND (p.kind = 'action' OR NOT m.spoken) ORDER BY p.kind = 'header', p.id",
        {"group": json.dumps(group), "before": _BEFORE},
    )
    passages = lookup.passages(catalogue, [id_ for id_, _, _ in rows])
    told = {id_: passage for id_, passage in passages.items() if passage.kind != "header"}
    links = Links(tables.of_meetings(group), told, _acronyms(catalogue, group))
    by_meeting: dict[str, Held] = {}
    for id_, before, spoken in rows:
        passage = passages[id_]
        if passage.kind == "header":
            if passage.meeting.id in by_meeting:
                by_meeting[passage.meeting.id].headers.append(passage)
            continue
        held = by_meeting.setdefault(passage.meeting.id, Held(passage.meeting, bool(spoken)))
        if passage.kind == "action":
            _add(held.statements, id_, passage, before, links)
        else:
            held.reports[id_] = passage
    known = sorted(
        by_meeting.values(), key=lambda held: (held.meeting.date is None, held.meeting.date, held.meeting.id)
    )
    dated = [held for held in known if held.meeting.date is not None]
    threads = followed(dated, links)
    for held in known:
        if held.meeting.date is None:  # nothing comes before or after it
            threads += followed([held], links)
    for thread in threads:
        history = tuple(thread.events)
        for statement in thread.statements:
            due, day = due_of(statement.passage)
            yield Action(statement.passage, statement.parts, due, day, history, thread.statements[0].passage.id)


def _acronyms(catalogue: Catalogue, group: Sequence[int]) -> dict[str, str]:
    """What the acronyms that a group prints stand for, in its own words: as it most often spells them out."""
    rows = catalogue.rows(
        "SELECT lower(short), long FROM spelt_out JOIN capitals ON word = short"
        " WHERE meeting_id IN (SELECT value FROM json_each(:group)) GROUP BY short, long"
        " ORDER BY max(stated), count(*), long DESC",
        {"group": json.dumps(group)},
    )
    return dict(rows)  # the last of each wins


def _add(statements: list[Statement], id_: int, passage: Passage, before: str, links: Links) -> None:
    """Add a statement, or a sub-bullet to the one it hangs under; what only leads in is none."""
    above = statements[-1] if statements else None
    if above and passage.context and labelled_kind(passage.text) is None:
        under = [" ".join(one.text.split()) for one in (above.passage, *above.parts)]
        apart = bool(passage.owner) and not above.passage.owner and not above.parts
        # "Actions:", the name of whom they are for, or a subject above tasks with owners of their own
        bare = leads_in(above.passage.text) or not above.task or (apart and labelled_kind(above.passage.text) is None)
        if bare and passage.context.endswith(under[0]):
            statements.pop()
        elif passage.context.endswith(tuple(under)) and not apart:
            above.parts += (passage,)
            return
    task = links.spelt(task_of(passage))
    statements.append(Statement(id_, passage, (), task, number_of(passage), own_state(passage, before)))
