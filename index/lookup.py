"""Reads meetings and passages back from the catalogue as the records they were."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ipp_search.errors import NothingCited
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.filters import Filters
from ipp_search.index.rows import (
    DOCUMENT_ROW,
    MEETING_ROW,
    MEETING_WIDTH,
    PASSAGE_ROW,
    PASSAGE_WIDTH,
    SECTIONS,
    meeting_of,
    passage_of,
    whole,
)
from ipp_search.index.syncing.versions import versions
from ipp_search.index.words.analyzer import stemmed
from ipp_search.index.words.folding import fold_citation
from ipp_search.ingest.records import LeftOut, Meeting, Passage

_IN_TIME = "ORDER BY m.date IS NULL, m.date, m.key"
JOINED = "passages p JOIN meetings m ON m.id = p.meeting_id JOIN documents d ON d.id = m.document_id"
"""The tables of a passage under the names that Filters uses."""


@dataclass(frozen=True, slots=True)
class IndexedMeeting:
    """A meeting with how much the index holds of it."""

    meeting: Meeting
    passages: int
    actions: int
    versions: tuple[str, ...] = ()
    """The files of other versions of its record, which are not searched."""
    sections: tuple[tuple[str, ...], ...] = ()
    """The paths of its headings."""


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A file as it was read: its row id, its text, and what of it became no passage, as its Record has it."""

    id: int
    text: str
    left_out: tuple[LeftOut, ...]
    unread: float


def meetings(catalogue: Catalogue, filters: Filters | None = None) -> list[IndexedMeeting]:
    """Every meeting, oldest first, undated last; or those within filters that bound meetings only."""
    where, values = filters.where() if filters else ("", {})
    return _meetings(catalogue, where or "1", values)


def _meetings(catalogue: Catalogue, where: str, values: Mapping[str, str]) -> list[IndexedMeeting]:
    rows = catalogue.rows(
        f"SELECT {MEETING_ROW}, count(p.id), count(p.id) FILTER (WHERE p.kind = 'action')"
        " FROM meetings m JOIN documents d ON d.id = m.document_id LEFT JOIN passages p ON p.meeting_id = m.id"
        f" WHERE {where} GROUP BY m.id {_IN_TIME}",
        values,
    )
    others: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for one in versions(catalogue):
        others[one.of, one.date].append(one.path)
    held = []
    for row in rows:
        meeting, (passages, actions) = meeting_of(catalogue, row[:MEETING_WIDTH]), row[MEETING_WIDTH:]
        day = meeting.date.isoformat() if meeting.date else None
        sections = tuple(map(tuple, json.loads(row[SECTIONS])))
        held.append(IndexedMeeting(meeting, passages, actions, tuple(others.get((meeting.path, day), ())), sections))
    return held


def check_meeting(catalogue: Catalogue, begins: str | None) -> None:
    """Refuse the beginning of a meeting's id that no meeting has.

    Raises:
        NothingCited: there is none.
    """
    if begins and not catalogue.rows("SELECT 1 FROM meetings WHERE substr(key, 1, length(:k)) = :k", {"k": begins}):
        raise NothingCited(f"No meeting's id begins with {begins!r}.", "See them with: ipp-search meetings")


def one_meeting(catalogue: Catalogue, begins: str) -> Meeting:
    """The meeting whose id, or the beginning of it, is given.

    Raises:
        NothingCited: no meeting's id begins so, or those of several do.
    """
    return one_indexed(catalogue, begins).meeting


def one_indexed(catalogue: Catalogue, begins: str) -> IndexedMeeting:
    """As ``one_meeting``, with how much the index holds of it."""
    found = _meetings(catalogue, "substr(m.key, 1, length(:begins)) = :begins", {"begins": begins})
    exact = [held for held in found if held.meeting.id == begins] or found
    if len(exact) != 1:
        many = f"{len(exact)} meetings' ids begin" if exact else "No meeting's id begins"
        raise NothingCited(f"{many} with {begins!r}.", "See them with: ipp-search meetings")
    return exact[0]


def passages_of(catalogue: Catalogue, meeting: Meeting) -> list[Passage]:
    """The passages of a meeting, in order, each compared with the text it is a slice of.

    Raises:
        IndexDamaged: one is no longer what was indexed.
    """
    text = text_of(catalogue, meeting)
    rows = catalogue.rows(
        f"SELECT {PASSAGE_ROW} FROM passages p JOIN meetings m ON m.id = p.meeting_id WHERE m.key = ? ORDER BY p.start",
        (meeting.id,),
    )
    found = [passage_of(catalogue, meeting, row) for row in rows]
    if any(text[passage.start : passage.end] != passage.text for passage in found):
        raise catalogue.damaged("a passage differs from the text it was cut from")
    return found


def document_of(catalogue: Catalogue, meeting: Meeting) -> IndexedDocument:
    """The document in which a meeting's record stands.

    Raises:
        IndexDamaged: it is no longer what was indexed.
    """
    rows = catalogue.rows(
        f"SELECT {DOCUMENT_ROW} FROM documents d JOIN meetings m ON m.document_id = d.id WHERE m.key = ?", (meeting.id,)
    )
    if len(rows) != 1:
        raise catalogue.damaged("a meeting without its document")
    id_, _, _, _, text, left_out, unread = whole(catalogue, rows[0])
    return IndexedDocument(id_, text, tuple(LeftOut(*line) for line in json.loads(left_out)), unread)


