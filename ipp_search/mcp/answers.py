"""What each tool gives, as types: the output schemas are made of them. Keys may be added, never renamed."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

Verdict = Literal["proved", "unproved", "false"]


class Words(TypedDict):
    """Words that may have had to end early."""

    text: str
    cut: NotRequired[Literal[True]]
    """They go on; ``show`` gives them all."""


class Cited(Words):
    """Words of the record and where they stand."""

    citation: str


class Page(TypedDict):
    """What every answer has."""

    note: NotRequired[str]
    """What has to be known to read it."""
    cursor: NotRequired[str]
    """There is more: call again with it."""


class Hit(Cited):
    """A passage found."""

    kind: str
    owner: NotRequired[str]
    speaker: NotRequired[str]
    also_in: NotRequired[list[str]]


class Found(Page):
    """``search``: ``hits`` answer the question; those in ``nearest`` do not, they only come nearest."""

    answer: Literal["answered", "nearest", "nothing"]
    hits: list[Hit]
    nearest: list[Hit]


class Line(Words):
    """A line of a record, numbered as citations number them."""

    line: int
    cited: NotRequired[Literal[True]]


class Shown(Page):
    """``show``."""

    citation: str
    lines: list[Line]


class Sentence(Words):
    """A sentence on how a theme moved."""

    citations: list[str]


class Row(TypedDict):
    """A meeting on a theme; without passages none was found there."""

    meeting: str
    id: str
    change: NotRequired[str]
    found: int
    """How many passages on the theme were found."""
    passages: list[Cited]


class Followed(Page):
    """``timeline``."""

    theme: str
    followed_as: str
    story: list[Sentence]
    rows: list[Row]


class State(TypedDict):
    """A state of an action."""

    status: str
    meeting: str
    citation: str


class ActionRow(Cited):
    """An action as last stated."""

    owner: NotRequired[str]
    due: NotRequired[str]
    due_date: NotRequired[str]
    status: str
    parts: NotRequired[list[Cited]]
    history: NotRequired[list[State]]


class Ledger(Page):
    """``actions``."""

    count: int
    actions: list[ActionRow]


class MeetingRow(TypedDict):
    """A meeting held in the index."""

    id: str
    citation: str
    passages: int
    actions: int
    warnings: NotRequired[list[str]]


class Held(Page):
    """``meetings``."""

    count: int
    meetings: list[MeetingRow]


class Drafted(Page):
    """``brief``."""

    markdown: str
    """Quotations with footnotes that cite, as ``verify_text`` reads it."""
    cut: NotRequired[Literal[True]]
    """A single paragraph was longer than an answer; ask for longer answers."""


class Checked(TypedDict):
    """A statement of a text."""

    place: str
    verdict: Verdict
    text: NotRequired[str]
    """Left out where it is proved."""
    why: NotRequired[str]
    citation: NotRequired[str]
    nearest: NotRequired[Cited]
    cut: NotRequired[Literal[True]]


class Verified(Page):
    """``verify_text``."""

    verdict: Verdict
    citations: int
    quotations: int
    counts: dict[str, int]
    statements: list[Checked]
