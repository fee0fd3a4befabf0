"""How dates, counts and quotations are written, wherever they are printed."""

from __future__ import annotations

import csv
import io
import textwrap
from typing import TYPE_CHECKING, Any, TypeAlias

from ipp_search.ingest.text import searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ipp_search.ingest.records import Meeting

Table: TypeAlias = "tuple[Sequence[str], Sequence[Sequence[Any]]]"
"""The names of columns, and rows of a cell a column."""


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


def shorten(text: str, most: int) -> str:
    """``text`` as a line of at most so many characters, with an ellipsis where it goes on."""
    line = one_line(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


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


def csv_text(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """Comma-separated values below a row of names, safe to open in a spreadsheet."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_no_formula(cell) for cell in row] for row in rows)
    return written.getvalue()


def _no_formula(cell: Any) -> Any:
    """A cell that a spreadsheet does not run as a formula: an apostrophe makes it words."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def markdown_table(heads: Sequence[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """The lines of a Markdown table, in whose cells nothing ends a cell or a row."""
    lines = [heads, ["---"] * len(heads), *([_markdown_cell(str(cell)) for cell in row] for row in rows)]
    return [f"| {' | '.join(line)} |" for line in lines]


def _markdown_cell(words: str) -> str:
    return words.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "<br>")
