"""Words of like meaning: ``prison`` where a question says ``jail``, by the vectors of single words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.stems import stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ipp_search.index.encoder import Vectors

# Swept on the graded questions of tests/quality over minutes; broad optima (bench/README.md).
_LIKE = 0.55  # cosine of two words; below it, they are of one field but not of one meaning
_MOST = 8  # words for one of the question

Kindred = Mapping[str, Sequence[tuple[str, float]]]
"""For each word of a question, stems of like meaning with their cosine, the likest first."""


class WordVectors:
    """The words of the written minutes of a catalogue, with their vectors; kept until the catalogue changes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._loaded: tuple[int, list[str], NDArray[np.float32]] | None = None

    def _load(self) -> tuple[list[str], NDArray[np.float32]]:
        import numpy as np

        version = self._catalogue.version()
        if self._loaded is None or self._loaded[0] != version:
            rows = self._catalogue.rows("SELECT stem, vector FROM words WHERE vector IS NOT NULL ORDER BY word")
            vectors = np.frombuffer(b"".join(vector for _, vector in rows), dtype=np.float16).astype(np.float32)
            self._loaded = version, [stem for stem, _ in rows], vectors.reshape(len(rows), -1 if rows else 0)
        return self._loaded[1:]

    def empty(self) -> bool:
        """Whether there are none, as where all records are transcripts."""
        return not self._load()[0]

    def kindred(self, words: Sequence[str], vectors: Vectors) -> Kindred:
        """The stems most like each of some words, whose vectors are given, but for its own."""
        import numpy as np

        stems, known = self._load()
        found: dict[str, list[tuple[str, float]]] = {}
        for word, vector in zip(words, vectors, strict=True):
            own, like = stem(word), known @ vector
            near = np.flatnonzero(like >= _LIKE)
            best: dict[str, float] = {}
            for place in near[np.argsort(-like[near], kind="stable")].tolist():
                if stems[place] != own:
                    best.setdefault(stems[place], float(like[place]))
                if len(best) == _MOST:
                    break
            found[word] = list(best.items())
        return found
