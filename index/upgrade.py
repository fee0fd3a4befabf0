"""Brings a catalogue of an older format up to this version's, in place: nothing is embedded again, no record is needed.

What an older version did not note of a record stays empty until the next ``ingest`` reads the file anew; where the file
is gone, what was indexed of it stays as it was.
"""

from __future__ import annotations

import json
import sqlite3

from ipp_search.index.digests import digest_of, seal_all
from ipp_search.index.words.analyzer import joined, stem, stemmed
from ipp_search.ingest.text import searchable

OLDEST = 9
"""The first format that can be brought up."""

_STEPS = {
    9: """
ALTER TABLE documents ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]';
ALTER TABLE documents ADD COLUMN unread REAL NOT NULL DEFAULT 0;
ALTER TABLE meetings ADD COLUMN next_date TEXT;
ALTER TABLE meetings ADD COLUMN sections TEXT NOT NULL DEFAULT '[]';
UPDATE meetings SET sections = (
    SELECT json_group_array(json(section)) FROM (
        SELECT section FROM passages WHERE meeting_id = meetings.id AND section <> '[]'
        GROUP BY section ORDER BY min(start)));
""",
    10: """
ALTER TABLE meetings ADD COLUMN own_series TEXT;
ALTER TABLE meetings ADD COLUMN names TEXT NOT NULL DEFAULT '[]';
UPDATE meetings SET own_series = series, names = json_array(series) WHERE series IS NOT NULL;
UPDATE OR IGNORE words SET stem = stem(word);
UPDATE passages_fts SET
    text = (SELECT of_words(p.text) FROM passages p WHERE p.id = passages_fts.rowid),
    joined = (SELECT of_hyphens(p.text) FROM passages p WHERE p.id = passages_fts.rowid),
    place = (SELECT of_place(p.section, p.context) FROM passages p WHERE p.id = passages_fts.rowid);
""",
    11: f"""
ALTER TABLE documents ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
ALTER TABLE meetings ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sections ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
ALTER TABLE passages ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
{seal_all()}
""",
}
"""What makes a format the next one."""


def bring_up(opened: sqlite3.Connection, version: int, to: int) -> None:
    """Bring a catalogue from one format to another, wholly or not at all.

    Raises:
        sqlite3.Error: it cannot be written to; it is then as it was.
    """
    opened.create_function("digest_of", -1, digest_of, deterministic=True)
    opened.create_function("stem", 1, stem, deterministic=True)
    opened.create_function("of_words", 1, lambda text: stemmed(searchable(text)), deterministic=True)
    opened.create_function("of_hyphens", 1, lambda text: joined(searchable(text)), deterministic=True)
    opened.create_function("of_place", 2, _place, deterministic=True)
    steps = "".join(_STEPS[step] for step in range(version, to))
    try:
        opened.executescript(f"BEGIN IMMEDIATE;\n{steps}\nPRAGMA user_version = {to};\nCOMMIT;")
    except BaseException:
        if opened.in_transaction:
            opened.execute("ROLLBACK")
        raise


def _place(section: str, context: str) -> str:
    return stemmed(searchable(" ".join([*json.loads(section), context])))
