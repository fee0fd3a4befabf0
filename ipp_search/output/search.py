"""The answer to a question as text, CSV and Markdown."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ipp_search.output.format import csv_text, dated, folded, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.search.results import Hit, SearchResult


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
    columns = (
        "rank", "score", "date", "meeting", "section", "kind", "speaker", "owner", "text", "citation", "also_in",
        "path",
    )  # fmt: skip
    return csv_text(
        columns,
        [
            (
                hit.rank, hit.score, dated(p.meeting), p.meeting.name, " › ".join(p.section), p.kind, p.speaker,
                p.owner, p.text, p.citation, "; ".join(hit.also_in), p.meeting.path,
            )
            for hit in result.hits
            for p in [hit.passage]
        ],
    )  # fmt: skip


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
