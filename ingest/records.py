"""What travels through the system: Document, Meeting and Passage.

All are frozen and hold only the standard library's types, so they can be hashed,
compared, pickled and printed anywhere. Offsets count characters of
``Document.text`` from 0 and end before ``end``; lines count from 1 and include
both ends.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Role = Literal["heading", "item", "paragraph", "row"]
Kind = Literal["discussion", "action", "decision", "note", "header"]
KINDS: tuple[Kind, ...] = ("discussion", "action", "decision", "note", "header")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that a reader saw as one thing: a heading, a list item, a paragraph.

    ``start``/``end`` bound its words, without list marker or heading marks.
    ``level`` is the heading's rank from 1, or the item's depth from 1; 0 for the rest.
    ``marker`` is the list marker as printed (``·``, ``- ☐``, ``1.``), empty elsewhere.
    ``gap`` tells that an empty line stands before it.
    """

    start: int
    end: int
    role: Role
    level: int = 0
    marker: str = ""
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One file as text, with the blocks its reader found, in order.

    ``text`` has line feeds only and no byte order mark; its lines are the file's own.
    ``sha256`` is the digest of the file's bytes, hexadecimal.
    """

    path: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The facts of one meeting, each as its record states it.

    ``id`` is short and stable (``2025-06-03-name-of-the-group``); ``series`` is the name
    under which the group meets again; ``date_source`` says where the date was read
    (``line 3``, ``file name``), None where there is no date. ``attendees`` are people
    and organisations as listed. ``warnings`` are sentences for the person who ingests.
    """

    id: str
    title: str
    path: str
    sha256: str
    series: str | None = None
    date: dt.date | None = None
    end_date: dt.date | None = None
    date_source: str | None = None
    next_meeting: str | None = None
    purpose: str | None = None
    attendees: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What a citation calls the meeting: its series, else its title."""
        return self.series or self.title


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable unit: a bullet, a paragraph, a table row, verbatim.

    ``text`` is the exact slice ``Document.text[start:end]``. ``owner`` is who is to do
    an action. ``section`` is the path of headings above it, outermost first.
    ``page`` and ``paragraph`` are None where the format has none. ``context`` are words
    that belong to its meaning but not to the quotation (what a nested bullet hangs
    under, what a header line answers); they are searched, never quoted.
    """

    id: str
    meeting: Meeting
    text: str
    kind: Kind
    owner: str | None
    section: tuple[str, ...]
    start: int
    end: int
    start_line: int
    end_line: int
    page: int | None = None
    paragraph: int | None = None
    context: str = ""

    @property
    def citation(self) -> str:
        """Where it stands, ready for a letter: series, date, section and line."""
        date = long_date(self.meeting.date) if self.meeting.date else "undated"
        place = (
            f"line {self.start_line}"
            if self.start_line == self.end_line
            else f"lines {self.start_line}–{self.end_line}"
        )
        return ", ".join([self.meeting.name, date, *([" › ".join(self.section)] if self.section else []), place])


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was understood of one meeting: its facts and its passages in reading order."""

    meeting: Meeting
    passages: tuple[Passage, ...]


def long_date(day: dt.date) -> str:
    """``3 June 2025``, whatever the locale of the machine."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
