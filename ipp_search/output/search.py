"""The answer to a question as text, CSV and Markdown."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

from ipp_search.output.format import csv_text, dated, folded, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.search.results import Hit, SearchResult


def search_text(result: SearchResult, width: int | None, *, explain: bool = False) -> str:
    """Hits for reading: the words, and below them where they stand.

    ``width``, that of a terminal, folds long lines and makes the words that matched bold.
    """
    blocks = [] if result.found else [folded(not_answered(result), width, 0)]
    for hit in result.shown:
        number = f"{hit.rank}."
        quote = folded(f"“{one_line(hit.passage.text)}”", width, 4)
        if width is not None:
            quote = _bold(quote, hit)
        source = folded(f"— {hit.passage.citation}", width, 4)
        lines = [f"{number:<4}{quote.lstrip()}", source]
        if hit.also_in:
            lines.append(folded(f"also in: {'; '.join(hit.also_in)}", width, 4))
        if explain:
            lines.append(folded(f"score {hit.score:.2f} = " + _sum(hit), width, 4))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _bold(quote: str, hit: Hit) -> str:
    """The words that matched in bold, as terminals read it (ECMA-48: SGR 1 and 22), wherever lines were folded."""
    words = {tuple(one_line(hit.passage.text[begin:end]).split()) for begin, end in hit.matches}
    if not words:
        return quote
    forms = sorted((r"\s+".join(map(re.escape, some)) for some in words), key=len, reverse=True)
    return re.sub(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", "\033[1m\\g<0>\033[22m", quote)


def _sum(hit: Hit) -> str:
    return " + ".join(f"{part:.2f} {name}" for name, part in hit.parts.items())


def understood(result: SearchResult, given: Sequence[str], lift: str = "; --as-typed lifts it") -> list[str]:
    """What was read into a question, in sentences; filters ``given`` by name were not. ``lift`` says how to undo it."""
    told = [f"Reading {word!r} as {meant!r}." for word, meant in result.read_as.items()]
    stated = [f"{name} {value}" for name, value in result.filters.items() if name not in given]
    if result.no_meeting:
        told.append(f"No meeting was held “{result.no_meeting}”; these were taken as words.")
    if result.lifted:
        limits = ", ".join(f"{name} {value}" for name, value in result.lifted.items())
        told.append(f"Nothing stands within {limits}, which the question says; this is what stands without it.")
    return told + ([f"Limited to {', '.join(stated)}, as the question says{lift}."] if stated else [])


def search_csv(result: SearchResult) -> str:
    """Hits as comma-separated values, a row each below a row of names."""
    return csv_text(*search_table(result))


def search_table(result: SearchResult) -> tuple[Sequence[str], list[Sequence[Any]]]:
    """The names of columns, and a row a passage shown."""
    columns = (
        "rank", "score", "date", "meeting", "section", "kind", "speaker", "owner", "text", "citation", "also_in",
        "path", "answer",
    )  # fmt: skip
    rows: list[Sequence[Any]] = [
        (
            hit.rank, hit.score, dated(p.meeting), p.meeting.name, " › ".join(p.section), p.kind, p.speaker,
            p.owner, p.text, p.citation, "; ".join(hit.also_in), p.meeting.path, result.answer,
        )
        for hit in result.shown
        for p in [hit.passage]
    ]  # fmt: skip
    return columns, rows


def search_markdown(result: SearchResult) -> str:
    """Hits as Markdown quotations, for pasting into a document."""
    told = [] if result.found else [not_answered(result)]
    quotes = [f"> {one_line(hit.passage.text)}\n>\n> — {hit.passage.citation}" for hit in result.shown]
    return "\n\n".join([*([f"## {result.query}"] if quotes else []), *told, *quotes])


def not_answered(result: SearchResult) -> str:
    """That a question is not answered, and the command that follows the theme nearest to it."""
    near = result.nearest_theme
    how = f" The nearest theme is “{near}”: ipp-search timeline {shlex.quote(near)}" if near else ""
    return unanswered(result) + how


def unanswered(result: SearchResult) -> str:
    """That a question is not answered, in a sentence: nothing speaks to it, or what follows only comes near."""
    limits = ", ".join(f"{name} {value}" for name, value in result.filters.items())
    within = f" within {limits}" if limits else ""
    if result.answer == "nothing":
        return f"Nothing in the records speaks to “{result.query}”{within}."
    words = ", ".join(f"“{word}”" for word in result.missing)
    lacking = f": they do not have {words}" if words else ""
    return f"The records may not speak to “{result.query}”{within}{lacking}. This is what comes nearest."
