"""What finds and lists: search, timeline, actions, meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipp_search.index import lookup
from ipp_search.index.filters import MeetingFilters, read_filters
from ipp_search.index.status import is_empty, waiting
from ipp_search.mcp.asked import Asked
from ipp_search.mcp.budget import Place, fill
from ipp_search.output.format import counted
from ipp_search.output.search import unanswered, understood
from ipp_search.query.actions.ledger import latest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipp_search.api import Index
    from ipp_search.ingest.records import Passage
    from ipp_search.mcp.asked import AskedActions, AskedMeetings, AskedSearch, AskedTimeline
    from ipp_search.query.actions.records import Action
    from ipp_search.query.search.results import Hit
    from ipp_search.query.timeline.records import TimelineRow

_EVENTS, _SHOWN_BY = 6, 3
"""States of an action, and citations for one sentence, that are given: the latest, and the first."""


def search(index: Index, asked: AskedSearch) -> dict[str, Any]:
    """The tool ``search``."""
    place = place_of("search", asked)
    result = index.search(asked.query, limit=asked.limit, **asked.filters())
    told = understood(result, [*asked.filters()], lift="")
    if not result.found:
        told.append(unanswered(result))
    if result.nearest_theme:
        told.append(f"The nearest theme, for timeline, is “{result.nearest_theme}”.")
    answer = {**noted(index, *told), "answer": result.answer, "hits": [], "nearest": []}
    key = "hits" if result.found else "nearest"
    fill(answer, key, [_hit(hit) for hit in result.shown], asked.max_tokens, place)
    return answer


def timeline(index: Index, asked: AskedTimeline) -> dict[str, Any]:
    """The tool ``timeline``."""
    place = place_of("timeline", asked)
    followed = index.timeline(asked.theme, **asked.filters())
    story = [
        {"text": one.sentence, "citations": [passage.citation for passage in one.shown_by[:_SHOWN_BY]]}
        for one in followed.story
    ]
    found, of = len(followed.discussed), counted(len(followed.rows), "meeting")
    answer = {
        **noted(index, f"Passages were found in {found} of {of}."),
        "theme": followed.theme,
        "followed_as": followed.followed_as,
        "story": [] if place.begin else story,
    }
    fill(answer, "rows", [_row(row, asked.passages) for row in followed.rows], asked.max_tokens, place)
    return answer


def actions(index: Index, asked: AskedActions) -> dict[str, Any]:
    """The tool ``actions``."""
    place = place_of("actions", asked)
    found = latest(index.actions(only_open=asked.open, **asked.filters()))
    answer = {**noted(index), "count": len(found)}
    fill(answer, "actions", [_action(one) for one in found], asked.max_tokens, place)
    return answer


def meetings(index: Index, asked: AskedMeetings) -> dict[str, Any]:
    """The tool ``meetings``."""
    place = place_of("meetings", asked)
    limits = read_filters(asked.filters(), MeetingFilters)
    with index.session.reading() as view:
        held = lookup.meetings(view.catalogue, limits)
    rows = [
        {
            "id": one.meeting.id,
            "citation": f"{one.meeting.name}, {one.meeting.when}",
            "passages": one.passages,
            "actions": one.actions,
            **_given(warnings=list(one.meeting.warnings)),
        }
        for one in held
    ]
    answer = {**noted(index), "count": len(held)}
    fill(answer, "meetings", rows, asked.max_tokens, place)
    return answer


def place_of(tool: str, asked: Asked) -> Place:
    """Where an answer begins.

    Raises:
        BadQuestion: the cursor is of another question.
    """
    return Place(tool, asked.model_dump(exclude={"cursor", "max_tokens"}), asked.cursor)


def noted(index: Index, *told: str) -> dict[str, str]:
    """The note of an answer: what has to be known of the index, and what else is told."""
    sentences = [*told]
    if index.bundled:
        sentences.append("No records are indexed yet: the two notes that come with ipp-search answer.")
    with index.session.reading() as view:
        if is_empty(view.catalogue):
            sentences.append("The index is empty.")
        if count := waiting(view.catalogue):
            sentences.append(f"{counted(count, 'text')} are judged by their words only until ingest is run again.")
    return {"note": " ".join(sentences)} if sentences else {}


def cited(passage: Passage) -> dict[str, Any]:
    """A passage as ``answers.Cited``."""
    return {"text": passage.text, "citation": passage.citation}


def _hit(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    who = _given(owner=passage.owner, speaker=passage.speaker, also_in=list(hit.also_in[:_SHOWN_BY]))
    return {**cited(passage), "kind": passage.kind, **who}


def _row(row: TimelineRow, most: int) -> dict[str, Any]:
    return {
        "meeting": f"{row.meeting.name}, {row.meeting.when}",
        "id": row.meeting.id,
        **_given(change=row.change),
        "found": len(row.passages),
        "passages": [cited(one.passage) for one in row.passages[:most]],
    }


def _action(action: Action) -> dict[str, Any]:
    due = action.due_date.isoformat() if action.due_date else None
    history = [
        {"status": event.in_words, "meeting": event.meeting.when, "citation": event.passage.citation}
        for event in action.history[-_EVENTS:]
    ]
    return {
        **cited(action.passage),
        **_given(owner=action.owner, due=action.due, due_date=due, parts=[cited(part) for part in action.parts]),
        "status": action.status,
        **_given(history=history if len(history) > 1 else None),
    }


def _given(**values: Any) -> Mapping[str, Any]:
    """Those that there are: an agent pays for every null."""
    return {name: value for name, value in values.items() if value}
