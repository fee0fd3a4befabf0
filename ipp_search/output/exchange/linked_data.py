"""Meetings as events of schema.org and passages as W3C Web Annotations, in JSON-LD.

The annotations (https://www.w3.org/TR/annotation-model/) say where a passage stands in its file, so that a program that
draws annotations finds the very words again.
"""

from __future__ import annotations

import uuid
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from ipp_search.output.as_json import to_json
from ipp_search.output.format import dated, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipp_search.ingest.records import Meeting, Passage

_PDF = "http://tools.ietf.org/rfc/rfc3778"  # what says how a fragment names a page of a PDF


def as_events(meetings: Iterable[Meeting]) -> str:
    """Each meeting as an ``Event`` with its group, its people and the file of its record."""
    return to_json({"@context": "https://schema.org", "@graph": [_event(meeting) for meeting in meetings]})


def as_annotations(passages: Iterable[Passage]) -> str:
    """Each passage as an ``Annotation`` of its file, in one page of annotations."""
    items = [_annotation(passage) for passage in passages]
    identity = _name("page", " ".join(item["id"] for item in items))
    page = {"id": identity, "type": "AnnotationPage", "items": items}
    return to_json({"@context": "http://www.w3.org/ns/anno.jsonld", **page})


def _event(meeting: Meeting) -> dict[str, Any]:
    record = {"@type": "DigitalDocument", "name": PurePath(meeting.path).name, "url": _file(meeting)}
    known = {
        "startDate": dated(meeting) if meeting.date else None,
        "endDate": meeting.end_date.isoformat() if meeting.end_date and meeting.precision == "day" else None,
        "description": meeting.purpose,
        "organizer": {"@type": "Organization", "name": one_line(meeting.series)} if meeting.series else None,
        # A record lists people and organisations alike, and does not say which is which.
        "attendee": [{"@type": "Thing", "name": one_line(name)} for name in meeting.attendees],
        "subjectOf": record,
    }
    return {
        "@type": "Event",
        "@id": _name("meeting", meeting.id),
        "identifier": meeting.id,
        "name": one_line(meeting.title),
        **{name: value for name, value in known.items() if value},
    }


def _annotation(passage: Passage) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": passage.text},
        {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
    ]
    if passage.page is not None:
        selectors.append({"type": "FragmentSelector", "conformsTo": _PDF, "value": f"page={passage.page}"})
    return {
        "id": _name("passage", passage.id),
        "type": "Annotation",
        "motivation": "highlighting",
        "body": {"type": "TextualBody", "purpose": "describing", "value": passage.citation},
        "target": {"source": _file(passage.meeting), "selector": selectors},
    }


def _name(kind: str, of: str) -> str:
    """An address that is the same for the same thing, and of nobody else's (RFC 9562, version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"ipp-search {kind} {of}").urn


def _file(meeting: Meeting) -> str:
    return PurePath(meeting.path).as_uri()
