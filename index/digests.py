"""A digest a row of what a catalogue holds, by which a changed byte is told, whichever fact it stands in.

SQLite finds a broken page, not a changed letter. A row's digest is the CRC-32 (ISO 3309) of its columns and is kept in
it: one changed row in 4 thousand million has the same by chance. It guards against failing disks and memory, not
against somebody who writes the digest anew.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

MEETING = (
    "m.key, m.title, d.path, d.sha256, m.series, m.date, m.end_date, m.precision, m.next_meeting, m.next_date,"
    " m.purpose, m.chair, m.attendees, m.apologies, m.sources, m.warnings,"
    " m.id, m.document_id, m.base_key, m.own_series, m.names, m.spoken, m.sections"
)
"""What the digest of a meeting is of: all columns of ``meetings m``, with where in ``documents d`` it was read."""
PASSAGE = (
    'p.key, p.text, p.kind, p.owner, p.section, p.start, p."end", p.start_line, p.end_line, p.page, p.paragraph,'
    " p.context, p.speaker, p.time, p.anchor, p.id, p.meeting_id, p.section_id, p.vector_id, p.citation, p.words"
)
"""The same of a passage: all columns of ``passages p``."""
DOCUMENT = "d.id, d.path, d.sha256, d.reader, d.text, d.left_out, d.unread"
"""The same of a document: all columns of ``documents d``."""
_SECTION = "s.id, s.meeting_id, s.parent_id, s.subject, s.vector_id"

_ROWS = (
    ("m", MEETING, "meetings m JOIN documents d ON d.id = m.document_id"),
    ("s", _SECTION, "sections s"),
    ("p", PASSAGE, "passages p"),
    ("d", DOCUMENT, "documents d"),
)
_LOST = {
    "a meeting without its document": "meetings WHERE document_id NOT IN (SELECT id FROM documents)",
    "a passage without its meeting": "passages WHERE meeting_id NOT IN (SELECT id FROM meetings)",
    "a passage without its vector": "passages WHERE vector_id NOT IN (SELECT id FROM vectors)",
    "a passage without its words": "passages WHERE id NOT IN (SELECT rowid FROM passages_fts)",
}
_SEALS = {
    "meetings": (
        f"UPDATE meetings AS m SET digest = digest_of({MEETING}) FROM documents AS d WHERE d.id = m.document_id"
    ),
    "documents": f"UPDATE documents AS d SET digest = digest_of({DOCUMENT}) WHERE true",
    "sections": f"UPDATE sections AS s SET digest = digest_of({_SECTION}) WHERE true",
    "passages": f"UPDATE passages AS p SET digest = digest_of({PASSAGE}) WHERE true",
}


def digest_of(*columns: Any) -> int:
    """The digest of a row of ``MEETING``, ``PASSAGE`` or ``DOCUMENT``; SQL has it by the same name."""
    return zlib.crc32("\x1f".join(map(str, columns)).encode())


def seal(table: str, where: str = "true") -> str:
    """SQL that gives rows the digest of what they now hold; to be run with whatever changes them."""
    return f"{_SEALS[table]} AND {where}"


def seal_all() -> str:
    """The same for every row of a catalogue."""
    return "".join(f"{seal(table)};\n" for table in _SEALS)


def fault_of_rows(rows: Callable[[str], list[Any]]) -> str | None:
    """What is wrong with a catalogue by its digests and by what belongs together; None if nothing is.

    ``rows`` runs SQL on it.
    """
    for short, columns, tables in _ROWS:
        if rows(f"SELECT 1 FROM {tables} WHERE digest_of({columns}) <> {short}.digest LIMIT 1"):
            return f"{tables.split()[0]} are not as they were written"
    return next((told for told, lost in _LOST.items() if rows(f"SELECT 1 FROM {lost} LIMIT 1")), None)
