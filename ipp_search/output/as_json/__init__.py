"""Answers as the objects of ``contract``, for ``--format json`` and the server."""

from ipp_search.output.as_json.actions import actions_json
from ipp_search.output.as_json.drafts import verification_json
from ipp_search.output.as_json.meetings import exported_json, meetings_json, status_json
from ipp_search.output.as_json.passages import day, excerpts_json, meeting_ref, passage_json, to_json
from ipp_search.output.as_json.search import not_answered, search_json
from ipp_search.output.as_json.timelines import (
    agreements_json,
    mark_json,
    matches_json,
    theme_json,
    themes_json,
    timeline_json,
)

__all__ = [
    "actions_json",
    "agreements_json",
    "day",
    "excerpts_json",
    "exported_json",
    "mark_json",
    "matches_json",
    "meeting_ref",
    "meetings_json",
    "not_answered",
    "passage_json",
    "search_json",
    "status_json",
    "theme_json",
    "themes_json",
    "timeline_json",
    "to_json",
    "verification_json",
]
