"""A table as a spreadsheet (.xlsx): real dates, filters, frozen heads; nothing in it is a formula or a link.

XlsxWriter writes every link to a file as Windows has it, so that it leads nowhere elsewhere: the path is a column.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DAYS = frozenset({"date", "end_date", "due_date", "next_date", "status_meeting"})
"""Columns whose cells are days, where they are known to the day."""
_LONGEST = 32_767
"""Characters of a cell, by Excel's limits; what is longer ends in a mark that says so."""
_CUT = " … [cut: longer than a cell]"
_WIDE = 40  # letters: of columns of running text
_LINE = 15  # points: of a line, as Excel has it
_SAME = dt.datetime(2000, 1, 1)  # when every file was made, so that the same answer gives the same bytes


def spreadsheet(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A sheet with a row of names above the rows.

    Args:
        columns: their names.
        rows: a cell a column; days as ``2025-06-03`` become dates in the columns of days.
    """
    import xlsxwriter

    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.set_properties({"created": _SAME})
    sheet = book.add_worksheet()
    head = book.add_format({"bold": True, "bottom": 1})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    for n, name in enumerate(columns):
        sheet.write_string(0, n, name, head)
    widths = [len(name) + 2 for name in columns]
    count = 0
    for count, row in enumerate(rows, 1):
        for n, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            widths[n] = max(widths[n], min(len(str(cell)) + 2, _WIDE))
            if columns[n] in _DAYS and (known := _day(cell)):
                sheet.write_datetime(count, n, known, day)
            elif isinstance(cell, int | float) and not isinstance(cell, bool):
                sheet.write_number(count, n, cell, words)
            else:
                sheet.write_string(count, n, _fitting(str(cell)), words)
        # Told, as not every program finds out by itself how high wrapped words stand; at most as high as a row may be.
        lines = max(-(-len(str(cell)) // (_WIDE - 4)) for cell in row)
        sheet.set_row(count, min(max(lines, 1) * _LINE, 409))
    for n, width in enumerate(widths):
        sheet.set_column(n, n, width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.autofilter(0, 0, count, len(columns) - 1)
    book.close()
    return written.getvalue()


def _fitting(words: str) -> str:
    words = words.encode("utf-8", "replace").decode()
    return words if len(words) <= _LONGEST else words[: _LONGEST - len(_CUT)] + _CUT


def _day(cell: object) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(str(cell), "%Y-%m-%d") if str(cell) >= "1900-03-01" else None
    except ValueError:
        return None
