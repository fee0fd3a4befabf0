"""Passages that a person put together, set out as a document: quotations under their meetings, own words below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.output.drafts.document import Block, Document, Piece
from ipp_search.query.briefing.draft import Quotation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ipp_search.ingest.records import Passage


def set_out_passages(
    title: str, passages: Sequence[Passage], own: Mapping[str, str], heads: Mapping[str, str] | None = None
) -> Document:
    """Passages in the order given, each quoted whole under the heading of its meeting.

    Args:
        title: of the document, in the person's words; empty for none.
        passages: to quote.
        own: words of the person's to stand below a passage, by its id; they have no source, and ``verify`` says so.
        heads: headings of the person's to stand above a passage, by its id.
    """
    document, heads = Document(), heads or {}
    if title:
        document.heading(1, title)
    before = None
    for passage in passages:
        if head := heads.get(passage.id):
            document.heading(2, head)
            before = None
        if passage.meeting.id != before:
            document.heading(3 if heads else 2, f"{passage.meeting.when}, {passage.meeting.name}")
            before = passage.meeting.id
        quoted = document.quoted(Quotation(passage.text, passage))
        document.blocks.append(Block("bullet", (quoted,)))
        if words := own.get(passage.id):
            document.paragraph(Piece(words))
    return document
