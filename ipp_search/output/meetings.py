"""Meetings, excerpts and the state of an index as text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipp_search.output.format import counted, dated, folded, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.index.lookup import IndexedMeeting
    from ipp_search.index.status import Status
    from ipp_search.query.search.results import Excerpt


def meetings_text(meetings: Sequence[IndexedMeeting]) -> str:
    """One meeting a line: date, name, size, and the id that --meeting takes."""
    if not meetings:
        return "The index is empty; add records with: ipp-search ingest FOLDER"
    return "\n".join(
        f"{dated(held.meeting):<10}  {held.meeting.name}: "
        f"{counted(held.passages, 'passage')}, {counted(held.actions, 'action')}  [{held.meeting.id}]"
        + "".join(f"\n{'':<10}  also as {printable(Path(path).name)}, which is not searched" for path in held.versions)
        + "".join(f"\n{'':<10}  warning: {warning}" for warning in held.meeting.warnings)
        for held in meetings
    )


def meetings_table(meetings: Sequence[IndexedMeeting]) -> tuple[Sequence[str], list[Sequence[Any]]]:
    """The names of columns, and a row a meeting."""
    columns = (
        "date", "end_date", "meeting", "title", "chair", "attendees", "apologies", "next_date", "passages", "actions",
        "warnings", "id", "path",
    )  # fmt: skip
    rows: list[Sequence[Any]] = [
        (
            dated(m), m.end_date.isoformat() if m.end_date and m.precision == "day" else None, m.name, m.title, m.chair,
            "; ".join(m.attendees), "; ".join(m.apologies), m.next_date, held.passages, held.actions,
            " ".join(m.warnings), m.id, m.path,
        )
        for held in meetings
        for m in [held.meeting]
    ]  # fmt: skip
    return columns, rows


def excerpts_text(excerpts: Sequence[Excerpt], width: int | None) -> str:
    """Passages in their surroundings; ``>`` marks the cited lines."""
    return "\n\n".join(_excerpt_text(excerpt, width) for excerpt in excerpts)


def _excerpt_text(excerpt: Excerpt, width: int | None) -> str:
    passage = excerpt.passage
    digits = len(str(excerpt.lines[-1][0]))
    shown = [passage.citation, passage.meeting.path, ""]
    for number, line in excerpt.lines:
        mark = ">" if passage.start_line <= number <= passage.end_line else " "
        head = f"{mark} {number:>{digits}}  "
        shown.append((head + folded(printable(line.expandtabs(4)), width, len(head)).lstrip()).rstrip())
    return "\n".join(shown)


def status_text(status: Status) -> str:
    """The state of an index, for reading."""
    span = f", {status.first} to {status.last}" if status.first else ""
    undated = f" ({status.undated} undated)" if status.undated else ""
    lines = [
        f"index     {status.folder}" + ("  (the two bundled notes)" if status.bundled else ""),
        f"meetings  {status.meetings:,}{span}{undated}",
        f"passages  {status.passages:,}, of which {counted(status.actions, 'action')}",
        f"model     {status.model or 'none yet'}",
        f"size      {status.bytes / 1e6:,.1f} MB",
    ]
    if status.waiting:
        lines.append(f"waiting   {status.waiting:,} texts have no vector yet; run ingest again to finish them")
    return "\n".join(lines)
