"""Reads meetings and passages back from the catalogue as the records they were."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ipp_search.errors import NothingCited
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.filters import Filters
from ipp_search.index.versions import versions
from ipp_search.index.words.analyzer import stemmed
from ipp_search.index.words.folding import fold_citation
from ipp_search.ingest.records import Meeting, Passage

_MEETING = (
    "m.key, m.title, d.path, d.sha256, m.series, m.date, m.end_date, m.precision, m.next_meeting,"
    " m.next_date, m.purpose, m.chair, m.attendees, m.apologies, m.sources, m.warnings"
)
_PASSAGE = (
    'p.key, p.text, p.kind, p.owner, p.section, p.start, p."end", p.start_line, p.end_line, p.page,'
    " p.paragraph, p.context, p.speaker, p.time, p.anchor"
)
_IN_TIME = "ORDER BY m.date IS NULL, m.date, m.key"
_WIDTH = 16  # columns of _MEETING
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


def meetings(catalogue: Catalogue, filters: Filters | None = None) -> list[IndexedMeeting]:
    """Every meeting, oldest first, undated last; or those within filters that bound meetings only."""
    where, values = filters.where() if filters else ("", {})
    return _meetings(catalogue, where or "1", values)


def _meetings(catalogue: Catalogue, where: str, values: Mapping[str, str]) -> list[IndexedMeeting]:
    rows = catalogue.rows(
        f"SELECT {_MEETING}, count(p.id), count(p.id) FILTER (WHERE p.kind = 'action')"
        " FROM meetings m JOIN documents d ON d.id = m.document_id LEFT JOIN passages p ON p.meeting_id = m.id"
        f" WHERE {where} GROUP BY m.id {_IN_TIME}",
        values,
    )
    others: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for one in versions(catalogue):
        others[one.of, one.date].append(one.path)
    held = []
    for row in rows:
        meeting, (passages, actions) = _meeting(row[:_WIDTH]), row[_WIDTH:]
        day = meeting.date.isoformat() if meeting.date else None
        held.append(IndexedMeeting(meeting, passages, actions, tuple(others.get((meeting.path, day), ()))))
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
        f"SELECT {_PASSAGE} FROM passages p JOIN meetings m ON m.id = p.meeting_id WHERE m.key = ? ORDER BY p.start",
        (meeting.id,),
    )
    found = [_passage(meeting, row) for row in rows]
    if any(text[passage.start : passage.end] != passage.text for passage in found):
        raise catalogue.damaged("a passage differs from the text it was cut from")
    return found


def text_of(catalogue: Catalogue, meeting: Meeting) -> str:
    """All of the document in which a meeting's record stands."""
    rows = catalogue.rows(
        "SELECT d.text FROM documents d JOIN meetings m ON m.document_id = d.id WHERE m.key = ?", (meeting.id,)
    )
    return str(rows[0][0]) if rows else ""


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
        f'SELECT p.id, p.text = substr(d.text, p.start + 1, p."end" - p.start), {_MEETING}, {_PASSAGE} FROM {JOINED}'
        " WHERE p.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    if not all(row[1] for row in rows):
        raise catalogue.damaged("a passage differs from the text it was cut from")
    made: dict[str, Meeting] = {}  # by its key: passages found together are often of few meetings
    found = {}
    for row in rows:
        meeting = made.get(row[2]) or made.setdefault(row[2], _meeting(row[2 : _WIDTH + 2]))
        found[row[0]] = _passage(meeting, row[_WIDTH + 2 :])
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
        f"SELECT {_MEETING}, {_PASSAGE}, d.text FROM {JOINED}"
        " WHERE p.key = :plain OR p.citation = :plain OR cited(p.citation) = :folded ORDER BY d.path, p.start",
        {"plain": citation.strip(), "folded": fold_citation(citation)},
    )
    return [(_passage(_meeting(row[:_WIDTH]), row[_WIDTH:-1]), row[-1]) for row in rows]


def _meeting(row: tuple[Any, ...]) -> Meeting:
    key, title, path, sha, series, date, end_date, precision, next_meeting, next_date, purpose, chair = row[:12]
    attendees, apologies, sources, warnings = map(json.loads, row[12:])
    return Meeting(
        id=key, title=title, path=path, sha256=sha, series=series,
        date=dt.date.fromisoformat(date) if date else None,
        end_date=dt.date.fromisoformat(end_date) if end_date else None,
        precision=precision, next_meeting=next_meeting, next_date=next_date, purpose=purpose, chair=chair,
        attendees=tuple(attendees), apologies=tuple(apologies), sources=tuple(sorted(sources.items())),
        warnings=tuple(warnings),
    )  # fmt: skip


def _passage(meeting: Meeting, row: tuple[Any, ...]) -> Passage:
    key, text, kind, owner, section, start, end, start_line, end_line, page, paragraph, context = row[:12]
    speaker, time, anchor = row[12:]
    return Passage(
        id=key, meeting=meeting, text=text, kind=kind, owner=owner, section=tuple(json.loads(section)),
        start=start, end=end, start_line=start_line, end_line=end_line, page=page, paragraph=paragraph,
        context=context, speaker=speaker, time=time, anchor=anchor,
    )  # fmt: skip
