"""An open index that can be filled from files and folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ipp_search.errors import BadQuestion, IndexProblem
from ipp_search.index import sync
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.lock import write_lock
from ipp_search.index.report import IngestReport
from ipp_search.ingest.cues.dates import read_period
from ipp_search.opened import OpenIndex


class FilledIndex(OpenIndex):
    """An index with the way its records get in."""

    def ingest(
        self,
        paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
        progress: sync.Progress | None = None,
        *,
        date: str | None = None,
        dry_run: bool = False,
        model: str | None = None,
        vectors: str | None = None,
    ) -> IngestReport:
        """Bring the index up to date with files and folders, and stay open on the result.

        What could not be read is listed in the report; it never stops the rest.

        Args:
            paths: a file or folder, or several.
            progress: told the step, how much of it is done, and how much there is.
            date: the date of the meeting in ``paths``, which is then one file; kept for later.
            dry_run: only tell what would be understood; nothing is written.
            model: a sentence-transformers model by name or folder, for a new index; it stays with the index.
            vectors: the address of a Chroma server that is to keep the vectors too, or ``"local"`` for the index
                folder; it stays with the index. If it cannot be reached, ``report.vectors_wait`` says so.

        Raises:
            BadQuestion: a path is empty, or ``date`` is no date or stands beside more than one file.
            IndexLocked: another ingest is writing.
            IndexProblem: the index is damaged, or was made with another model.
        """
        places = [Path(p) for p in ([paths] if isinstance(paths, str | os.PathLike) else paths) if str(p).strip()]
        if not places:
            raise BadQuestion("No file or folder is named.", "Name what to ingest.")
        if date is not None and (read_period(date) is None or len(places) != 1 or places[0].is_dir()):
            raise BadQuestion(f"{date!r} cannot be set.", "Give a date like 2025-06-03 beside the one file it is for.")
        tell = progress or silent
        if dry_run:
            return sync.preview(places, tell, date)
        if self.bundled and not any(place.exists() for place in places):
            return sync.preview(places, tell)  # nothing there: do not begin an index with it
        if model is not None:
            self._encoder = self._open_model(model)
        with write_lock(self.folder), Catalogue(self.folder, write=True) as catalogue:
            if model is not None:
                sync.check_model(catalogue, self._model().name, record=True)
            if vectors is not None:
                sync.place_vectors(catalogue, vectors)
            report = sync.sync(catalogue, places, self._model, tell, date)
            report.embedded = sync.fill_vectors(catalogue, self._model, tell)
            try:
                sync.sync_store(catalogue, lambda: self._store(catalogue))
            except IndexProblem as problem:
                if sync.vectors_server(catalogue) is None:
                    raise
                report.vectors_wait = str(problem)
        self.close()
        return report


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody is told."""
