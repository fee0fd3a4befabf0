"""What a timeline was made from, as lines for people, below the timeline in every text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.output.as_json.timelines import timeline_json
from ipp_search.output.format import counted

if TYPE_CHECKING:
    from ipp_search.query.timeline.records import Timeline


def made_from(timeline: Timeline, command: str = "") -> list[tuple[str, str]]:
    """Names and values: the program, the records, the limits, the theme, the marks, the digests, what was typed."""
    told = timeline_json(timeline)["provenance"]
    theme = timeline.definition
    span = f", {told['first']} to {told['last']}" if told["first"] else ""
    parts = {
        "words": theme.words, "questions": theme.questions, "without": theme.exclude, "letter by letter": theme.literal,
    }  # fmt: skip
    lines = {
        "program": f"ipp-search {told['version']}, model {told['model']}",
        "records": f"{counted(told['meetings'], 'meeting')} of {counted(told['groups'], 'group')}{span}",
        "limits": ", ".join(f"{name} {value}" for name, value in timeline.limits.items()) or "none",
        "theme": "; ".join(f"{name}: {', '.join(said)}" for name, said in parts.items() if said),
        "marks": f"SHA-256 {told['marks_sha256']}" if told["marks_sha256"] else "none",
        "sources": f"SHA-256 {told['sources_sha256']}",
        "data": f"SHA-256 {told['data_sha256']}",
        "command": command,
    }
    return [(name, value) for name, value in lines.items() if value]
