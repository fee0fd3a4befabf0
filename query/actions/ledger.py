"""The ledger of actions: each with its history across the meetings of its group."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.filters import Filters
from ipp_search.ingest.cues.labels import labelled_kind, leads_in
from ipp_search.ingest.records import Meeting, Passage
from ipp_search.query.actions.content import due_of, number_of, quotes, task_of
from ipp_search.query.actions.linking import Links, Statement, one_owner
from ipp_search.query.actions.records import ENDED, Action, Event
from ipp_search.query.actions.status import on_all_actions, own_state, reported_state
from ipp_search.query.collection.table import Tables

_GAP = 3  # meetings an action may be out of sight and still be the same one when it is listed again
_REPORTS = {"discussion", "note", "decision"}
_BEFORE = 4  # characters ahead of a passage, where a tick box may stand


@dataclass(slots=True)
class _Thread:
    """An action on its way through the meetings of its group."""

    statements: list[Statement]
    events: list[Event]
    seen: int
    """The number of the last meeting that spoke of it."""
    doubt: Event | None = None
    """What may speak of it since then."""

    @property
    def ended(self) -> bool:
        return self.events[-1].status in ENDED


@dataclass(slots=True)
class _Held:
    """A meeting of a group as the catalogue has it."""

    meeting: Meeting
    statements: list[Statement] = field(default_factory=list)
    reports: list[tuple[int, Passage]] = field(default_factory=list)


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
        "SELECT p.id, CASE WHEN p.start >= :before THEN substr(d.text, p.start - :before + 1, :before) ELSE '' END"
        f" FROM {lookup.JOINED} WHERE p.meeting_id IN (SELECT value FROM json_each(:group))"
        " AND (p.kind = 'action' OR (p.kind <> 'header' AND NOT m.spoken)) ORDER BY p.id",
        {"group": json.dumps(group), "before": _BEFORE},
    )
    passages = lookup.passages(catalogue, [id_ for id_, _ in rows])
    links = Links(tables.of_meetings(group), passages)
    by_meeting: dict[str, _Held] = {}
    for id_, before in rows:
        passage = passages[id_]
        held = by_meeting.setdefault(passage.meeting.id, _Held(passage.meeting))
        if passage.kind == "action":
            _add(held.statements, id_, passage, before)
        elif passage.kind in _REPORTS:
            held.reports.append((id_, passage))
    known = sorted(
        by_meeting.values(), key=lambda held: (held.meeting.date is None, held.meeting.date, held.meeting.id)
    )
    dated = [held for held in known if held.meeting.date is not None]
    threads = _followed(dated, links)
    for held in known:
        if held.meeting.date is None:  # nothing comes before or after it
            threads += _followed([held], links)
    for thread in threads:
        history = tuple(thread.events)
        for statement in thread.statements:
            due, day = due_of(statement.passage)
            yield Action(statement.passage, statement.parts, due, day, history, thread.statements[0].passage.id)


def _add(statements: list[Statement], id_: int, passage: Passage, before: str) -> None:
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
    statements.append(Statement(id_, passage, (), task_of(passage), number_of(passage), own_state(passage, before)))


def _followed(meetings: Sequence[_Held], links: Links) -> list[_Thread]:
    """The actions of a group, through its meetings in their order."""
    threads: list[_Thread] = []
    numbers = Counter(one.number for held in meetings for one in held.statements if one.number)
    for n, held in enumerate(meetings):
        live = [thread for thread in threads if not thread.ended and n - thread.seen <= _GAP]
        again = _listed(held, live, threads, n, links)
        for thread in live:
            _report(thread, held, n, links, numbers, listed=id(thread) in again)
    for thread in threads:
        _settle(thread, [held.meeting for held in meetings])
    return threads


def _listed(held: _Held, live: Sequence[_Thread], threads: list[_Thread], n: int, links: Links) -> set[int]:
    """Put each statement of a meeting to the action it states again, each such action once, or begin one with it."""
    pairs = [
        (links.same(thread.statements[-1], one), one_owner(thread.statements[-1].passage, one.passage), t, s)
        for t, thread in enumerate(live)
        for s, one in enumerate(held.statements)
    ]
    taken: dict[int, _Thread] = {}
    for alike, _, t, s in sorted(pairs, key=lambda pair: (-pair[1], -pair[0], pair[2], pair[3])):
        if alike and s not in taken and not any(thread is live[t] for thread in taken.values()):
            taken[s] = live[t]
    new: list[_Thread] = []
    for s, one in enumerate(held.statements):
        twice = next((thread for thread in [*new, *taken.values()] if _twice(thread, one, n, links)), None)
        if s in taken:
            _carry(taken[s], one, held.meeting, n)
        elif twice is not None:
            twice.statements.append(one)
            if one.state and one.state != twice.events[-1].status:
                twice.events.append(Event(held.meeting, one.state, one.passage))
        else:
            new.append(_Thread([one], [Event(held.meeting, one.state or "open", one.passage)], n))
        thread = taken.get(s) or twice or new[-1]
        for part in one.parts:
            if (state := own_state(part)) and state != thread.events[-1].status:
                # A part that is done is not the whole of it.
                whole = "reported on" if state in ENDED and len(one.parts) > 1 else state
                thread.events.append(Event(held.meeting, whole, part))
    threads += new
    return {id(thread) for thread in taken.values()}


def _twice(thread: _Thread, one: Statement, n: int, links: Links) -> bool:
    """Whether a meeting states one action twice, in its course and in a summary."""
    last = thread.statements[-1]
    return thread.seen == n and one_owner(last.passage, one.passage) and links.same(last, one) > 0


def _carry(thread: _Thread, one: Statement, meeting: Meeting, n: int) -> None:
    """An action that a later meeting lists again."""
    before = next((s.passage for s in reversed(thread.statements) if s.passage.owner), thread.statements[-1].passage)
    thread.statements.append(one)
    thread.seen, thread.doubt = n, None
    if not one_owner(before, one.passage):
        thread.events.append(Event(meeting, "changed hands", one.passage))
    elif not one.state:
        thread.events.append(Event(meeting, "carried forward", one.passage))
    if one.state:
        thread.events.append(Event(meeting, one.state, one.passage))


def _report(thread: _Thread, held: _Held, n: int, links: Links, numbers: Counter[str], *, listed: bool) -> None:
    """What a meeting says of an action beside listing it."""
    last = thread.statements[-1]
    for id_, passage in held.reports:
        number = next((one.number for one in thread.statements if one.number), None)
        quoted = number is not None and numbers[number] == len(thread.statements) and quotes(passage, number)
        spoken_of = quoted or links.speaks_of(last, id_)
        if spoken_of:
            state = reported_state(passage) or "reported on"
            if listed and state in ENDED:
                state = "reported on"  # it is not done where the same meeting lists it again
            if thread.ended or (state, held.meeting) == (thread.events[-1].status, thread.events[-1].meeting):
                continue
            thread.events.append(Event(held.meeting, state, passage))
            thread.seen, thread.doubt = n, None
        elif not listed and not thread.ended and thread.seen < n and thread.doubt is None:
            general = n == thread.seen + 1 and on_all_actions(passage)
            if spoken_of is None or general:
                thread.doubt = Event(held.meeting, "unknown", passage)


def _settle(thread: _Thread, meetings: Sequence[Meeting]) -> None:
    """Tell what silence tells: that an action was dropped, if nothing later may speak of it."""
    later = tuple(meetings[thread.seen + 1 :][:_GAP])  # beyond, nobody looked
    if thread.ended or not later:
        return
    silent = Event(later[0], "silently dropped", thread.events[-1].passage, later)
    thread.events.append(thread.doubt or silent)
