"""Actions and their history, as JSON."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from ipp_search.output.contract.passages import MeetingJson, PassageJson


class EventJson(TypedDict):
    """A state of an action and what shows it."""

    meeting: MeetingJson
    status: str
    passage: PassageJson
    silent_in: NotRequired[list[str]]
    """Where no later mention was found: the ids of the meetings of the group that were looked through."""


class ActionJson(PassageJson):
    """A statement of an action: ``actions``; those of one action share ``thread`` and ``history``."""

    due: str | None
    """The record's words."""
    due_date: str | None
    """The day they name, told from the date of the meeting where they leave out the year."""
    status: str
    """open, carried forward, reported on, changed hands, done, closed, no later mention found or unknown."""
    thread: str
    """The id of the passage that first states it."""
    parts: list[PassageJson]
    """The sub-bullets below it."""
    history: list[EventJson]
