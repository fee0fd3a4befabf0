"""Rows of the catalogue as the records they were, each compared with its digest."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from ipp_search.index.database import Database
from ipp_search.index.digests import DOCUMENT, MEETING, PASSAGE, digest_of
from ipp_search.ingest.records import Meeting, Passage

MEETING_ROW, PASSAGE_ROW, DOCUMENT_ROW = f"{MEETING}, m.digest", f"{PASSAGE}, p.digest", f"{DOCUMENT}, d.digest"
"""What to select of ``meetings m``, ``passages p`` and ``documents d``, so that a record can be made of it."""
MEETING_WIDTH, PASSAGE_WIDTH = MEETING_ROW.count(",") + 1, PASSAGE_ROW.count(",") + 1
"""How many columns those are."""
SECTIONS = MEETING_ROW.split(", ").index("m.sections")
"""The place among them of a meeting's sections."""


def whole(catalogue: Database, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row without its digest, which is the last column, once that is found to be its digest.

    Raises:
        IndexDamaged: it is not.
    """
    *columns, digest = row
    if digest_of(*columns) != digest:
        raise catalogue.damaged("what is kept of a meeting is not as it was written")
    return tuple(columns)


def meeting_of(catalogue: Database, row: tuple[Any, ...]) -> Meeting:
    """The meeting of a row of ``MEETING_ROW``; errors are those of ``whole``."""
    row = whole(catalogue, row)
    key, title, path, sha, series, date, end_date, precision, next_meeting, next_date, purpose, chair = row[:12]
    attendees, apologies, sources, warnings = map(json.loads, row[12:16])
    return Meeting(
        id=key, title=title, path=path, sha256=sha, series=series,
        date=dt.date.fromisoformat(date) if date else None,
        end_date=dt.date.fromisoformat(end_date) if end_date else None,
        precision=precision, next_meeting=next_meeting, next_date=next_date, purpose=purpose, chair=chair,
        attendees=tuple(attendees), apologies=tuple(apologies), sources=tuple(sorted(sources.items())),
        warnings=tuple(warnings),
    )  # fmt: skip


def passage_of(catalogue: Database, meeting: Meeting, row: tuple[Any, ...]) -> Passage:
    """The passage of a row of ``PASSAGE_ROW``; errors are those of ``whole``."""
    row = whole(catalogue, row)
    key, text, kind, owner, section, start, end, start_line, end_line, page, paragraph, context = row[:12]
    speaker, time, anchor = row[12:15]
    return Passage(
        id=key, meeting=meeting, text=text, kind=kind, owner=owner, section=tuple(json.loads(section)),
        start=start, end=end, start_line=start_line, end_line=end_line, page=page, paragraph=paragraph,
        context=context, speaker=speaker, time=time, anchor=anchor,
    )  # fmt: skip
