"""Answers as the objects of ``contract``, for ``--format json`` and the server."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, cast

from ipp_search.output.contract import JSON_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ipp_search.index.lookup import IndexedMeeting
    from ipp_search.index.status import Status
    from ipp_search.ingest.records import Meeting, Passage
    from ipp_search.output.contract import (
        ActionJson,
        EventJson,
        ExcerptJson,
        ExportedJson,
        HeldMeetingJson,
        HitJson,
        MeetingFactsJson,
        MeetingJson,
        PassageJson,
        SearchJson,
        StatusJson,
        ThemeJson,
        TimelineJson,
        TimelineRowJson,
        VerificationJson,
    )
    from ipp_search.query.actions.records import Action, Event
    from ipp_search.query.export import ExportedMeeting
    from ipp_search.query.search.results import Excerpt, Hit, SearchResult
    from ipp_search.query.themes.file import Theme
    from ipp_search.query.timeline.records import Timeline
    from ipp_search.query.verification.sources import Checked


def to_json(value: object, *, one_line: bool = False) -> str:
    """JSON text, the same for the same value."""
    text = json.dumps(value, ensure_ascii=False, indent=None if one_line else 2)
    return text.encode("utf-8", "replace").decode()  # half a character, out of a batch, cannot be printed


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def meeting_ref(meeting: Meeting) -> MeetingJson:
    """A meeting as a passage names it."""
    return {
        "id": meeting.id,
        "series": meeting.series,
        "title": meeting.title,
        "date": _day(meeting.date),
        "end_date": _day(meeting.end_date),
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


def search_json(result: SearchResult, *, explain: bool = False) -> SearchJson:
    """The answer to one question; ``explain`` adds what each score is made of."""
    return {
        "version": JSON_VERSION,
        "query": result.query,
        "filters": dict(result.filters),
        "read_as": dict(result.read_as),
        "no_meeting": result.no_meeting,
        "lifted": dict(result.lifted),
        "answer": result.answer,
        "found": result.found,
        "missing": list(result.missing),
        "nearest_theme": result.nearest_theme,
        "hits": [_hit_json(hit, explain) for hit in result.hits],
        "nearest": [_hit_json(hit, explain) for hit in result.nearest],
    }


def _hit_json(hit: Hit, explain: bool) -> HitJson:
    shown = {
        **passage_json(hit.passage),
        "rank": hit.rank,
        "score": hit.score,
        "matched": list(hit.matched),
        "also_in": list(hit.also_in),
        **({"parts": dict(hit.parts)} if explain else {}),
    }
    return cast("HitJson", shown)


def not_answered(error: Exception) -> dict[str, Any]:
    """What stands in place of an answer to a line of a batch; its ``id`` goes before."""
    return {"query": None, "answer": "nothing", "found": False, "hits": [], "nearest": [], "error": str(error)}


def meetings_json(meetings: Sequence[IndexedMeeting]) -> list[HeldMeetingJson]:
    """Every meeting with what was understood of it."""
    return [{**_facts_json(held.meeting), "passages": held.passages, "actions": held.actions} for held in meetings]


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
    }


def excerpts_json(excerpts: Sequence[Excerpt]) -> list[ExcerptJson]:
    """Passages with the numbered lines around them."""
    return [
        {**passage_json(excerpt.passage), "lines": [{"line": n, "text": text} for n, text in excerpt.lines]}
        for excerpt in excerpts
    ]


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
        "first": _day(status.first),
        "last": _day(status.last),
        "waiting": status.waiting,
        "bytes": status.bytes,
    }


def timeline_json(timeline: Timeline, *, by_who: bool = False) -> TimelineJson:
    """A theme through the meetings; ``by_who`` adds each row's weight by person or organisation."""
    rows: list[TimelineRowJson] = []
    for row in timeline.rows:
        shown: TimelineRowJson = {
            "meeting": meeting_ref(row.meeting),
            "path": row.meeting.path,
            "status": row.status,
            "weight": row.weight,
            "words": row.words,
            "meeting_words": row.meeting_words,
            "per_thousand": row.per_thousand,
            "change": row.change,
            "passages": [
                {
                    **passage_json(cited.passage),
                    "reasons": list(cited.reasons),
                    "takes_up": cited.takes_up.citation if cited.takes_up else None,
                }
                for cited in row.passages
            ],
        }
        if by_who:
            shown["by"] = dict(row.by_who())
        rows.append(shown)
    share, low, high = timeline.share
    return {
        "version": JSON_VERSION,
        "theme": timeline.theme,
        "description": timeline.description,
        "followed_as": timeline.followed_as,
        "filters": dict(timeline.limits),
        "share": {"of_meetings": round(share, 4), "low": round(low, 4), "high": round(high, 4)},
        "story": [
            {"sentence": claim.sentence, "citations": [passage.citation for passage in claim.shown_by]}
            for claim in timeline.story
        ],
        "rows": rows,
    }


def themes_json(themes: Sequence[Theme]) -> list[ThemeJson]:
    """Themes as they stand in their file."""
    return [
        {
            "name": theme.name,
            "description": theme.description,
            "words": list(theme.words),
            "questions": list(theme.questions),
            "exclude": list(theme.exclude),
        }
        for theme in themes
    ]


def actions_json(actions: Sequence[Action]) -> list[ActionJson]:
    """Every statement of an action; those of one action share ``thread`` and ``history``."""
    return [
        {
            **passage_json(action.passage),
            "due": action.due,
            "due_date": _day(action.due_date),
            "status": action.status,
            "thread": action.thread,
            "parts": [passage_json(part) for part in action.parts],
            "history": [_event(event) for event in action.history],
        }
        for action in actions
    ]


def _event(event: Event) -> EventJson:
    shown: EventJson = {
        "meeting": meeting_ref(event.meeting),
        "status": event.status,
        "passage": passage_json(event.passage),
    }
    if event.silent_in:
        shown["silent_in"] = [meeting.id for meeting in event.silent_in]
    return shown


def verification_json(
    checked: Checked, file: Path | None = None, vouched: Mapping[str, str] | None = None
) -> VerificationJson:
    """Whether what was checked holds; ``vouched`` has by digest who vouches for what is unproved."""
    return {
        "version": JSON_VERSION,
        "file": None if file is None else str(file),
        "verdict": checked.verdict,
        "statements": [
            {
                "place": statement.place,
                "text": statement.text,
                "verdict": statement.verdict,
                "why": statement.why,
                "source": statement.source.citation if statement.source else None,
                "nearest": passage_json(statement.nearest) if statement.nearest else None,
                "digest": statement.digest,
                "vouched_by": (vouched or {}).get(statement.digest) or None,
            }
            for statement in checked.statements
        ],
        "holds": not checked.faults,
        "citations": checked.citations,
        "quotations": checked.quotations,
        "faults": [{"place": fault.place, "detail": fault.detail} for fault in checked.faults],
    }
