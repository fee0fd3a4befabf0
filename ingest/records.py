"""What travels through the system: Document, Meeting and Passage.

All are frozen and hold only the standard library's types, so they can be hashed, compared, pickled and printed
anywhere. Offsets count characters of ``Document.text`` from 0 and end before ``end``; lines count from 1 and include
both ends.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

Role = Literal["heading", "item", "paragraph", "columns", "row", "footnote"]
Kind = Literal["discussion", "action", "decision", "note", "header"]
Precision = Literal["day", "month"]
KINDS: tuple[Kind, ...] = ("discussion", "action", "decision", "note", "header")
_SHOWN = 60  # characters of a passage, where it is shown in passing

HOLDERS = frozenset({".zip", ".eml", ".msg"})
"""Files that hold others, whose paths go on below theirs as if they were folders."""

# Levels of headings with a meaning of their own; those that a format marks go from 1 to 6.
TITLE = 0
"""The level of a heading that names the whole record."""
BOLD_LEVEL = 7
"""The level of a heading that is only bold, below every one that is marked as a heading."""
TOPIC_LEVEL = 8
"""The level of a heading that is a table's item: below every other."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that a reader saw as one thing: a heading, a list item, a paragraph, a table row.

    ``start``/``end`` bound its words, without list marker or heading marks.
    ``level`` is the heading's rank from 1, or the item's depth from 1; 0 for the rest.
    ``marker`` is the list marker as printed (``·``, ``- ☐``, ``1.``), empty elsewhere.
    ``gap`` tells that an empty line stands before it. ``page`` and ``paragraph`` count from 1
    where the format has them; ``anchor`` is what a link can jump to; ``speaker`` and ``time``
    (``00:12:05``) are a transcript's. ``lead`` is where the bold words end that it begins with, 0 where it has none or
    is all bold. ``context`` are the heads of a table row's columns, ``owner``
    is who a cell beside an action says is to do it.
    """

    start: int
    end: int
    role: Role
    level: int = 0
    marker: str = ""
    gap: bool = False
    page: int | None = None
    paragraph: int | None = None
    anchor: str | None = None
    speaker: str | None = None
    time: str | None = None
    context: str = ""
    owner: str | None = None
    lead: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of a file that stand in no passage: where, what, and why.

    ``line`` is the first they stand on, None where they are not in the document's text.
    """

    line: int | None
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file as text, with the blocks its reader found, in order.

    ``text`` has line feeds only and no byte order mark; of a text file its lines are the file's own, of any other
    format a line a block. ``sha256`` is the digest of the file's bytes, hexadecimal. ``facts`` are what the file states
    of itself outside its text (front matter), by the names of Meeting's fields, those ``by_hand`` set by a person;
    ``page_header`` and ``page_title`` are the words above each page of it and in a window's title, a paragraph a line.
    ``left_out`` is what a reader kept out of the blocks, each line once; ``facts_at`` where in the text the facts
    stand, as start and end.
    """

    path: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    facts: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    facts_at: tuple[tuple[int, int], ...] = ()
    by_hand: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """The facts of one meeting, each as its record states it.

    ``id`` is short and stable (``2025-06-03-name-of-the-group``); ``series`` is the name
    under which the group meets again. Where only the month is known, ``date`` and ``end_date``
    are its first and last day and ``precision`` says so. ``next_meeting`` is what the record says of the next
    meeting, ``next_date`` the day it names there (``2025-09-02``), if it names one. ``attendees`` and ``apologies`` are
    people and organisations as listed. ``sources`` tells of each fact where it was read
    (``line 3``, ``file name``). ``warnings`` are sentences for the person who ingests.
    ``names`` are what the record may call the group, likeliest first; the collection decides between them.
    """

    id: str
    title: str
    path: str
    sha256: str
    series: str | None = None
    date: dt.date | None = None
    end_date: dt.date | None = None
    precision: Precision = "day"
    next_meeting: str | None = None
    next_date: str | None = None
    purpose: str | None = None
    chair: str | None = None
    attendees: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Meeting {self.id}>"

    @property
    def name(self) -> str:
        """What a citation calls the meeting: its series, else its title."""
        return self.series or self.title

    @property
    def date_source(self) -> str | None:
        """Where the date was read, None where there is no date."""
        return dict(self.sources).get("date")

    @property
    def when(self) -> str:
        """The date in words: ``3 June 2025``, ``3–5 December 2019``, ``June 2025``, ``undated``."""
        if self.date is None:
            return "undated"
        if self.precision == "month":
            return long_date(self.date).partition(" ")[2]
        if self.end_date is None or self.end_date == self.date:
            return long_date(self.date)
        if (self.date.year, self.date.month) == (self.end_date.year, self.end_date.month):
            return f"{self.date.day}–{long_date(self.end_date)}"
        return f"{long_date(self.date)} – {long_date(self.end_date)}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable unit: a bullet, a paragraph, a table row, verbatim.

    ``text`` is the exact slice ``Document.text[start:end]``. ``owner`` is who is to do
    an action, ``speaker`` who is said to have said the rest. ``section`` is the path of
    headings above it, outermost first. ``page``, ``paragraph``, ``time`` and ``anchor``
    are None where the format has none. ``context`` are words
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
    speaker: str | None = None
    time: str | None = None
    anchor: str | None = None

    def __repr__(self) -> str:
        text = self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}…"
        return f"<Passage “{text}” — {self.citation}>"

    @property
    def citation(self) -> str:
        """Where it stands, ready for a letter: series, date, section, and the place its format has."""
        section = [" › ".join(self.section)] if self.section else []
        return ", ".join([self.meeting.name, self.meeting.when, *section, self.place])

    @property
    def place(self) -> str:
        """``line 30``, ``page 2, paragraph 4``, ``paragraph 12``, ``00:12:05 (Chair)``."""
        if self.time is not None:
            return f"{self.time} ({self.speaker})" if self.speaker else self.time
        if self.paragraph is not None:
            page = f"page {self.page}, " if self.page is not None else ""
            return f"{page}paragraph {self.paragraph}"
        if self.start_line == self.end_line:
            return f"line {self.start_line}"
        return f"lines {self.start_line}–{self.end_line}"

    @property
    def link(self) -> str | None:
        """An address that opens the very place on a desktop, None where the format has no such thing."""
        if any(above.suffix.lower() in HOLDERS for above in PurePath(self.meeting.path).parents):
            return None  # inside another file, where no program can jump
        fragment = f"page={self.page}" if self.page is not None else self.anchor
        return f"{PurePath(self.meeting.path).as_uri()}#{fragment}" if fragment else None


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was understood of one meeting: its facts and its passages in reading order.

    ``spoken`` tells a transcript, whose passages are turns of speech, from minutes that someone wrote.
    ``sections`` are the paths of all headings, each once and outermost first, in reading order.
    """

    meeting: Meeting
    passages: tuple[Passage, ...]
    spoken: bool = False
    sections: tuple[tuple[str, ...], ...] = ()


def long_date(day: dt.date) -> str:
    """``3 June 2025``, whatever the locale of the machine."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Record:
    """What one file holds: its meetings, in a sentence each what in it is no meeting, and what was left out.

    ``unread`` is the share, 0 to 1, of the letters and digits of the document's text that stand in no passage, heading
    or header fact and in nothing that was left out for a reason.
    """

    meetings: tuple[Minutes, ...]
    no_meeting: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unread: float = 0.0


MONTHS = tuple("January February March April May June July August September October November December".split())
