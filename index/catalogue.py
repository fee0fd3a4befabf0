"""The catalogue: one SQLite file that holds everything an index knows.

A document, its meetings, passages, full-text rows and the texts that await a vector are
written in one transaction, so a reader sees all of a meeting or none of it, and a process
killed at any point leaves nothing half done. Chroma can be made again from here.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence

from ipp_search.index.database import Database
from ipp_search.index.digests import seal
from ipp_search.index.encoding.embedding_text import EmbeddingTexts
from ipp_search.index.words.acronyms import spelt_out, stated
from ipp_search.index.words.analyzer import by_letters, joined, stem, stemmed
from ipp_search.index.words.heading_subjects import subject
from ipp_search.ingest.records import Document, LeftOut, Minutes, Passage
from ipp_search.ingest.text import searchable

_CAPITALS = re.compile(r"\b[A-Z]{2,7}(?=s?\b)")


class Catalogue(Database):
    """What an index knows, by documents, meetings and passages; opened as ``Database`` is."""

    def meta(self, key: str) -> str | None:
        """A setting recorded with the index."""
        found = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return found[0][0] if found else None

    def set_meta(self, key: str, value: str) -> None:
        """Record a setting with the index."""
        self.rows("INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (key, value))

    def known_documents(self) -> dict[str, tuple[str, str]]:
        """Each ingested path with its digest and what it was understood with."""
        return {path: (sha, reader) for path, sha, reader in self.rows("SELECT path, sha256, reader FROM documents")}

    def given_dates(self) -> dict[str, str]:
        """The dates that a person set, by path."""
        return dict(self.rows("SELECT path, date FROM given"))

    def give_date(self, path: str, date: str) -> None:
        """Keep a date that a person set for a file."""
        self.rows("INSERT INTO given VALUES (?, ?) ON CONFLICT DO UPDATE SET date = excluded.date", (path, date))

    def put(
        self,
        document: Document,
        reader: str,
        meetings: Sequence[tuple[Minutes, EmbeddingTexts]],
        left_out: Sequence[LeftOut] = (),
        unread: float = 0.0,
    ) -> None:
        """Store a document in place of what was stored under its path, each of its minutes with what to embed.

        ``left_out`` and ``unread`` are those of its Record.
        """
        with self.transaction():
            self._delete(document.path)
            (document_id,) = self.rows(
                "INSERT INTO documents (path, sha256, reader, text, left_out, unread)"
                " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                (
                    document.path,
                    document.sha256,
                    reader,
                    document.text,
                    json.dumps([(line.line, line.text, line.why) for line in left_out]),
                    unread,
                ),
            )[0]
            self.rows(seal("documents", "d.id = ?"), (document_id,))
            for minutes, texts in meetings:
                self._put_meeting(document_id, minutes, texts)

    def _put_meeting(self, document_id: int, minutes: Minutes, texts: EmbeddingTexts) -> None:
        m = minutes.meeting
        (meeting_id,) = self.rows(
            "INSERT INTO meetings (document_id, base_key, key, title, series, date, end_date, precision, next_meeting,"
            " next_date, purpose, chair, attendees, apologies, sources, warnings, spoken, sections,"
            " own_series, names)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                document_id, m.id, m.id, m.title, m.series, m.date and m.date.isoformat(),
                m.end_date and m.end_date.isoformat(), m.precision, m.next_meeting, m.next_date, m.purpose, m.chair,
                json.dumps(m.attendees), json.dumps(m.apologies), json.dumps(dict(m.sources)), json.dumps(m.warnings),
                minutes.spoken, json.dumps(minutes.sections), m.series, json.dumps(m.names),
            ),
        )[0]  # fmt: skip
        self.number_keys(m.id)
        self._put_passages(meeting_id, minutes, texts)
        self._put_terms(meeting_id, minutes)

    def _put_terms(self, meeting_id: int, minutes: Minutes) -> None:
        """Note the words of a meeting: those in capitals, what is spelt out, and, of written minutes, all of them."""
        capitals = {word for p in minutes.passages for word in _CAPITALS.findall(" ".join([p.text, *p.section]))}
        self.many("INSERT OR IGNORE INTO capitals VALUES (?)", [(word,) for word in sorted(capitals)])
        spelt = {searchable(text) for p in minutes.passages for text in (p.text, *p.section)}
        long = {(*found, False, meeting_id) for text in spelt for found in spelt_out(text)}
        long |= {(*found, True, meeting_id) for text in spelt for found in stated(text)}
        self.many("INSERT INTO spelt_out (short, long, stated, meeting_id) VALUES (?, ?, ?, ?)", sorted(long))
        if not minutes.spoken:
            self._put_words(minutes.passages)

    def _put_passages(self, meeting_id: int, minutes: Minutes, texts: EmbeddingTexts) -> None:
        named = stemmed(f"{minutes.meeting.name} {minutes.meeting.when if minutes.meeting.date else ''}")
        sections: dict[tuple[str, ...], int] = {}
        for passage, text in zip(minutes.passages, texts.passages, strict=True):
            section_id = self._section_id(meeting_id, passage.section, texts.subjects, sections)
            (passage_id,) = self.rows(
                "INSERT INTO passages (meeting_id, section_id, vector_id, key, citation, text, kind, owner, section,"
                ' start, "end", start_line, end_line, page, paragraph, words, context, speaker, time, anchor)'
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (
                    meeting_id, section_id, self._vector_id(text), passage.id, passage.citation, passage.text,
                    passage.kind, passage.owner, json.dumps(passage.section), passage.start, passage.end,
                    passage.start_line, passage.end_line, passage.page, passage.paragraph, len(passage.text.split()),
                    passage.context, passage.speaker, passage.time, passage.anchor,
                ),
            )[0]  # fmt: skip
            self.rows(
                "INSERT INTO passages_fts (rowid, text, joined, place, meeting) VALUES (?, ?, ?, ?, ?)",
                (passage_id, stemmed(words := searchable(passage.text)), joined(words), _place(passage), named),
            )
        self.rows(seal("passages", "p.meeting_id = ?"), (meeting_id,))
        self.rows(seal("sections", "s.meeting_id = ?"), (meeting_id,))

    def _put_words(self, passages: Sequence[Passage]) -> None:
        """Note the words of passages and of the headings above them, to be embedded each by itself."""
        texts = {text for p in passages for text in (p.text, p.context, *p.section)}
        words = {word for text in texts for word in by_letters(text)}
        self.many("INSERT OR IGNORE INTO words VALUES (?, ?, NULL)", [(word, stem(word)) for word in sorted(words)])

    def _section_id(
        self, meeting_id: int, path: tuple[str, ...], subjects: Mapping[str, str], known: dict[tuple[str, ...], int]
    ) -> int | None:
        """The row of a section path, made with those above it where it is new to the meeting."""
        if not path:
            return None
        if path not in known:
            parent = self._section_id(meeting_id, path[:-1], subjects, known)
            text = subjects[path[-1]]
            ((known[path],),) = self.rows(
                "INSERT INTO sections (meeting_id, parent_id, subject, vector_id) VALUES (?, ?, ?, ?) RETURNING id",
                (meeting_id, parent, subject(path[-1]), self._vector_id(text) if text else None),
            )
        return known[path]

    def _vector_id(self, text: str) -> int:
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.rows("INSERT INTO vectors (digest, waiting_text) VALUES (?, ?) ON CONFLICT DO NOTHING", (digest, text))
        found: int = self.rows("SELECT id FROM vectors WHERE digest = ?", (digest,))[0][0]
        return found

    def remove(self, path: str) -> None:
        """Forget a document, its meetings and passages."""
        with self.transaction():
            self._delete(path)

    def forget_words(self) -> None:
        """Drop the words that stand in no record any more."""
        for table in ("words", "capitals"):
            self.rows(f"DELETE FROM {table} WHERE stem(word) NOT IN (SELECT term FROM terms)")

    def _delete(self, path: str) -> None:
        keys = self.rows(
            "SELECT DISTINCT base_key FROM meetings WHERE document_id = (SELECT id FROM documents WHERE path = ?)",
            (path,),
        )
        self.rows("DELETE FROM documents WHERE path = ?", (path,))
        for (base_key,) in keys:
            self.number_keys(base_key)

    def number_keys(self, base_key: str) -> None:
        """Tell meetings of one name and date apart by a number, the same whatever order they came in."""
        self.rows(
            "UPDATE meetings SET key = base_key || CASE n.n WHEN 1 THEN '' ELSE '-' || n.n END FROM ("
            " SELECT m.id, row_number() OVER (ORDER BY d.path, m.id) AS n FROM meetings m"
            " JOIN documents d ON d.id = m.document_id WHERE m.base_key = :key) AS n WHERE meetings.id = n.id",
            {"key": base_key},
        )
        self.rows(seal("meetings", "m.base_key = ?"), (base_key,))


def _place(passage: Passage) -> str:
    return stemmed(searchable(" ".join([*passage.section, passage.context])))
