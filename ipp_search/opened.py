"""An index folder, opened: what everything that is asked of it shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ipp_search import bundled, settings
from ipp_search.errors import IndexProblem
from ipp_search.index.catalogue import FILE_NAME, Catalogue
from ipp_search.index.status import waiting
from ipp_search.index.sync import vectors_server
from ipp_search.query.search.searcher import Searcher
from ipp_search.query.themes.file import NearestTheme, Theme
from ipp_search.query.timeline.timelines import Timelines

if TYPE_CHECKING:
    from typing import Self

    from ipp_search.index.chroma import VectorStore
    from ipp_search.index.encoder import Encoder


class OpenIndex:
    """The catalogue, the arrays and the model of an index, each opened when it is first needed."""

    def __init__(self, folder: Path, notice: Callable[[str], None] = lambda _: None) -> None:
        self.folder = folder
        self._notice = notice
        self._keep = False
        self._encoder: Encoder | None = None
        self._opened: tuple[Catalogue, Searcher] | None = None
        self._timelines: Timelines | None = None
        self._nearest_theme: NearestTheme | None = None

    @property
    def bundled(self) -> bool:
        """Whether the two bundled notes answer, because there is no index at ``folder`` yet."""
        if self.folder.exists() and not self.folder.is_dir():
            raise IndexProblem(f"{self.folder} is a file, not an index folder.", "Name a folder.")
        return not (self.folder / FILE_NAME).exists()

    @property
    def _home(self) -> Path:
        return bundled.folder() if self.bundled else self.folder

    def _open(self) -> tuple[Catalogue, Searcher]:
        if self._opened is None:
            if self.bundled:
                bundled.make(self._home, self._model)
            catalogue = Catalogue(self._home)
            self._opened = catalogue, Searcher(catalogue, lambda: self._store(catalogue))
        return self._opened

    @property
    def _catalogue(self) -> Catalogue:
        return self._open()[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._keep:
            self.close()

    def kept_open(self) -> Self:
        """The same index, which leaving a ``with`` no longer closes."""
        self._keep = True
        return self

    def close(self) -> None:
        """Release the files. Closing twice is harmless."""
        if self._opened is not None:
            self._opened[1].tables.close()
            self._opened[0].close()
            self._opened = self._timelines = None

    @property
    def waiting(self) -> int:
        """How many texts have no vector yet and are found by their words only."""
        return waiting(self._catalogue)

    @property
    def undated(self) -> int:
        """How many meetings have no date, so that a date filter leaves them out."""
        return self._count("meetings WHERE date IS NULL")

    @property
    def empty(self) -> bool:
        """Whether the index holds no meeting at all."""
        return self._count("(SELECT 1 FROM meetings LIMIT 1)") == 0

    def _count(self, of: str, values: dict[str, str] | None = None) -> int:
        ((count,),) = self._catalogue.rows(f"SELECT count(*) FROM {of}", values or {})
        return int(count)

    def _model(self) -> Encoder:
        if self._encoder is None:
            recorded = None
            if not self.bundled:
                # Opened for this alone: a reader kept open while ingest ends would leave its log beside the catalogue.
                with Catalogue(self.folder) as catalogue:
                    recorded = catalogue.meta("model")
            self._encoder = self._open_model(recorded)
        return self._encoder

    def _open_model(self, name: str | None) -> Encoder:
        from ipp_search.index.models import open_encoder

        return open_encoder(settings.cache_folder(), self._notice, name)

    def _theme_near(self, words: str, known: Mapping[str, Theme]) -> str | None:
        """The theme that some words come nearest to in meaning, if they are near to any."""
        if self._nearest_theme is None or self._nearest_theme.known != known:
            self._nearest_theme = NearestTheme(known, self._model())
        return self._nearest_theme.of(words)

    def _store(self, catalogue: Catalogue) -> VectorStore:
        from ipp_search.index.chroma import VectorStore

        return VectorStore(catalogue.folder, vectors_server(catalogue))
