"""Everything that was understood of each meeting, for other programs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ipp_search.errors import UnreadableRecord
from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.filters import Filters
from ipp_search.index.lookup import IndexedMeeting
from ipp_search.ingest.cues.labels import leads_in
from ipp_search.ingest.records import LeftOut, Passage
from ipp_search.query.actions.carried import carried_rows
from ipp_search.query.actions.content import due_of


@dataclass(frozen=True, slots=True)
class ExportedAction:
    """An action with its due date: the day its words name (``2025-09-02``), else the words, None where none is said."""

    passage: Passage
    due: str | None


@dataclass(frozen=True, slots=True)
class ExportedMeeting:
    """A meeting with the paths of its headings and its passages, and what of its file became none.

    ``left_out`` and ``unread`` are of the whole file, which may hold other meetings too; see ``Record``.
    """

    held: IndexedMeeting
    sections: tuple[tuple[str, ...], ...]
    passages: tuple[Passage, ...]
    left_out: tuple[LeftOut, ...]
    unread: float
    version_of: str | None = None
    """The file that answers for this record, which is another version of its minutes; None where it answers itself."""

    @property
    def actions(self) -> list[ExportedAction]:
        """Its actions, without the lines that only lead in others (``Actions:``) and reports on those of last time."""
        carried = carried_rows(self.passages)
        found = [p for p in self.passages if p.kind == "action" and not leads_in(p.text) and p.id not in carried]
        return [ExportedAction(p, day.isoformat() if day else due) for p in found for due, day in [due_of(p)]]


def export(catalogue: Catalogue, filters: Filters) -> list[ExportedMeeting]:
    """The meetings that the filters leave, oldest first, undated last, and behind each its other versions."""
    left = lookup.meeting_places(catalogue, filters)
    exported = []
    for place, held in enumerate(lookup.meetings(catalogue)):
        if place not in left:
            continue
        document = lookup.document_of(catalogue, held.meeting)
        passages = tuple(lookup.passages_of(catalogue, held.meeting))
        exported.append(ExportedMeeting(held, held.sections, passages, document.left_out, document.unread))
        exported += _other_versions(held)
    return exported


def _other_versions(held: IndexedMeeting) -> list[ExportedMeeting]:
    """The other versions of a meeting's record, as their files say them now; one that cannot be read is passed over."""
    if not held.versions:
        return []
    from ipp_search.ingest.minutes.parser import parse
    from ipp_search.ingest.readers import registry
    from ipp_search.ingest.readers.separate import read_document

    found = []
    for path in held.versions:
        try:
            record = parse(read_document(Path(path), registry.read_bytes(Path(path))))
        except UnreadableRecord:
            continue
        for minutes in record.meetings:
            if len(record.meetings) > 1 and minutes.meeting.date != held.meeting.date:
                continue
            meeting = replace(minutes.meeting, series=held.meeting.series)
            passages = tuple(replace(passage, meeting=meeting) for passage in minutes.passages)
            actions = sum(passage.kind == "action" for passage in passages)
            found.append(
                ExportedMeeting(
                    IndexedMeeting(meeting, len(passages), actions),
                    minutes.sections,
                    passages,
                    record.left_out,
                    record.unread,
                    version_of=held.meeting.path,
                )
            )
    return found
