"""What the ledger of actions returns: plain records, every state with the passage that shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from ipp_search.ingest.records import Meeting, Passage

Status = Literal[
    "open", "carried forward", "reported on", "changed hands", "done", "closed", "no later mention found", "unknown"
]
ENDED: frozenset[Status] = frozenset({"done", "closed"})


@dataclass(frozen=True, slots=True)
class Event:
    """A state of an action, the meeting at which it took it, and the passage that shows it.

    Where no later mention was found, ``passage`` is where it was last seen, ``meeting`` the first of the meetings of
    its group that were looked through since, and ``silent_in`` all of these, oldest first. Where it is unknown what
    became of an action, ``passage`` is what may speak of it without saying so.
    """

    meeting: Meeting
    status: Status
    passage: Passage
    silent_in: tuple[Meeting, ...] = ()

    @property
    def in_words(self) -> str:
        """The state as people are told it: an absence with where was looked."""
        if not self.silent_in:
            return self.status
        first, last = self.silent_in[0].when, self.silent_in[-1].when
        return f"{self.status} in the {len(self.silent_in):,} meetings from {first} to {last}"


@dataclass(frozen=True, slots=True)
class Action:
    """One statement of an action, with what became of the action across meetings.

    An action that several meetings list has a statement for each, all with one ``thread`` (the id of the passage that
    first states it) and one ``history``. ``parts`` are the sub-bullets below it. ``due`` are the record's own words,
    ``due_date`` the day they name, if they name one.
    """

    passage: Passage
    parts: tuple[Passage, ...]
    due: str | None
    due_date: dt.date | None
    history: tuple[Event, ...]
    thread: str

    @property
    def owner(self) -> str | None:
        """Who is to do it."""
        return self.passage.owner

    @property
    def status(self) -> Status:
        """Its last known state."""
        return self.history[-1].status

    @property
    def open(self) -> bool:
        """Whether nothing shows it done or closed."""
        return self.status not in ENDED
