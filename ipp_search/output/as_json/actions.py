"""Actions and their history, as the objects of ``contract``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.output.as_json.passages import day, meeting_ref, passage_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.output.contract import ActionJson, EventJson
    from ipp_search.query.actions.records import Action, Event


def actions_json(actions: Sequence[Action]) -> list[ActionJson]:
    """Every statement of an action; those of one action share ``thread`` and ``history``."""
    return [
        {
            **passage_json(action.passage),
            "due": action.due,
            "due_date": day(action.due_date),
            "status": action.status,
            "thread": action.thread,
            "parts": [passage_json(part) for part in action.parts],
            "history": [_event(event) for event in action.history],
        }
        for action in actions
    ]


def _event(event: Event) -> EventJson:
    shown: EventJson = {
        "meeting": meeting_ref(event.meeting),
        "status": event.status,
        "passage": passage_json(event.passage),
    }
    if event.silent_in:
        shown["silent_in"] = [meeting.id for meeting in event.silent_in]
    return shown
