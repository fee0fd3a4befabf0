"""The answers to questions, as the objects of ``contract``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ipp_search.output.as_json.passages import passage_json
from ipp_search.output.contract import JSON_VERSION

if TYPE_CHECKING:
    from ipp_search.output.contract import HitJson, SearchJson
    from ipp_search.query.search.results import Hit, SearchResult


def search_json(result: SearchResult, *, explain: bool = False) -> SearchJson:
    """The answer to one question; ``explain`` adds what each score is made of."""
    told: SearchJson = {
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
    if counts := result.counts:
        told["counts"] = {
            "passages": counts.passages,
            "by_words": counts.by_words,
            "whole": counts.whole,
            "by": {name: dict(values) for name, values in counts.by.items()},
        }
    return told


def _hit_json(hit: Hit, explain: bool) -> HitJson:
    shown = {
        **passage_json(hit.passage),
        "rank": hit.rank,
        "score": hit.score,
        "matched": list(hit.matched),
        "also_in": list(hit.also_in),
        "matches": [list(span) for span in hit.matches],
        **({"parts": dict(hit.parts)} if explain else {}),
    }
    return cast("HitJson", shown)


def not_answered(error: Exception) -> dict[str, Any]:
    """What stands in place of an answer to a line of a batch; its ``id`` goes before."""
    return {"query": None, "answer": "nothing", "found": False, "hits": [], "nearest": [], "error": str(error)}
