"""Tables as a spreadsheet (.xlsx): real dates, filters, frozen heads; nothing in it is a formula or leads elsewhere.

Links lead from sheet to sheet only. XlsxWriter writes every link to a file as Windows has it, so that it leads nowhere
on other systems: the path is a column.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_DAYS = frozenset({"date", "end_date", "due_date", "next_date", "status_meeting"})
"""Columns whose cells are days, where they are known to the day."""
_LONGEST = 32_767
"""Characters of a cell, by Excel's limits; what is longer ends in a mark that says so."""
_CUT = " … [cut: longer than a cell]"
_WIDE = 40  # letters: of columns of running text
_LINE = 15  # points: of a line, as Excel has it
_SAME = dt.datetime(2000, 1, 1)  # when every file was made, so that the same answer gives the same bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to a row of a sheet, the first below the names being 1."""

    shown: str | int
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, the names of its columns, and rows of a cell a column.

    Days as ``2025-06-03`` become dates in the columns of days.
    """

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def spreadsheet(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A single sheet with a row of names above the rows; arguments as those of ``Sheet``."""
    return workbook([Sheet("Sheet1", columns, rows)])


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Sheets, each with a row of names above its rows."""
    import xlsxwriter

    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.set_properties({"created": _SAME})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "words": book.add_format({"text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "link": book.add_format({"text_wrap": True, "valign": "top", "font_color": "#1d5a8c", "underline": 1}),
    }
    for sheet in sheets:
        _fill(book.add_worksheet(sheet.name), sheet, formats)
    book.close()
    return written.getvalue()


def _fill(page: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    for n, name in enumerate(sheet.columns):
        page.write_string(0, n, name, formats["head"])
    widths = [len(name) + 2 for name in sheet.columns]
    count = 0
    for count, row in enumerate(sheet.rows, 1):
        shown = [cell.shown if isinstance(cell, Link) else cell for cell in row]
        for n, (cell, words) in enumerate(zip(row, shown, strict=True)):
            if words is None or words == "":
                continue
            widths[n] = max(widths[n], min(len(str(words)) + 2, _WIDE))
            if isinstance(cell, Link):
                page.write_url(count, n, f"internal:'{cell.sheet}'!A{cell.row + 1}", formats["link"], "")
            _write(page, count, n, words, sheet.columns[n], formats, linked=isinstance(cell, Link))
        # Told, as not every program finds out by itself how high wrapped words stand; at most as high as a row may be.
        lines = max(-(-len(str(words)) // (_WIDE - 4)) for words in shown)
        page.set_row(count, min(max(lines, 1) * _LINE, 409))
    for n, width in enumerate(widths):
        page.set_column(n, n, width)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.autofilter(0, 0, count, len(sheet.columns) - 1)


def _write(
    page: Any, row: int, column: int, words: Any, name: str, formats: Mapping[str, Any], *, linked: bool
) -> None:
    look = formats["link" if linked else "words"]
    if name in _DAYS and (known := _day(words)):
        page.write_datetime(row, column, known, formats["day"])
    elif isinstance(words, int | float) and not isinstance(words, bool):
        page.write_number(row, column, words, look)
    else:
        page.write_string(row, column, _fitting(str(words)), look)


def _fitting(words: str) -> str:
    words = words.encode("utf-8", "replace").decode()
    return words if len(words) <= _LONGEST else words[: _LONGEST - len(_CUT)] + _CUT


def _day(cell: object) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(str(cell), "%Y-%m-%d") if str(cell) >= "1900-03-01" else None
    except ValueError:
        return None
