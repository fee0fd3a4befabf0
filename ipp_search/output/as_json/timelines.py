"""Timelines and themes, as the objects of ``contract``."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from ipp_search.output.as_json.passages import meeting_ref, passage_json
from ipp_search.output.contract import JSON_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ipp_search.output.contract import (
        AgreementJson,
        MarkJson,
        MatchesJson,
        TallyJson,
        ThemeJson,
        TimelineJson,
        TimelineRowJson,
    )
    from ipp_search.query.themes.file import Theme
    from ipp_search.query.themes.marks import Agreement, Mark
    from ipp_search.query.timeline.counts import Tally
    from ipp_search.query.timeline.matches import Matches
    from ipp_search.query.timeline.records import Timeline


def timeline_json(timeline: Timeline, *, by_who: bool = False, command: str = "") -> TimelineJson:
    """A theme through the meetings; ``by_who`` adds each row's weight by person or organisation.

    ``command`` is what was typed to make it.
    """
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
            "hits": row.hits,
            "counts": tally_json(row.tally),
            "left_out": row.left_out,
            "change": row.change,
            "passages": [
                {
                    **passage_json(cited.passage),
                    "reasons": list(cited.reasons),
                    "takes_up": cited.takes_up.citation if cited.takes_up else None,
                    "hits": [list(span) for span in cited.hits],
                    "mark": mark_json(cited.mark) if cited.mark else None,
                }
                for cited in row.passages
            ],
        }
        if by_who:
            shown["by"] = dict(row.by_who())
        rows.append(shown)
    share, low, high = timeline.share
    told: TimelineJson = {
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
        "years": [tally_json(year) for year in timeline.years],
        "definition": theme_json(timeline.definition),
    }
    made = timeline.provenance
    told["provenance"] = {
        "version": made.version,
        "model": made.model,
        "meetings": made.meetings,
        "groups": made.groups,
        "first": made.first,
        "last": made.last,
        "sources_sha256": made.sources_sha256,
        "marks_sha256": made.marks_sha256,
        "command": command,
        "data_sha256": data_digest(told),
    }
    return told


def data_digest(told: Mapping[str, Any]) -> str:
    """The SHA-256 of a timeline's object but for its provenance, as JSON with sorted keys and no spaces."""
    data = {key: value for key, value in told.items() if key != "provenance"}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def tally_json(tally: Tally) -> TallyJson:
    """Counts over some meetings."""
    low, high = tally.interval
    return {
        "period": tally.period,
        "meetings": tally.meetings,
        "discussed": tally.discussed,
        "passages": tally.passages,
        "hits": tally.hits,
        "words": tally.words,
        "meeting_words": tally.meeting_words,
        "hits_per_thousand": tally.per_thousand,
        "low": low,
        "high": high,
        "small": tally.is_small,
    }


def mark_json(mark: Mark) -> MarkJson:
    """What a person said of a passage."""
    return {
        "theme": mark.theme,
        "passage": mark.passage,
        "mark": mark.mark,
        "coder": mark.coder,
        "memo": mark.memo,
        "text": mark.text,
        "citation": mark.citation,
    }


def agreements_json(agreed: Sequence[Agreement]) -> list[AgreementJson]:
    """How far coders agree."""
    return [
        {
            "theme": one.theme,
            "coders": list(one.coders),
            "passages": one.passages,
            "share": round(one.share, 4),
            "kappa": None if one.kappa is None else round(one.kappa, 4),
        }
        for one in agreed
    ]


def themes_json(themes: Sequence[Theme]) -> list[ThemeJson]:
    """Themes as they stand in their file."""
    return [theme_json(theme) for theme in themes]


def theme_json(theme: Theme) -> ThemeJson:
    """One of them."""
    return {
        "name": theme.name,
        "description": theme.description,
        "words": list(theme.words),
        "questions": list(theme.questions),
        "exclude": list(theme.exclude),
        "literal": list(theme.literal),
    }


def matches_json(found: Matches) -> MatchesJson:
    """What a theme matches in all records."""
    return {
        "theme": theme_json(found.theme),
        "meetings": found.meetings,
        "passages": found.passages,
        "phrases": [{"of": phrase, "count": count} for phrase, count in found.phrases],
        "forms": [{"of": form, "count": count} for form, count in found.forms],
        "reasons": [{"reason": name, "passages": count, "only": only} for name, count, only in found.reasons],
        "first": found.first,
    }
