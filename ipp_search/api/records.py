"""What an index holds and how it gets there: opening, reading records in, and everything that is looked up as it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self, Unpack

from ipp_search.index import lookup
from ipp_search.index.filters import MeetingFilters, read_filters
from ipp_search.index.report import IngestReport, Progress, silent
from ipp_search.index.status import Status, status_of
from ipp_search.index.syncing import hand_edits
from ipp_search.query.excerpts import excerpts
from ipp_search.query.export import ExportedMeeting, export
from ipp_search.query.reading import WholeRecord, whole_record
from ipp_search.query.search.ranking.settings import DEFAULT, SearchSettings
from ipp_search.query.search.results import Excerpt
from ipp_search.results import Meetings
from ipp_search.session import Session

if TYPE_CHECKING:
    from ipp_search.index.encoding.encoder import Encoder
    from ipp_search.ingest.records import Passage


class RecordsIndex:
    """The part of ``Index`` that keeps records; what it is made with is described there."""

    def __init__(
        self,
        folder: Path,
        notice: Callable[[str], None] = lambda _: None,
        *,
        encoder: Encoder | None = None,
        ranking: SearchSettings = DEFAULT,
    ) -> None:
        self.folder = folder
        self.session = Session(folder, notice, encoder, ranking)
        """The parts of the index, for experiments on them; they may change from version to version."""

    def __repr__(self) -> str:
        return f"<Index {self.folder}{' (the two bundled notes)' if self.bundled else ''}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the files. Closing twice is harmless, and a closed index opens again when asked."""
        self.session.close()

    @property
    def bundled(self) -> bool:
        """Whether the two bundled notes answer, because there is no index at ``folder`` yet."""
        return self.session.bundled

    def ingest(
        self,
        paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
        progress: Progress = silent,
        *,
        date: str | None = None,
        dry_run: bool = False,
        model: str | None = None,
        vectors: str | None = None,
        prune: bool = False,
    ) -> IngestReport:
        """Bring the index up to date with files and folders, and stay open on the result.

        What could not be read is listed in the report; it never stops the rest.

        Args:
            paths: a file or folder, or several.
            progress: told the step, how much of it is done, and how much there is.
            date: the date of the meeting in ``paths``, which is then one file; kept for later.
            dry_run: only tell what would be understood; nothing is written.
            model: a sentence-transformers model by name or folder, for a new index; it stays with the index.
            vectors: a Chroma server that is to keep the vectors too, or ``"local"``; see ``report.vectors_wait``.
            prune: drop what has vanished from folders also where it is more than half of the records.

        Raises:
            BadQuestion: a path is empty, or ``date`` is no date or stands beside more than one file.
            IndexLocked: another ingest is writing.
            IndexProblem: the index is damaged, or was made with another model.
        """
        from ipp_search.index.syncing import preview, sync

        places = [Path(p) for p in ([paths] if isinstance(paths, str | os.PathLike) else paths) if str(p).strip()]
        sync.check_places(places, date)
        if dry_run:
            return self.session.preview(places, progress, date)
        if self.bundled and not any(place.exists() for place in places):
            return preview.preview(places, progress)  # nothing there: do not begin an index with it
        return self.session.ingest(places, progress, date, model, vectors, prune)

    def correct(self, path: str | os.PathLike[str], facts: Mapping[str, str | bool]) -> str:
        """Set facts of a record by hand, which outrank what is read once it is ingested again; the file they are in.

        Args:
            path: of the record, as ``Meeting.path`` has it.
            facts: ``title``, ``series``, ``date``, ``end_date``, in words, or ``ignore``, true where it is no record.

        Raises:
            BadQuestion: there is no index yet, or the record is not in it.
            UnreadableRecord: a fact, or the file, cannot be read.
            IndexLocked: another process is writing.
        """
        with self.session.setting() as catalogue:
            return str(hand_edits.set_facts(catalogue, str(path), facts))

    def take_back(self, path: str | os.PathLike[str]) -> list[str]:
        """Take back all that is set by hand for a record; the files in which it stood. Errors as of ``correct``."""
        with self.session.setting() as catalogue:
            return [str(file) for file in hand_edits.unset(catalogue, str(path))]

    def meetings(self) -> Meetings:
        """Every meeting, oldest first, undated last."""
        return Meetings(self.session.kept("meetings", lambda view: lookup.meetings(view.catalogue)))

    def export(self, **filters: Unpack[MeetingFilters]) -> list[ExportedMeeting]:
        """All that was understood, a meeting at a time: facts, headings, actions, passages, and what was left out.

        Args:
            since, until, series: as those of ``timelines``.

        Raises:
            BadQuestion: a filter cannot be understood.
        """
        read = read_filters(filters, MeetingFilters)
        with self.session.reading() as view:
            return export(view.catalogue, read)

    def read(self, meeting: str) -> WholeRecord:
        """The whole record of one meeting: its text, passages, headings, what was left out, and its neighbours.

        Args:
            meeting: its id, or the beginning of it.

        Raises:
            NothingCited: no single meeting has such an id.
        """
        with self.session.reading() as view:
            return whole_record(view.catalogue, meeting)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """The passages whose ids are given, in their order; those that are no longer there are left out."""
        with self.session.reading() as view:
            return lookup.passages_with(view.catalogue, ids)

    def show(self, citation: str) -> list[Excerpt]:
        """The passage that a citation or a passage id names, with the lines around it.

        More than one where two records carry the very same citation.

        Raises:
            NothingCited: it names no passage of this index.
        """
        with self.session.reading() as view:
            return excerpts(view.catalogue, citation)

    def backup(self, file: str | os.PathLike[str]) -> None:
        """Write all of the index to one file, in one state, while others may ask; errors are ``Session.backup``'s."""
        self.session.backup(Path(file))

    def restore(self, file: str | os.PathLike[str]) -> None:
        """Put a backup in place of the index, damaged or not; errors are ``Session.restore``'s."""
        self.session.restore(Path(file))

    def status(self) -> Status:
        """Where the index lies and what it holds."""
        with self.session.reading() as view:
            return status_of(view.catalogue, bundled=self.bundled)
