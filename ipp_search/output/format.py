"""How dates, counts and quotations are written, wherever they are printed."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from ipp_search.ingest.text import searchable

if TYPE_CHECKING:
    from ipp_search.ingest.records import Meeting


def dated(meeting: Meeting) -> str:
    """The meeting's date as ``2025-06-03``, of a month as ``2025-06``, or ``undated``."""
    if meeting.date is None:
        return "undated"
    return f"{meeting.date:%Y-%m}" if meeting.precision == "month" else meeting.date.isoformat()


def counted(number: int, noun: str) -> str:
    """``1 meeting``, ``2 meetings``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def one_line(text: str) -> str:
    """``text`` as a line that can be printed."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """``text`` without control characters, which a record may hold and a terminal would act on."""
    return "".join(char if char.isprintable() else " " for char in searchable(text))


def folded(text: str, width: int | None, indent: int) -> str:
    """``text`` indented, in lines of at most ``width`` columns; None leaves it whole."""
    margin = " " * indent
    if width is None:
        return margin + text
    return textwrap.fill(
        text, max(width, 40), initial_indent=margin, subsequent_indent=margin,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def no_formula(cell: Any) -> Any:
    """A cell that a spreadsheet does not run as a formula: an apostrophe makes it words."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
