"""Counts all passages that have a question's words, by what filters narrow down, however far down they stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.catalogue import Catalogue
from ipp_search.query.collection.table import Table
from ipp_search.query.collection.vocabulary import IN_PLACE
from ipp_search.query.search.ranking.matches import Matches
from ipp_search.query.search.results import Counts

_SHARE = 0.5  # of what a question's words tell; a passage that has less of it has hardly to do with the question
_ALL_FROM = 50_000  # passages; from so many on, one query for all is faster than one that names them
_Coded = tuple[NDArray[np.int64], list[str]]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Of each row of a table the number of its value, by the name of the filter; the values by their numbers."""

    table: Table
    coded: Mapping[str, _Coded]


class Counting:
    """Counts in the passages of a catalogue; what it needs of a table is read once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._columns: _Columns | None = None

    def count(self, table: Table, matches: Matches, by_words: bool, whole: bool) -> Counts:
        """How many passages have the question's words, and how many of them each value of each filter.

        Args:
            table: the passages that were looked at.
            matches: what the question matches in them.
            by_words: whether words are looked for; else all that may be a hit counts.
            whole: whether the table is all that the question may see.
        """
        counted = having_words(matches) if by_words else matches.allowed
        rows = np.flatnonzero(counted)
        by = {}
        for name, (codes, values) in self._of(table).items():
            found = np.bincount(codes[rows], minlength=len(values))
            by[name] = {value: int(n) for value, n in zip(values, found, strict=True) if n and value}
        return Counts(len(rows), by_words, whole, by)

    def _of(self, table: Table) -> Mapping[str, _Coded]:
        if self._columns is None or self._columns.table is not table:
            self._columns = _Columns(table, _read(self._catalogue, table))
        return self._columns.coded


def having_words(matches: Matches) -> NDArray[np.bool_]:
    """Which passages that may be hits have half of what the question's words tell or more, in text or headings."""
    has = np.zeros(len(matches.allowed), dtype=np.float32)
    for places, weight in zip(matches.own, matches.weights, strict=True):
        has[places.ids[places.weights >= IN_PLACE]] += weight
    most = float(matches.weights.sum())
    return matches.allowed & (has > 0) & (has >= _SHARE * most)


def _read(catalogue: Catalogue, table: Table) -> dict[str, _Coded]:
    named = "" if len(table.ids) >= _ALL_FROM else "WHERE id IN (SELECT value FROM json_each(?))"
    ids = table.ids.tolist()
    rows = catalogue.rows(
        f"SELECT id, kind, coalesce(speaker, ''), coalesce(owner, '') FROM passages {named} ORDER BY id",
        (json.dumps(ids),) if named else (),
    )
    if len(rows) != len(ids):
        wanted = set(ids)
        rows = [row for row in rows if row[0] in wanted]
    of_meeting = {
        meeting: (series, date[:7])
        for meeting, series, date in catalogue.rows(
            "SELECT id, coalesce(series, title), coalesce(date, '') FROM meetings"
        )
    }
    meetings, place = np.unique(table.meeting, return_inverse=True)
    held: Sequence[Any] = [of_meeting[int(meeting)] for meeting in meetings]
    coded = {name: _code(row[n] for row in rows) for n, name in enumerate(("kind", "speaker", "owner"), 1)}
    for n, name in enumerate(("series", "month")):
        codes, values = _code(one[n] for one in held)
        coded[name] = codes[place], values
    return coded


def _code(values: Iterable[str]) -> _Coded:
    """Each value as a number, and the values by their numbers."""
    known: dict[str, int] = {}
    codes = np.fromiter((known.setdefault(value, len(known)) for value in values), dtype=np.int64)
    return codes, list(known)
