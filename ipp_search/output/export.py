"""What was understood of records as JSON lines, a meeting each, and as CSV and Parquet, a passage each."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ipp_search.errors import BadQuestion
from ipp_search.output.as_json import exported_json, passage_json, to_json
from ipp_search.output.format import csv_text

if TYPE_CHECKING:
    from ipp_search.query.export import ExportedMeeting

COLUMNS = (
    "meeting", "series", "title", "date", "end_date", "section", "kind", "owner", "speaker", "due", "text", "citation",
    "path", "sha256", "start_line", "end_line", "page", "paragraph", "time", "start", "end", "id",
)  # fmt: skip
"""The columns of a passage's row; ``section`` is its path, joined by `` › ``."""
_NUMBERS = {"start_line", "end_line", "page", "paragraph", "start", "end"}


def export_jsonl(meetings: Sequence[ExportedMeeting]) -> str:
    """A meeting a line, as ``meetings`` prints it, with all that its record holds."""
    return "\n".join(to_json(exported_json(one), one_line=True) for one in meetings)


def export_csv(meetings: Sequence[ExportedMeeting]) -> str:
    """A passage a row, below a row of names."""
    return csv_text(COLUMNS, (row.values() for row in _rows(meetings)))


def export_parquet(meetings: Sequence[ExportedMeeting]) -> bytes:
    """A passage a row, with the columns of ``export_csv``; numbers are int64, the rest strings.

    Raises:
        BadQuestion: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise BadQuestion(
            "Parquet needs the package pyarrow.", "Install it with: pip install 'ipp-search[parquet]'"
        ) from None
    kinds = [(name, pyarrow.int64() if name in _NUMBERS else pyarrow.string()) for name in COLUMNS]
    written = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(list(_rows(meetings)), pyarrow.schema(kinds)), written)
    return written.getvalue()


def _rows(meetings: Sequence[ExportedMeeting]) -> Iterator[dict[str, Any]]:
    for one in meetings:
        if one.version_of is not None:
            continue  # the same minutes again
        due = {action.passage.id: action.due for action in one.actions}
        for passage in one.passages:
            m = passage.meeting
            days = {"date": m.date and m.date.isoformat(), "end_date": m.end_date and m.end_date.isoformat()}
            own = {"meeting": m.id, "series": m.series, "title": m.title, "due": due.get(passage.id)}
            row = {**passage_json(passage), **own, **days, "section": " › ".join(passage.section)}
            yield {name: row.get(name) for name in COLUMNS}
