"""What all records of an index tell together: the names of their groups, and the order of their dates in numbers.

It is worked out anew from everything indexed after each sync, so that neither the order of ingest nor its steps
change the outcome. Names are no part of what is embedded: nothing is embedded again.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.digests import seal
from ipp_search.index.words.analyzer import stemmed
from ipp_search.ingest.by_hand import ByHand
from ipp_search.ingest.collection import Stated, name_groups
from ipp_search.ingest.minutes.facts.header import meeting_id
from ipp_search.ingest.numeric_order import Dated, orders
from ipp_search.ingest.records import Meeting, Precision


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    path: str
    title: str
    series: str | None
    own: str | None
    names: tuple[str, ...]
    fixed: bool
    date: dt.date | None
    end_date: dt.date | None
    precision: Precision
    base_key: str

    def called(self, series: str | None) -> Meeting:
        """The meeting under a name, as far as its citation and its id need it."""
        name = series or Path(self.path).stem
        id_ = meeting_id(self.date, self.precision, name)
        return Meeting(id_, self.title, self.path, "", series, self.date, self.end_date, self.precision)


def agree_names(catalogue: Catalogue, by_hand: ByHand) -> dict[tuple[str, str | None], str | None]:
    """Give every meeting the name of its group; the names by path and the name that the record alone tells."""
    rows = [_row(row) for row in catalogue.rows(
        "SELECT m.id, d.path, m.title, m.series, m.own_series, m.names, m.sources, m.date, m.end_date, m.precision,"
        " m.base_key FROM meetings m JOIN documents d ON d.id = m.document_id ORDER BY d.path, m.id"
    )]  # fmt: skip
    agreed = name_groups([Stated(row.path, row.names, row.own if row.fixed else None, row.own) for row in rows])
    decided = {(row.path, row.own): by_hand.called(row.path, name) for row, name in zip(rows, agreed, strict=True)}
    changed = [row for row in rows if decided[row.path, row.own] != row.series]
    if changed:
        with catalogue.transaction():
            for row in changed:
                _rename(catalogue, row, decided[row.path, row.own])
    return decided


def orders_to_apply(catalogue: Catalogue) -> dict[str, bool | None]:
    """The files whose dates in numbers are to be read in another order than they were, as their groups tell now."""
    rows = catalogue.rows(
        "SELECT d.path, m.series, CASE m.precision WHEN 'day' THEN m.date END, m.next_date, m.sources FROM meetings m"
        " JOIN documents d ON d.id = m.document_id ORDER BY d.path, m.id"
    )
    read: dict[str, str] = {}

    def text_of(path: str) -> str:
        if path not in read:
            read[path] = catalogue.rows("SELECT text FROM documents WHERE path = ?", (path,))[0][0]
        return read[path]

    held = [
        Dated.of(path, series, (date, after), json.loads(sources), partial(text_of, path))
        for path, series, date, after, sources in rows
    ]
    applied = {meeting.path: meeting.applied for meeting in held}
    return {path: order for path, order in orders(held).items() if order is not applied[path]}


def _row(row: tuple[int, str, str, str | None, str | None, str, str, str | None, str | None, Precision, str]) -> _Row:
    id_, path, title, series, own, names, sources, date, end_date, precision, base_key = row
    first, last = (dt.date.fromisoformat(day) if day else None for day in (date, end_date))
    fixed = "series" in json.loads(sources)
    return _Row(id_, path, title, series, own, tuple(json.loads(names)), fixed, first, last, precision, base_key)


def _rename(catalogue: Catalogue, row: _Row, series: str | None) -> None:
    before, after = row.called(row.series), row.called(series)
    catalogue.rows(
        "UPDATE meetings SET series = ?, base_key = ?, key = ? WHERE id = ?", (series, after.id, after.id, row.id)
    )
    catalogue.number_keys(row.base_key)
    catalogue.number_keys(after.id)
    cited = f"{before.name}, {before.when}"
    catalogue.rows(
        "UPDATE passages SET citation = ? || substr(citation, ?) WHERE meeting_id = ?",
        (f"{after.name}, {after.when}", len(cited) + 1, row.id),
    )
    catalogue.rows(seal("passages", "p.meeting_id = ?"), (row.id,))
    catalogue.rows(
        "UPDATE passages_fts SET meeting = ? WHERE rowid IN (SELECT id FROM passages WHERE meeting_id = ?)",
        (stemmed(f"{after.name} {after.when if after.date else ''}"), row.id),
    )
