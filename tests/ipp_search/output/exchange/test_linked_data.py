"""What is given as linked data is read by rdflib as the terms of schema.org and of the Web Annotation vocabulary."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib

from ipp_search.api import Index

Run = Callable[..., Any]
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")
SCHEMA, OA, AS = (
    rdflib.Namespace(at)
    for at in ("https://schema.org/", "http://www.w3.org/ns/oa#", "https://www.w3.org/ns/activitystreams#")
)
# Of the contexts that stand at the addresses: what the exports use, as the two specifications publish it.
_ID, _TERM = {"@type": "@id"}, {"@type": "@vocab"}
_OA = (
    "Annotation TextQuoteSelector TextPositionSelector FragmentSelector TextualBody highlighting describing exact start"
    " end"
)
CONTEXTS = {
    "https://schema.org": {"@vocab": str(SCHEMA), "url": _ID},
    "http://www.w3.org/ns/anno.jsonld": {
        **{name: str(OA[name]) for name in _OA.split()},
        "id": {"@id": "@id", **_ID},
        "type": {"@id": "@type", **_TERM},
        "AnnotationPage": str(AS.OrderedCollectionPage),
        "items": {"@id": str(AS.items), "@container": "@list", **_ID},
        "body": {"@id": str(OA.hasBody), **_ID},
        "target": {"@id": str(OA.hasTarget), **_ID},
        "source": {"@id": str(OA.hasSource), **_ID},
        "selector": {"@id": str(OA.hasSelector), **_ID},
        "motivation": {"@id": str(OA.motivatedBy), **_TERM},
        "purpose": {"@id": str(OA.hasPurpose), **_TERM},
        "value": str(rdflib.RDF.value),
        "conformsTo": {"@id": "http://purl.org/dc/terms/conformsTo", **_ID},
    },
}


def graph(text: str) -> rdflib.Graph:
    """What a program that knows linked data makes of it; a key without a meaning would be lost, so there is none."""
    told = json.loads(text)
    context = CONTEXTS[told["@context"]]
    if "@vocab" not in context:
        assert keys(told) <= {*context, "@context"}
    return rdflib.Graph().parse(data=json.dumps({**told, "@context": context}), format="json-ld")


def keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in keys(one)}
    return {key for one in value for key in keys(one)} if isinstance(value, list) else set()


def test_meetings_are_events_with_their_day_and_group(run: Run, index: Index, tmp_path: Path) -> None:
    out = tmp_path / "meetings.jsonld"
    assert run("--index", index.folder, "meetings", "-o", out).code == 0
    read = graph(out.read_text("utf-8"))
    held = [one.meeting for one in index.meetings()]
    found = {str(read.value(event, SCHEMA.identifier)): event for event in read.subjects(rdflib.RDF.type, SCHEMA.Event)}
    assert set(found) == {meeting.id for meeting in held}
    for meeting in held:
        event = found[meeting.id]
        assert str(read.value(event, SCHEMA.startDate)) == str(meeting.date)
        group = read.value(event, SCHEMA.organizer)
        assert str(read.value(group, SCHEMA.name)) == meeting.series
        record = read.value(event, SCHEMA.subjectOf)
        assert str(read.value(record, SCHEMA.url)) == Path(meeting.path).as_uri()
        people = {str(read.value(one, SCHEMA.name)) for one in read.objects(event, SCHEMA.attendee)}
        assert people == {" ".join(name.split()) for name in meeting.attendees}


def test_passages_are_annotations_whose_selectors_give_their_words(run: Run, index: Index) -> None:
    read = graph(run("--index", index.folder, "search", "recall", "--format", "json-ld").out)
    passages = {hit.passage.citation: hit.passage for hit in index.search("recall", limit=10).shown}
    found = [*read.subjects(rdflib.RDF.type, OA.Annotation)]
    assert len(found) == len(passages) > 3
    for one in found:
        passage = passages[str(read.value(read.value(one, OA.hasBody), rdflib.RDF.value))]
        target = read.value(one, OA.hasTarget)
        assert str(read.value(target, OA.hasSource)) == Path(passage.meeting.path).as_uri()
        (quote,) = (of for of in read.objects(target, OA.hasSelector) if read.value(of, OA.exact))
        (place,) = (of for of in read.objects(target, OA.hasSelector) if read.value(of, OA.start))
        begin, end = (int(str(read.value(place, name))) for name in (OA.start, OA.end))
        assert str(read.value(quote, OA.exact)) == passage.text
        assert Path(passage.meeting.path).read_text("utf-8")[begin:end] == passage.text
