"""A passage and the meeting it is of, as JSON: what all answers are made of."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

JSON_VERSION = 1


class MeetingJson(TypedDict):
    """A meeting as a passage names it."""

    id: str
    """Short and stable: the date and the name."""
    series: str | None
    """The name under which the group meets again."""
    title: str
    date: str | None
    """Its first day, as 2025-06-03; null where the record gives none for certain."""
    end_date: str | None
    date_precision: str
    """``day``, or ``month`` where only the month is known; the dates are then its first and last day."""
    path: str


class PassageJson(TypedDict):
    """A passage with all that is needed to cite it and to check it."""

    id: str
    """Of the meeting, the section and the words, so that an edit elsewhere leaves it alone."""
    text: str
    """An exact slice of the document's text, from ``start`` to ``end``."""
    kind: str
    """``discussion``, ``action``, ``decision``, ``note`` or ``header``."""
    owner: str | None
    """Who is to do an action."""
    speaker: str | None
    """Who is said to have said it."""
    section: list[str]
    """The headings above it, outermost first."""
    meeting: MeetingJson
    path: str
    sha256: str
    """Of the file's bytes, hexadecimal."""
    start_line: int
    """From 1."""
    end_line: int
    page: NotRequired[int]
    """From 1, where the format has pages."""
    paragraph: NotRequired[int]
    """From 1, where the format has no lines."""
    time: NotRequired[str]
    """Of a transcript, as 00:12:05."""
    link: NotRequired[str]
    """An address that opens the very place."""
    start: int
    """The offset in characters, from 0."""
    end: int
    citation: str
    """Ready for a letter."""


class LineJson(TypedDict):
    """A line of a document."""

    line: int
    text: str


class ExcerptJson(PassageJson):
    """A passage in its surroundings: ``show``."""

    lines: list[LineJson]
