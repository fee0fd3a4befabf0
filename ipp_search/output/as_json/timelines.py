"""Timelines and themes, as the objects of ``contract``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.output.as_json.passages import meeting_ref, passage_json
from ipp_search.output.contract import JSON_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.output.contract import ThemeJson, TimelineJson, TimelineRowJson
    from ipp_search.query.themes.file import Theme
    from ipp_search.query.timeline.records import Timeline


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
