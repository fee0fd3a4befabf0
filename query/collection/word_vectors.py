"""Words of like meaning: ``prison`` where a question says ``jail``, by the vectors of single words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.encoding.arrays import Floats, unit_vectors
from ipp_search.index.words.analyzer import by_letters, stem

# Swept on the graded questions of tests/quality over minutes; broad optima (bench/README.md).
_LIKE = 0.55  # cosine of two words; below it, they are of one field but not of one meaning
_MOST = 8  # words for one of the question
_KEPT = 2_000  # words of questions, of 1.5 kB each, that are in no record

Neighbours = Mapping[str, Sequence[tuple[str, float]]]
"""For each word of a question, stems of like meaning with their cosine, the likest first."""
ByWord = Mapping[str, "NDArray[np.float32]"]
"""The vector of each word of a question."""


class WordVectors:
    """The words of the written minutes of a catalogue, with their vectors; kept until the catalogue changes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._loaded: tuple[int, dict[str, int], list[str], NDArray[np.float32]] | None = None
        self._encoded: dict[str, NDArray[np.float32]] = {}

    def _load(self) -> tuple[dict[str, int], list[str], NDArray[np.float32]]:
        version = self._catalogue.version()
        if self._loaded is None or self._loaded[0] != version:
            rows = self._catalogue.rows("SELECT word, stem, vector FROM words WHERE vector IS NOT NULL ORDER BY word")
            vectors = unit_vectors([vector for _, _, vector in rows], np.float16)
            if vectors is None:
                raise self._catalogue.damaged("the vector of a word is not as it was written")
            places = {word: n for n, (word, _, _) in enumerate(rows)}
            self._loaded = version, places, [s for _, s, _ in rows], vectors
        return self._loaded[1:]

    def empty(self) -> bool:
        """Whether there are none, as where all records are transcripts."""
        return not self._load()[0]

    def vectors(self, words: Sequence[str], encode: Callable[[Sequence[str]], Floats]) -> ByWord:
        """The vectors of some words; ``encode``, the same each time, embeds those the records do not have, once."""
        places, _, known = self._load()
        if len(self._encoded) > _KEPT:
            self._encoded = {}
        unknown = [word for word in dict.fromkeys(words) if word not in places and word not in self._encoded]
        if unknown:
            self._encoded.update(zip(unknown, encode(unknown), strict=True))
        return {word: known[places[word]] if word in places else self._encoded[word] for word in words}

    def max_similarity(self, words: Sequence[str], vectors: ByWord, texts: Sequence[str]) -> Floats:
        """How like, 0 to 1, each text's likest word is to each of some words, ``(texts, words)``."""
        places, _, known = self._load()
        likeness = np.zeros((len(texts), len(words)), dtype=np.float32)
        asked = [n for n, word in enumerate(words) if word in vectors]
        if not asked:
            return likeness
        sought = np.stack([vectors[words[n]] for n in asked])
        for row, text in zip(likeness, texts, strict=True):
            rows = [places[word] for word in by_letters(text) if word in places]
            if rows:
                row[asked] = (sought @ known[rows].T).max(axis=1).clip(0, 1)
        return likeness

    def kindred(self, vectors: ByWord) -> Neighbours:
        """The stems most like each of some words, but for its own."""
        if not vectors:
            return {}
        _, stems, known = self._load()
        found: dict[str, list[tuple[str, float]]] = {}
        likeness = (np.stack(list(vectors.values())) @ known.T).clip(max=1)  # vectors are rounded
        for word, like in zip(vectors, likeness, strict=True):
            own = stem(word)
            near = np.flatnonzero(like >= _LIKE)
            best: dict[str, float] = {}
            for place in near[np.argsort(-like[near], kind="stable")].tolist():
                if stems[place] != own:
                    best.setdefault(stems[place], float(like[place]))
                if len(best) == _MOST:
                    break
            found[word] = list(best.items())
        return found
