"""Results as text for people, and as the JSON and Markdown that others build on.

The JSON's keys are a contract (docs/architecture.md): keys may be added, never renamed.
"""

from __future__ import annotations

import csv
import io
import json
import shlex
from typing import TYPE_CHECKING, Any

from ipp_search.output.format import counted, dated, folded, no_formula, one_line, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.index.lookup import IndexedMeeting
    from ipp_search.index.status import Status
    from ipp_search.ingest.records import Meeting, Passage
    from ipp_search.query.search.results import Excerpt, Hit, SearchResult

JSON_VERSION = 1


def to_json(value: Any, *, one_line: bool = False) -> str:
    """JSON text, the same for the same value."""
    text = json.dumps(value, ensure_ascii=False, indent=None if one_line else 2)
    return text.encode("utf-8", "replace").decode()  # half a character, out of a batch, cannot be printed


def meeting_ref(meeting: Meeting) -> dict[str, Any]:
    """A meeting as a passage names it."""
    return {
        "id": meeting.id,
        "series": meeting.series,
        "title": meeting.title,
        "date": meeting.date and meeting.date.isoformat(),
        "end_date": meeting.end_date and meeting.end_date.isoformat(),
        "date_precision": meeting.precision,
        "path": meeting.path,
    }


def passage_json(passage: Passage) -> dict[str, Any]:
    """A passage with all that is needed to cite it and to check it."""
    located = {"page": passage.page, "paragraph": passage.paragraph, "time": passage.time, "link": passage.link}
    return {
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


def search_json(result: SearchResult, *, explain: bool = False) -> dict[str, Any]:
    """The answer to one question; ``explain`` adds what each score is made of."""
    return {
        "version": JSON_VERSION,
        "query": result.query,
        "filters": dict(result.filters),
        "read_as": dict(result.read_as),
        "no_meeting": result.no_meeting,
        "found": result.found,
        "nearest_theme": result.nearest_theme,
        "hits": [
            {
                **passage_json(hit.passage),
                "rank": hit.rank,
                "score": hit.score,
                "matched": list(hit.matched),
                "also_in": list(hit.also_in),
                **({"parts": dict(hit.parts)} if explain else {}),
            }
            for hit in result.hits
        ],
    }


def search_text(result: SearchResult, width: int | None, *, explain: bool = False) -> str:
    """Hits for reading: the words, and below them where they stand. ``width`` folds long lines."""
    if not result.found:
        return nothing_found(result)
    blocks = []
    for hit in result.hits:
        number = f"{hit.rank}."
        quote = folded(f"“{one_line(hit.passage.text)}”", width, 4)
        source = folded(f"— {hit.passage.citation}", width, 4)
        lines = [f"{number:<4}{quote.lstrip()}", source]
        if hit.also_in:
            lines.append(folded(f"also in: {'; '.join(hit.also_in)}", width, 4))
        if explain:
            lines.append(folded(f"score {hit.score:.2f} = " + _sum(hit), width, 4))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _sum(hit: Hit) -> str:
    return " + ".join(f"{part:.2f} {name}" for name, part in hit.parts.items())


def understood(result: SearchResult, given: Sequence[str]) -> list[str]:
    """What was read into a question, in sentences; filters ``given`` by name were not."""
    told = [f"Reading {word!r} as {meant!r}." for word, meant in result.read_as.items()]
    stated = [f"{name} {value}" for name, value in result.filters.items() if name not in given]
    if result.no_meeting:
        told.append(f"No meeting was held “{result.no_meeting}”; these were taken as words.")
    return told + ([f"Limited to {', '.join(stated)}, as the question says; --as-typed lifts it."] if stated else [])


def search_csv(result: SearchResult) -> str:
    """Hits as comma-separated values, a row each below a row of names."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(
        [
            "rank",
            "score",
            "date",
            "meeting",
            "section",
            "kind",
            "speaker",
            "owner",
            "text",
            "citation",
            "also_in",
            "path",
        ]
    )
    for hit in result.hits:
        p = hit.passage
        row = [
            hit.rank, hit.score, dated(p.meeting), p.meeting.name, " › ".join(p.section), p.kind, p.speaker, p.owner,
            p.text, p.citation, "; ".join(hit.also_in), p.meeting.path,
        ]  # fmt: skip
        rows.writerow([no_formula(cell) for cell in row])
    return written.getvalue()


def search_markdown(result: SearchResult) -> str:
    """Hits as Markdown quotations, for pasting into a document."""
    if not result.found:
        return nothing_found(result)
    quotes = [f"> {one_line(hit.passage.text)}\n>\n> — {hit.passage.citation}" for hit in result.hits]
    return f"## {result.query}\n\n" + "\n\n".join(quotes)


def nothing_found(result: SearchResult) -> str:
    """Silence, reported as silence."""
    limits = ", ".join(f"{name} {value}" for name, value in result.filters.items())
    silence = f"Nothing in the records speaks to “{result.query}”" + (f" within {limits}." if limits else ".")
    nearest = result.nearest_theme
    return silence + (
        f" The nearest theme is “{nearest}”: ipp-search timeline {shlex.quote(nearest)}" if nearest else ""
    )


def meetings_json(meetings: Sequence[IndexedMeeting]) -> list[dict[str, Any]]:
    """Every meeting with what was understood of it."""
    return [
        {
            **meeting_ref(held.meeting),
            "date_source": held.meeting.date_source,
            "sha256": held.meeting.sha256,
            "next_meeting": held.meeting.next_meeting,
            "purpose": held.meeting.purpose,
            "chair": held.meeting.chair,
            "attendees": list(held.meeting.attendees),
            "apologies": list(held.meeting.apologies),
            "sources": dict(held.meeting.sources),
            "passages": held.passages,
            "actions": held.actions,
            "warnings": list(held.meeting.warnings),
        }
        for held in meetings
    ]


def meetings_text(meetings: Sequence[IndexedMeeting]) -> str:
    """One meeting a line: date, name, size, and the id that --meeting takes."""
    if not meetings:
        return "The index is empty; add records with: ipp-search ingest FOLDER"
    return "\n".join(
        f"{dated(held.meeting):<10}  {held.meeting.name}: "
        f"{counted(held.passages, 'passage')}, {counted(held.actions, 'action')}  [{held.meeting.id}]"
        + "".join(f"\n{'':<10}  warning: {warning}" for warning in held.meeting.warnings)
        for held in meetings
    )


def excerpts_json(excerpts: Sequence[Excerpt]) -> list[dict[str, Any]]:
    """Passages with the numbered lines around them."""
    return [
        {**passage_json(excerpt.passage), "lines": [{"line": n, "text": text} for n, text in excerpt.lines]}
        for excerpt in excerpts
    ]


def excerpts_text(excerpts: Sequence[Excerpt], width: int | None) -> str:
    """Passages in their surroundings; ``>`` marks the cited lines."""
    return "\n\n".join(_excerpt_text(excerpt, width) for excerpt in excerpts)


def _excerpt_text(excerpt: Excerpt, width: int | None) -> str:
    passage = excerpt.passage
    digits = len(str(excerpt.lines[-1][0]))
    shown = [passage.citation, passage.meeting.path, ""]
    for number, line in excerpt.lines:
        mark = ">" if passage.start_line <= number <= passage.end_line else " "
        head = f"{mark} {number:>{digits}}  "
        shown.append((head + folded(printable(line.expandtabs(4)), width, len(head)).lstrip()).rstrip())
    return "\n".join(shown)


def status_json(status: Status) -> dict[str, Any]:
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
        "first": status.first and status.first.isoformat(),
        "last": status.last and status.last.isoformat(),
        "waiting": status.waiting,
        "bytes": status.bytes,
    }


def status_text(status: Status) -> str:
    """The state of an index, for reading."""
    span = f", {status.first} to {status.last}" if status.first else ""
    undated = f" ({status.undated} undated)" if status.undated else ""
    lines = [
        f"index     {status.folder}" + ("  (the two bundled notes)" if status.bundled else ""),
        f"meetings  {status.meetings:,}{span}{undated}",
        f"passages  {status.passages:,}, of which {counted(status.actions, 'action')}",
        f"model     {status.model or 'none yet'}",
        f"size      {status.bytes / 1e6:,.1f} MB",
    ]
    if status.waiting:
        lines.append(f"waiting   {status.waiting:,} texts have no vector yet; run ingest again to finish them")
    return "\n".join(lines)