def text_of(catalogue: Catalogue, meeting: Meeting) -> str:
    """All of the document in which a meeting's record stands; errors are those of ``document_of``."""
    return document_of(catalogue, meeting).text


def meeting_ids(catalogue: Catalogue) -> list[int]:
    """The row ids of the meetings, in the order of ``meetings``."""
    return [id_ for (id_,) in catalogue.rows(f"SELECT m.id FROM meetings m {_IN_TIME}")]


def meeting_places(catalogue: Catalogue, filters: Filters) -> frozenset[int]:
    """The places, in the order of ``meetings``, of those that filters on meetings leave."""
    where, values = filters.where()
    rows = catalogue.rows(f"SELECT {where or '1'} FROM meetings m {_IN_TIME}", values)
    return frozenset(n for n, (left,) in enumerate(rows) if left)


def with_letters(catalogue: Catalogue, phrase: str) -> list[int]:
    """The row ids of passages that have a phrase, or a heading with it, letter by letter but for case and marks."""
    # Full text narrows it down fast, but it stems; the letters themselves decide.
    words = stemmed(phrase)
    narrowed = "p.id IN (SELECT rowid FROM passages_fts WHERE passages_fts MATCH :words) AND" if words else ""
    rows = catalogue.rows(
        f"SELECT p.id FROM passages p WHERE {narrowed} (instr(folded(p.text), folded(:phrase)) OR EXISTS"
        " (SELECT 1 FROM json_each(p.section) WHERE instr(folded(value), folded(:phrase)))) ORDER BY p.id",
        {"phrase": phrase, "words": f'{{text place}} : "{words}"'},
    )
    return [id_ for (id_,) in rows]


def passages(catalogue: Catalogue, ids: Iterable[int]) -> dict[int, Passage]:
    """The passages of these row ids, each compared with the text it is a slice of.

    Raises:
        IndexDamaged: one is no longer what was indexed.
    """
    rows = catalogue.rows(
        f'SELECT p.id, p.text = substr(d.text, p.start + 1, p."end" - p.start), {MEETING_ROW}, {PASSAGE_ROW}'
        f" FROM {JOINED} WHERE p.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    if not all(row[1] for row in rows):
        raise catalogue.damaged("a passage differs from the text it was cut from")
    made: dict[str, Meeting] = {}  # by its key: passages found together are often of few meetings
    found = {}
    for row in rows:
        meeting = made.get(row[2]) or made.setdefault(row[2], meeting_of(catalogue, row[2 : MEETING_WIDTH + 2]))
        found[row[0]] = passage_of(catalogue, meeting, row[MEETING_WIDTH + 2 :])
    return found


def passages_with(catalogue: Catalogue, keys: Sequence[str]) -> list[Passage]:
    """The passages whose ids are given, in their order; those that are no longer there are left out."""
    rows = catalogue.rows(
        "SELECT id, key FROM passages WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),)
    )
    found = passages(catalogue, [id_ for id_, _ in rows])
    by_key = {key: found[id_] for id_, key in reversed(rows)}
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


def texts(catalogue: Catalogue, ids: Sequence[int]) -> dict[int, str]:
    """The words of the passages of these row ids."""
    return dict(
        catalogue.rows(
            "SELECT id, text FROM passages WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(ids)),),
        )
    )


def marked(catalogue: Catalogue, marks: Sequence[tuple[str, str]]) -> list[int | None]:
    """For each passage id with the words it had: the passage's row id, by its words where the id is gone.

    None where neither is there, or where several passages have those words.
    """
    found: list[int | None] = []
    for key, text in marks:
        rows = catalogue.rows("SELECT id FROM passages WHERE key = ? LIMIT 1", (key,))
        rows = rows or catalogue.rows("SELECT id FROM passages WHERE text = ? AND ? <> '' LIMIT 2", (text, text))
        found.append(int(rows[0][0]) if len(rows) == 1 else None)
    return found


def cited(catalogue: Catalogue, citation: str) -> list[tuple[Passage, str]]:
    """The passages that a citation or a passage id names, each with the text of its document.

    A citation may be pasted with its leading dash, in other case, and with other dashes and arrows.
    """
    rows = catalogue.rows(
        f"SELECT {MEETING_ROW}, {PASSAGE_ROW}, {DOCUMENT_ROW} FROM {JOINED}"
        " WHERE p.key = :plain OR p.citation = :plain OR cited(p.citation) = :folded ORDER BY d.path, p.start",
        {"plain": citation.strip(), "folded": fold_citation(citation)},
    )
    found = []
    for row in rows:
        meeting = meeting_of(catalogue, row[:MEETING_WIDTH])
        _, _, _, _, text, *_ = whole(catalogue, row[MEETING_WIDTH + PASSAGE_WIDTH :])
        found.append((passage_of(catalogue, meeting, row[MEETING_WIDTH : MEETING_WIDTH + PASSAGE_WIDTH]), text))
    return found
