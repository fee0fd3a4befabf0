"""An open index that can be written to: by an ingest, by hand, from a backup.

``index.syncing`` brings all of ``ingest`` with it, so it is imported where files are read; no question waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ipp_search.errors import BadQuestion, IndexProblem
from ipp_search.index.backup import back_up, restore
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.encoding.models import check_model
from ipp_search.index.encoding.vectors_place import place_vectors, vectors_server
from ipp_search.index.lock import write_lock
from ipp_search.ingest.by_hand import ByHand
from ipp_search.view import ReadingSession

if TYPE_CHECKING:
    from ipp_search.index.report import IngestReport, Progress


class Session(ReadingSession):
    """As ``ReadingSession``, and what changes the index; whatever is written, one process writes at a time."""

    @contextmanager
    def setting(self) -> Iterator[Catalogue]:
        """The catalogue, while nobody else writes, for what a person sets by hand.

        Raises:
            BadQuestion: there is no index yet.
            IndexLocked: another process is writing.
        """
        if self.bundled:
            raise BadQuestion(f"There is no index at {self.folder} yet.", "Add records first.")
        with write_lock(self.folder), Catalogue(self.folder, write=True) as catalogue:
            yield catalogue

    def backup(self, file: Path) -> None:
        """Write all of the index to one file, in one state, while others may ask and ingest.

        Raises:
            BadQuestion: there is no index yet, or something else than a backup lies there.
            IndexProblem: the file cannot be written.
        """
        if self.bundled:
            raise BadQuestion(f"There is no index at {self.folder} yet.", "Ingest records first.")
        with self.reading() as view:
            back_up(view.catalogue, file)

    def restore(self, file: Path) -> None:
        """Put a backup in place of the index; whoever asks meanwhile sees all of the one or all of the other.

        Raises:
            BadQuestion: the file is no backup that this version reads.
            IndexDamaged: the file is broken; the index is as it was.
            IndexLocked: another process is writing.
        """
        from ipp_search.index.syncing import sync

        self.close()
        with write_lock(self.folder):
            restore(file, self.folder)
            with Catalogue(self.folder, write=True) as catalogue:
                sync.sync_store(catalogue, lambda: self.store(catalogue))
        self._encoder = self._given

    def preview(self, places: Sequence[Path], tell: Progress, date: str | None) -> IngestReport:
        """What an ingest would understand, by what is set by hand beside the index and in the folders named."""
        from ipp_search.index.syncing import preview, sync

        return preview.preview(places, tell, date, ByHand.of(self.folder, sync.folders(places)))

    def ingest(
        self,
        places: Sequence[Path],
        tell: Progress,
        date: str | None,
        model: str | None,
        vectors: str | None,
        prune: bool = False,
    ) -> IngestReport:
        """Bring the index up to date and let go of what was open; ``Index.ingest`` says the rest."""
        from ipp_search.index.syncing import sync

        if model is not None:
            self._encoder = self._load(model)
        with write_lock(self.folder), Catalogue(self.folder, write=True) as catalogue:
            if model is not None:
                check_model(catalogue, self.encoder().name, record=True)
            if vectors is not None:
                place_vectors(catalogue, vectors)
            report = sync.sync(catalogue, places, self.encoder, tell, date, prune)
            report.embedded = sync.fill_vectors(catalogue, self.encoder, tell)
            try:
                sync.sync_store(catalogue, lambda: self.store(catalogue))
            except IndexProblem as problem:
                if vectors_server(catalogue) is None:
                    raise
                report.vectors_wait = str(problem)
        self.close()
        return report
