"""One meeting's record, whole, for reading: its text with its passages in place, and the meetings beside it."""

from __future__ import annotations

from dataclasses import dataclass

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.ingest.records import Meeting
from ipp_search.query.export import ExportedMeeting


@dataclass(frozen=True, slots=True)
class WholeRecord:
    """All that a file says of one meeting.

    ``text`` is that of the whole document, ``begin`` and ``end`` bound what of it is this meeting's, in characters:
    a file may hold several. ``previous`` and ``following`` are the dated meetings of the same group on either side.
    ``versions`` are the paths and texts of other versions of the record, which are not searched.
    """

    exported: ExportedMeeting
    text: str
    begin: int
    end: int
    previous: Meeting | None
    following: Meeting | None
    versions: tuple[tuple[str, str], ...] = ()

    @property
    def meeting(self) -> Meeting:
        """Its facts."""
        return self.exported.held.meeting


def whole_record(catalogue: Catalogue, begins: str) -> WholeRecord:
    """The record of the meeting whose id, or the beginning of it, is given.

    Raises:
        NothingCited: no single meeting has such an id.
    """
    held = lookup.one_indexed(catalogue, begins)
    document = lookup.document_of(catalogue, held.meeting)
    passages = tuple(lookup.passages_of(catalogue, held.meeting))
    exported = ExportedMeeting(held, held.sections, passages, document.left_out, document.unread)
    begin, end = _bounds(catalogue, document.id, held.meeting.id, len(document.text))
    kept = {path: catalogue.rows("SELECT text FROM documents WHERE path = ?", (path,)) for path in held.versions}
    versions = tuple((path, rows[0][0]) for path, rows in kept.items() if rows)
    return WholeRecord(exported, document.text, begin, end, *_neighbours(catalogue, held.meeting), versions)


def _bounds(catalogue: Catalogue, document: int, key: str, length: int) -> tuple[int, int]:
    """Where a meeting begins and ends in a document: what stands between two meetings belongs to the later one."""
    rows = catalogue.rows(
        'SELECT m.key, min(p.start), max(p."end") FROM meetings m JOIN passages p ON p.meeting_id = m.id'
        " WHERE m.document_id = ? GROUP BY m.id ORDER BY min(p.start)",
        (document,),
    )
    place = next((n for n, row in enumerate(rows) if row[0] == key), None)
    if place is None:
        return 0, length
    return rows[place - 1][2] if place else 0, rows[place][2] if place + 1 < len(rows) else length


def _neighbours(catalogue: Catalogue, meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
    """The dated meetings of the same group just before and after."""
    if meeting.series is None or meeting.date is None:
        return None, None
    keys = [
        key
        for (key,) in catalogue.rows(
            "SELECT key FROM meetings WHERE series = ? AND date IS NOT NULL ORDER BY date, key", (meeting.series,)
        )
    ]
    place = keys.index(meeting.id)
    before, after = keys[place - 1 : place] if place else [], keys[place + 1 : place + 2]
    one = [lookup.one_meeting(catalogue, key) for key in (*before, *after)]
    return (one[0] if before else None), (one[-1] if after else None)
