"""What an open index shares: the catalogue, the arrays, the model, and the one door through which all is read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ipp_search import bundled, settings
from ipp_search.errors import IndexProblem, IppSearchError
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.database import FILE_NAME
from ipp_search.index.encoding.vectors_place import vectors_server
from ipp_search.query.search.ranking.settings import DEFAULT, SearchSettings
from ipp_search.query.search.searcher import Searcher
from ipp_search.query.themes.file import NearestTheme
from ipp_search.query.timeline.timelines import Timelines

if TYPE_CHECKING:
    from ipp_search.index.chroma import VectorStore
    from ipp_search.index.encoding.encoder import Encoder
    from ipp_search.query.themes.file import Theme


_Made = TypeVar("_Made")
_KEPT = 8  # answers that are kept; the ledger of 100,000 passages has some MB


@dataclass(frozen=True, slots=True)
class View:
    """One state of an index: whatever an ingest writes meanwhile, all that is read of it belongs together."""

    catalogue: Catalogue
    searcher: Searcher
    encoder: Callable[[], Encoder]
    """The model of the index, loaded when first called."""


class ReadingSession:
    """An index folder, its parts opened when they are first needed. Used by one thread at a time.

    Args:
        folder: where the index lies; where there is none yet, that of the bundled notes is read.
        notice: told, in a sentence, of anything that takes time.
        encoder: embeds texts in place of the model that the index names.
        ranking: what ranking weighs.
    """

    def __init__(
        self,
        folder: Path,
        notice: Callable[[str], None],
        encoder: Encoder | None = None,
        ranking: SearchSettings = DEFAULT,
    ) -> None:
        self.folder = folder
        self._ranking = ranking
        self._notice = notice
        self._given = self._encoder = encoder
        self._opened: View | None = None
        self._reading = False
        self._timelines: Timelines | None = None
        self._nearest_theme: NearestTheme | None = None
        self._kept: dict[Hashable, Any] = {}
        self._kept_of = -1

    @property
    def bundled(self) -> bool:
        """Whether the two bundled notes answer, because there is no index at ``folder`` yet.

        Raises:
            IndexProblem: ``folder`` is a file.
        """
        if self.folder.exists() and not self.folder.is_dir():
            raise IndexProblem(f"{self.folder} is a file, not an index folder.", "Name a folder.")
        return not (self.folder / FILE_NAME).exists()

    @contextmanager
    def reading(self) -> Iterator[View]:
        """The index in one state, for as long as the body runs; a body inside another sees the same state.

        Where the body ends in an error that is none of ours, the whole index is looked through for damage.

        Raises:
            IndexProblem: the index is damaged, or another version made it.
        """
        view = self._open()
        if self._reading:
            yield view
            return
        with view.catalogue.snapshot():
            self._reading = True
            try:
                yield view
            except IppSearchError:
                raise
            except Exception as error:
                if fault := view.catalogue.fault():
                    raise view.catalogue.damaged(fault) from error
                raise
            finally:
                self._reading = False

    def _open(self) -> View:
        # Another may have made an index at the folder meanwhile: from then on it answers, not the bundled notes.
        stands_in = self._opened is not None and self._opened.catalogue.folder != self.folder
        if stands_in and not self._reading and not self.bundled:
            self.close()
        if self._opened is None:
            home = self.folder
            if self.bundled:
                home = bundled.folder(self._given.name if self._given else "")
                bundled.make(home, self.encoder)
            catalogue = Catalogue(home)
            searcher = Searcher(catalogue, lambda: self.store(catalogue), self._ranking)
            self._opened = View(catalogue, searcher, self.encoder)
        return self._opened

    def close(self) -> None:
        """Release the files. Closing twice is harmless."""
        if self._opened is not None:
            self._opened.searcher.close()
            self._opened.catalogue.close()
            self._opened = self._timelines = None
            self._kept = {}

    def encoder(self) -> Encoder:
        """The model of the index.

        Raises:
            ModelProblem: it cannot be loaded.
        """
        if self._encoder is None:
            recorded = None
            if not self.bundled:
                # Opened for this alone: a reader kept open while ingest ends would leave its log beside the catalogue.
                with Catalogue(self.folder) as catalogue:
                    recorded = catalogue.meta("model")
            self._encoder = self._load(recorded)
        return self._encoder

    def _load(self, name: str | None) -> Encoder:
        from ipp_search.index.encoding.models import open_encoder

        return open_encoder(settings.cache_folder(), self._notice, name)

    def store(self, catalogue: Catalogue) -> VectorStore:
        """The vectors of a catalogue in Chroma, to be closed by whoever asks."""
        from ipp_search.index.chroma import VectorStore

        return VectorStore(catalogue.folder, vectors_server(catalogue))

    def timelines(self) -> Timelines:
        """What follows themes, prepared once for each state of the catalogue; for use inside ``reading``."""
        with self.reading() as view:
            if self._timelines is None or not self._timelines.current():
                self._timelines = Timelines(view.catalogue, view.searcher.tables, view.encoder())
            return self._timelines

    def kept(self, key: Hashable, make: Callable[[View], _Made]) -> _Made:
        """What is made of one state of the catalogue, kept until that changes; of few keys, the last ones asked for.

        Whoever is given it leaves it as it is.
        """
        with self.reading() as view:
            if self._kept_of != (version := view.catalogue.version()):
                self._kept, self._kept_of = {}, version
            made = self._kept.pop(key, None)
            self._kept[key] = make(view) if made is None else made
            if len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
            found: _Made = self._kept[key]
            return found

    def theme_near(self, words: str, known: Mapping[str, Theme]) -> str | None:
        """The theme that some words come nearest to in meaning, if they are near to any."""
        if self._nearest_theme is None or self._nearest_theme.known != known:
            self._nearest_theme = NearestTheme(known, self.encoder())
        return self._nearest_theme.of(words)
