"""A document whose statements carry numbered sources; Markdown, text, HTML or JSON of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from ipp_search.output.as_json import passage_json
from ipp_search.output.contract import JSON_VERSION
from ipp_search.output.format import one_line
from ipp_search.query.briefing import wording
from ipp_search.query.briefing.readable import readable
from ipp_search.query.briefing.sentences import elided

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipp_search.ingest.records import Meeting, Passage
    from ipp_search.query.briefing.draft import Quotation

STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:0 auto;padding:1rem;color:#1a1a1a}"
    "table{border-collapse:collapse}th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left}"
    "a{color:#1d5a8c}sup+sup::before{content:',\\2009'}"
)
"""The style sheet of a page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, and the numbers of the sources it rests on."""

    words: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (``level`` from 1), a paragraph, a bullet, or a row of a table."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    cells: tuple[tuple[Piece, ...], ...] = ()


@dataclass
class Document:
    """A briefing set out: its blocks, and the passages behind its numbered sources."""

    blocks: list[Block] = field(default_factory=list)
    sources: list[Passage] = field(default_factory=list)

    def note(self, passage: Passage) -> int:
        """The number of a source, from 1; one passage has one number."""
        if passage not in self.sources:
            self.sources.append(passage)
        return self.sources.index(passage) + 1

    def heading(self, level: int, words: str) -> None:
        """Add a heading."""
        self.blocks.append(Block("heading", (Piece(words),), level))

    def paragraph(self, *pieces: Piece) -> None:
        """Add a paragraph."""
        self.blocks.append(Block("paragraph", pieces))

    def bullets(self, quotations: Iterable[Quotation], lead: bool = False) -> None:
        """Add a bullet a quotation; ``lead`` puts the date of its meeting first."""
        for quotation in quotations:
            begin = (Piece(f"{on_day(quotation.passage.meeting)}: "),) if lead else ()
            under = (Piece(wording.under(quotation.passage)),) if quotation.bare else ()
            self.blocks.append(Block("bullet", (*begin, *under, self.quoted(quotation))))

    def quoted(self, quotation: Quotation) -> Piece:
        """A quotation in its marks, with its source."""
        words = elided(quotation.passage.text, quotation.text)
        return Piece(f"“{inside(words)}”", (self.note(quotation.passage),))


def on_day(meeting: Meeting, inside: bool = False) -> str:
    """``On 3 June 2025``, or ``on`` inside a sentence."""
    if meeting.date is None:
        return f"{'at' if inside else 'At'} the undated meeting"
    preposition = "in" if meeting.precision == "month" else "on"
    return f"{preposition if inside else preposition.capitalize()} {meeting.when}"


def inside(text: str) -> str:
    """A quotation's words, marks inside it made single so that its own can be told."""
    return one_line(readable(text)).replace("“", "‘").replace("”", "’")


def markdown(document: Document) -> str:
    """The document with footnotes."""
    lines = _markdown_lines(document.blocks)
    if document.sources:
        lines += ["", f"## {wording.SOURCES}", "", *_footnotes(document, range(1, len(document.sources) + 1))]
    return _joined(lines)


def markdown_page(document: Document, begin: int, end: int) -> str:
    """The blocks from ``begin`` to before ``end``, with the footnotes that are new on the page.

    Pages put one below the other, an empty line between, are the document.
    """
    blocks = document.blocks[begin:end]
    new = _notes(blocks) - _notes(document.blocks[:begin])
    return _joined([*_markdown_lines(blocks), "", *_footnotes(document, sorted(new))])


def _notes(blocks: Iterable[Block]) -> set[int]:
    return {n for one in blocks for pieces in (one.pieces, *one.cells) for piece in pieces for n in piece.notes}


def _footnotes(document: Document, numbers: Iterable[int]) -> list[str]:
    return [f"[^{n}]: {document.sources[n - 1].citation}" for n in numbers]


