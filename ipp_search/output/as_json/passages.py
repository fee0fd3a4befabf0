"""A passage and the meeting it is of, as the objects of ``contract``: what all answers are made of."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.ingest.records import Meeting, Passage
    from ipp_search.output.contract import ExcerptJson, MeetingJson, PassageJson
    from ipp_search.query.search.results import Excerpt


def to_json(value: object, *, one_line: bool = False) -> str:
    """JSON text, the same for the same value."""
    text = json.dumps(value, ensure_ascii=False, indent=None if one_line else 2)
    return text.encode("utf-8", "replace").decode()  # half a character, out of a batch, cannot be printed


def day(of: dt.date | None) -> str | None:
    """A day as 2025-06-03."""
    return of.isoformat() if of else None


def meeting_ref(meeting: Meeting) -> MeetingJson:
    """A meeting as a passage names it."""
    return {
        "id": meeting.id,
        "series": meeting.series,
        "title": meeting.title,
        "date": day(meeting.date),
        "end_date": day(meeting.end_date),
        "date_precision": meeting.precision,
        "path": meeting.path,
    }


def passage_json(passage: Passage) -> PassageJson:
    """A passage with all that is needed to cite it and to check it."""
    located = {"page": passage.page, "paragraph": passage.paragraph, "time": passage.time, "link": passage.link}
    shown = {
        "id": passage.id,
        "text": passage.text,
        "kind": passage.kind,
        "owner": passage.owner,
        "speaker": passage.speaker,
        "section": list(passage.section),
        "meeting": meeting_ref(passage.meeting),
        "path": passage.meeting.path,
        "sha256": passage.meeting.sha256,
        "start_line": passage.start_line,
        "end_line": passage.end_line,
        **{name: place for name, place in located.items() if place is not None},
        "start": passage.start,
        "end": passage.end,
        "citation": passage.citation,
    }
    return cast("PassageJson", shown)  # of what a format lacks there is no key


def excerpts_json(excerpts: Sequence[Excerpt]) -> list[ExcerptJson]:
    """Passages with the numbered lines around them."""
    return [
        {**passage_json(excerpt.passage), "lines": [{"line": n, "text": text} for n, text in excerpt.lines]}
        for excerpt in excerpts
    ]
