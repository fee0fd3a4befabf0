"""The passages of an index as arrays, loaded once and kept until the catalogue changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.encoding.arrays import Floats, unit_vectors
from ipp_search.query.collection.postings import Postings

_AT_ONCE = 20_000  # vectors read at once, so that they are not held twice


@dataclass(frozen=True, slots=True)
class Table:
    """Passages in the order of the records; row ``i`` of each array is one of them.

    ``ids``, ``(n,)``, are row ids of the catalogue, rising; ``meeting`` and ``section`` those of what each stands in
    (section 0 where it stands in none); ``words`` their lengths in words; ``spoken`` tells those of transcripts;
    ``gaps[i]`` is the number of words between the middles of passages ``i - 1`` and ``i``, infinite between meetings
    and in minutes; ``vector`` the row of ``vectors``, ``(vectors, dimensions)``, that embeds it, -1 where it still
    waits for one; ``heading`` that of the nearest heading above it that says something, -1 for none.
    """

    ids: NDArray[np.int64]
    meeting: NDArray[np.int64]
    section: NDArray[np.int64]
    words: Floats
    spoken: NDArray[np.bool_]
    gaps: Floats
    vector: NDArray[np.int64]
    heading: NDArray[np.int64]
    vectors: Floats

    def rows(self, ids: Sequence[int]) -> NDArray[np.int64]:
        """The rows of those ``ids`` that are in the table, in their order."""
        rows, there = self._find(ids)
        return rows[there]

    def which(self, ids: Sequence[int] | None, meetings: Sequence[int] | None) -> NDArray[np.bool_]:
        """Which passages are among some row ids, or of some meetings; all where both are None."""
        if meetings is not None:
            return np.isin(self.meeting, np.asarray(meetings, dtype=np.int64))
        if ids is not None:
            return np.isin(self.ids, np.asarray(ids, dtype=np.int64), assume_unique=True)
        return np.ones(len(self.ids), dtype=np.bool_)

    def places(self, places: Postings) -> Postings:
        """The same places by rows of the table instead of row ids, those that are in it."""
        rows, there = self._find(places.ids)
        return Postings(rows[there], places.weights[there])

    def _find(self, ids: Sequence[int] | NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """A row for each id, and whether it is the right one."""
        wanted = np.asarray(ids, dtype=np.int64)
        if not len(self.ids):
            return np.zeros_like(wanted), np.zeros(len(wanted), dtype=np.bool_)
        rows = np.searchsorted(self.ids, wanted)
        rows[rows == len(self.ids)] = 0
        return rows, self.ids[rows] == wanted

    def similar(self, questions: Floats) -> Floats:
        """Cosine similarity of each of some vectors with each of the table's."""
        return questions @ self.vectors.T if len(self.vectors) else np.zeros((len(questions), 0), np.float32)

    def cosines(self, similar: Floats) -> tuple[Floats, Floats]:
        """That of every passage, and of its heading, of one question's ``similar``; 0 where there is no vector yet."""
        similar = np.append(similar, np.float32(0))
        return similar[self.vector], similar[self.heading]


class Tables:
    """The tables of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._whole: tuple[int, Table] | None = None

    def whole(self) -> Table:
        """All passages; kept until the catalogue changes."""
        version = self._catalogue.version()
        if self._whole is None or self._whole[0] != version:
            self._whole = (version, _load(self._catalogue, ""))
        return self._whole[1]

    def of_meetings(self, meetings: Iterable[int]) -> Table:
        """The passages of some meetings, by their row ids."""
        return _load(self._catalogue, json.dumps(sorted(set(meetings))))


def _load(catalogue: Catalogue, meetings: str) -> Table:
    chosen = "WHERE {}.meeting_id IN (SELECT value FROM json_each(:meetings))" if meetings else ""
    given = {"meetings": meetings}
    names = ("id", "meeting", "section", "words", "spoken", "vector")
    ids, meeting, section, words, spoken, vector_ids = _columns(
        catalogue,
        names,
        "SELECT p.id, p.meeting_id AS meeting, coalesce(p.section_id, 0) AS section, p.words, m.spoken,"
        " p.vector_id AS vector FROM passages p JOIN meetings m ON m.id = p.meeting_id"
        f" {chosen.format('p')} ORDER BY p.id",
        given,
    )
    sections = catalogue.rows(
        f"SELECT id, coalesce(parent_id, 0), coalesce(vector_id, 0) FROM sections s {chosen.format('s')} ORDER BY id",
        given,
    )
    used = (
        f" AND id IN (SELECT p.vector_id FROM passages p {chosen.format('p')} UNION"
        f" SELECT s.vector_id FROM sections s {chosen.format('s')})"
    ) if meetings else ""  # fmt: skip
    (known,) = _columns(catalogue, ("id",), f"SELECT id FROM vectors WHERE vector IS NOT NULL{used} ORDER BY id", given)
    gaps = np.full(len(ids), np.inf, dtype=np.float32)
    felt = (meeting[1:] == meeting[:-1]) & (spoken[1:] == 1)
    gaps[1:][felt] = ((words[1:] + words[:-1]) / 2)[felt]
    sizes = words.astype(np.float32)
    heading_ids = _vector_ids_of_headings(section, sections)
    return Table(
        ids, meeting, section, sizes, spoken == 1, gaps,
        _places(vector_ids, known), _places(heading_ids, known), _vectors(catalogue, known),
    )  # fmt: skip


def _columns(
    catalogue: Catalogue, names: Sequence[str], query: str, given: Mapping[str, str]
) -> list[NDArray[np.int64]]:
    """The columns of a query for whole numbers; joined by SQLite and parsed by numpy, both in C, for there are many."""
    joined = ", ".join(f"group_concat({name}, ' ')" for name in names)
    (row,) = catalogue.rows(f"SELECT {joined} FROM ({query})", given)
    return [np.fromstring(column or "", np.int64, sep=" ") for column in row]


def _vectors(catalogue: Catalogue, ids: NDArray[np.int64]) -> Floats:
    """The vectors of these row ids, in their order."""
    held: Floats | None = None
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        found = catalogue.rows(
            "SELECT vector FROM vectors WHERE id BETWEEN ? AND ?"
            " AND id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (int(some[0]), int(some[-1]), json.dumps(some.tolist())),
        )
        part = unit_vectors([vector for (vector,) in found], np.float32)
        if part is None or len(part) != len(some) or (held is not None and part.shape[1] != held.shape[1]):
            raise catalogue.damaged("a vector is not as it was written")
        if held is None:
            held = np.empty((len(ids), part.shape[1]), dtype=np.float32)
        held[first : first + len(some)] = part
    return np.zeros((0, 0), dtype=np.float32) if held is None else held


def _places(wanted: NDArray[np.int64], known: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where in ``known``, which rises, each of ``wanted`` is; -1 where it is not."""
    if not len(known):
        return np.full(len(wanted), -1, dtype=np.int64)
    place = np.searchsorted(known, wanted)
    place[place == len(known)] = -1
    return np.where(known[place] == wanted, place, -1)


def _vector_ids_of_headings(section: NDArray[np.int64], rows: Sequence[tuple[int, int, int]]) -> NDArray[np.int64]:
    """For each passage's section the vector of the nearest heading that has one, 0 for none.

    ``rows`` are sections with their parents and vectors, each after its parent.
    """
    nearest = {0: 0}
    for id_, parent, vector in rows:
        nearest[id_] = vector or nearest[parent]
    ids = np.fromiter(nearest, dtype=np.int64)
    return np.fromiter(nearest.values(), dtype=np.int64)[np.searchsorted(ids, section)]
