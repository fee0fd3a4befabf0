"""Meetings, exports and the state of an index, as the objects of ``contract``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.output.as_json.passages import day, meeting_ref, passage_json
from ipp_search.output.contract import JSON_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.index.lookup import IndexedMeeting
    from ipp_search.index.status import Status
    from ipp_search.ingest.records import Meeting
    from ipp_search.output.contract import ExportedJson, HeldMeetingJson, MeetingFactsJson, StatusJson
    from ipp_search.query.export import ExportedMeeting


def meetings_json(meetings: Sequence[IndexedMeeting]) -> list[HeldMeetingJson]:
    """Every meeting with what was understood of it."""
    return [
        {
            **_facts_json(held.meeting),
            "passages": held.passages,
            "actions": held.actions,
            "versions": list(held.versions),
        }
        for held in meetings
    ]


def _facts_json(meeting: Meeting) -> MeetingFactsJson:
    return {
        **meeting_ref(meeting),
        "date_source": meeting.date_source,
        "sha256": meeting.sha256,
        "next_meeting": meeting.next_meeting,
        "next_date": meeting.next_date,
        "purpose": meeting.purpose,
        "chair": meeting.chair,
        "attendees": list(meeting.attendees),
        "apologies": list(meeting.apologies),
        "sources": dict(meeting.sources),
        "warnings": list(meeting.warnings),
    }


def exported_json(one: ExportedMeeting) -> ExportedJson:
    """A meeting with all that its record holds."""
    return {
        **_facts_json(one.held.meeting),
        "sections": [list(path) for path in one.sections],
        "actions": [
            {"text": a.passage.text, "owner": a.passage.owner, "due": a.due, "citation": a.passage.citation}
            for a in one.actions
        ],
        "decisions": [p.citation for p in one.passages if p.kind == "decision"],
        "passages": [passage_json(passage) for passage in one.passages],
        "left_out": [{"line": line.line, "text": line.text, "why": line.why} for line in one.left_out],
        "unread": round(one.unread, 4),
        "version_of": one.version_of,
    }


def status_json(status: Status) -> StatusJson:
    """The state of an index."""
    return {
        "version": JSON_VERSION,
        "index": str(status.folder),
        "bundled": status.bundled,
        "model": status.model,
        "meetings": status.meetings,
        "passages": status.passages,
        "actions": status.actions,
        "undated": status.undated,
        "first": day(status.first),
        "last": day(status.last),
        "waiting": status.waiting,
        "bytes": status.bytes,
    }
