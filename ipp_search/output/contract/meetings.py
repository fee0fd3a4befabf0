"""Meetings, exports and the state of an index, as JSON."""

from __future__ import annotations

from typing_extensions import TypedDict

from ipp_search.output.contract.passages import MeetingJson, PassageJson


class MeetingFactsJson(MeetingJson):
    """A meeting with the facts that its record states."""

    date_source: str | None
    sha256: str
    next_meeting: str | None
    next_date: str | None
    """The day that the record names for the next meeting."""
    purpose: str | None
    chair: str | None
    attendees: list[str]
    apologies: list[str]
    sources: dict[str, str]
    """Where each fact was read."""
    warnings: list[str]


class HeldMeetingJson(MeetingFactsJson):
    """A meeting with how much of it the index holds: ``meetings``."""

    passages: int
    actions: int
    versions: list[str]
    """The paths of other versions of its record (a PDF beside a Word file, a draft), which are not searched."""


class ExportedActionJson(TypedDict):
    """An action of an exported meeting."""

    text: str
    owner: str | None
    due: str | None
    """The day its words name, as 2025-06-03, else the words."""
    citation: str


class LeftOutJson(TypedDict):
    """Words that are in no passage."""

    line: int | None
    """From 1; null where they are not in the document's text."""
    text: str
    why: str


class ExportedJson(MeetingFactsJson):
    """A meeting with all that its record holds: a line of ``export``."""

    sections: list[list[str]]
    """The path of every heading, outermost first."""
    actions: list[ExportedActionJson]
    decisions: list[str]
    """Their citations."""
    passages: list[PassageJson]
    left_out: list[LeftOutJson]
    """Of the whole file."""
    unread: float
    """The share of the file's letters, 0 to 1, in no passage, heading, header fact or left-out line."""
    version_of: str | None
    """The path of the record that answers for this one, another version of the same minutes; else null."""


class StatusJson(TypedDict):
    """What an index holds: ``status``."""

    version: int
    index: str
    bundled: bool
    """Whether the two notes that come with the program answer."""
    model: str | None
    meetings: int
    passages: int
    actions: int
    undated: int
    first: str | None
    last: str | None
    waiting: int
    """Texts without a vector, judged by their words only until the next ingest."""
    bytes: int
