"""From a document to what was understood of it: the meeting, its sections, its passages."""

from __future__ import annotations

from ipp_search.ingest.header import read_meeting
from ipp_search.ingest.headings import mark_headings
from ipp_search.ingest.passages import Split, cut_passages
from ipp_search.ingest.records import Document, Minutes


def uncut(text: str) -> list[tuple[int, int]]:
    """A Split for callers without an encoder: every unit stays whole."""
    return [(0, len(text))]


def parse(document: Document, split: Split = uncut) -> Minutes:
    """Understand one document as the minutes of a meeting."""
    blocks = mark_headings(document.text, document.blocks)
    meeting = read_meeting(document, blocks)
    return Minutes(meeting, cut_passages(document, blocks, meeting, split))