def _markdown_lines(blocks: Iterable[Block]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if block.kind == "paragraph" and lines:
            lines.append("")  # right behind a bullet it would be part of it
        match block.kind:
            case "heading":
                lines += ["", f"{'#' * block.level} {_marked(block.pieces)}", ""]
            case "bullet":
                lines.append(f"- {_marked(block.pieces)}")
            case "columns":
                heads = " | ".join(_marked(cell) for cell in block.cells)
                lines += [f"| {heads} |", "| --- " * len(block.cells) + "|"]
            case "row":
                lines.append(f"| {' | '.join(_marked(cell).replace('|', chr(92) + '|') for cell in block.cells)} |")
            case _:
                lines += [_marked(block.pieces), ""]
    return lines


def _marked(pieces: Iterable[Piece]) -> str:
    return "".join(piece.words + "".join(f"[^{n}]" for n in piece.notes) for piece in pieces).strip()


def plain_text(document: Document) -> str:
    """The document for a mail: sources as numbers in brackets."""
    lines: list[str] = []
    for block in document.blocks:
        words = _bracketed(block.pieces)
        match block.kind:
            case "heading":
                lines += ["", words.upper() if block.level < 3 else words, ""]
            case "bullet":
                lines.append(f"- {words}")
            case "columns":
                continue
            case "row":
                lines.append("- " + "; ".join(_bracketed(cell) for cell in block.cells))
            case _:
                lines += [words, ""]
    if document.sources:
        lines += ["", wording.SOURCES.upper(), ""]
        lines += [f"[{n}] {passage.citation}" for n, passage in enumerate(document.sources, 1)]
    return _joined(lines)


def _bracketed(pieces: Iterable[Piece]) -> str:
    return "".join(piece.words + "".join(f" [{n}]" for n in piece.notes) for piece in pieces).strip()


def _joined(lines: Iterable[str]) -> str:
    text: list[str] = []
    for line in lines:
        if line or (text and text[-1]):
            text.append(line)
    return "\n".join(text).strip() + "\n"


def title_of(document: Document) -> str:
    """Its first line."""
    return _bracketed(document.blocks[0].pieces)


def html(document: Document) -> str:
    """The document as a page that needs no network."""
    body: list[str] = []
    open_as = ""
    for block in document.blocks:
        needs = {"bullet": "ul", "columns": "table", "row": "table"}.get(block.kind, "")
        if open_as != needs:
            body += [f"</{open_as}>"] if open_as else []
            body += [f"<{needs}>"] if needs else []
            open_as = needs
        match block.kind:
            case "heading":
                body.append(f"<h{block.level}>{_linked(block.pieces)}</h{block.level}>")
            case "bullet":
                body.append(f"<li>{_linked(block.pieces)}</li>")
            case "columns":
                body.append("<tr>" + "".join(f'<th scope="col">{_linked(c)}</th>' for c in block.cells) + "</tr>")
            case "row":
                body.append("<tr>" + "".join(f"<td>{_linked(cell)}</td>" for cell in block.cells) + "</tr>")
            case _:
                body.append(f"<p>{_linked(block.pieces)}</p>")
    body += [f"</{open_as}>"] if open_as else []
    if document.sources:
        notes = [f'<li id="note-{n}">{escape(p.citation)}</li>' for n, p in enumerate(document.sources, 1)]
        body += [f"<h2>{wording.SOURCES}</h2>", "<ol>", *notes, "</ol>"]
    title = escape(title_of(document))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n" + "\n".join(body) + "\n</main>\n</body>\n</html>\n"
    )


def _linked(pieces: Iterable[Piece]) -> str:
    return "".join(
        escape(piece.words) + "".join(f'<sup><a href="#note-{n}">{n}</a></sup>' for n in piece.notes)
        for piece in pieces
    ).strip()


def as_json(document: Document) -> dict[str, Any]:
    """The document as blocks, each piece with the numbers of its sources, and the sources as passages."""

    def pieces(some: Iterable[Piece]) -> list[dict[str, Any]]:
        return [{"words": piece.words, "notes": list(piece.notes)} for piece in some]

    return {
        "version": JSON_VERSION,
        "blocks": [
            {
                "kind": block.kind,
                "level": block.level,
                "pieces": pieces(block.pieces),
                "cells": [pieces(cell) for cell in block.cells],
            }
            for block in document.blocks
        ],
        "sources": [{"note": n, **passage_json(passage)} for n, passage in enumerate(document.sources, 1)],
    }
