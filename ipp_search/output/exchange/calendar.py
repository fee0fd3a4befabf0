"""Actions as to-dos of a calendar (.ics, RFC 5545), the same to-do each time so that a calendar renews it."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from ipp_search.output.actions import history_lines
from ipp_search.output.format import one_line
from ipp_search.query.actions.ledger import latest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icalendar import Todo

    from ipp_search.query.actions.records import Action

_UNDATED = dt.date(2000, 1, 1)  # stands for when an undated meeting wrote a to-do


def actions_ics(actions: Sequence[Action]) -> str:
    """Each action once, as last stated; due on its day where the record names one."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//ipp-search//actions//EN")
    calendar.add("version", "2.0")
    for action in latest(actions):
        calendar.add_component(_todo(action))
    return bytes(calendar.to_ical()).decode("utf-8")


def _todo(action: Action) -> Todo:
    from icalendar import Todo

    passage = action.passage
    todo = Todo()
    # The thread is the id of the passage that first states the action: it outlives later meetings.
    todo.add("uid", f"{hashlib.sha256(action.thread.encode()).hexdigest()[:32]}@ipp-search")
    stamp = action.history[-1].meeting.date or passage.meeting.date or _UNDATED
    todo.add("dtstamp", dt.datetime.combine(stamp, dt.time(), dt.UTC))
    todo.add("summary", one_line(passage.text))
    if action.due_date:
        todo.add("due", action.due_date)
    todo.add("status", "NEEDS-ACTION" if action.open else "COMPLETED")
    if action.owner:
        todo.add("categories", [one_line(action.owner)])
    told = [
        *(one_line(part.text) for part in action.parts), f"Owner: {one_line(action.owner or 'not named')}",
        *([f"Due: {one_line(action.due)}"] if action.due else []), f"Status: {action.status}",
        f"Source: {passage.citation}", *history_lines(action),
    ]  # fmt: skip
    todo.add("description", "\n".join(told))
    return todo
