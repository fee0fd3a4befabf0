"""The headings of an index as arrays, and how they speak to a subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.encoding.arrays import Floats
from ipp_search.query.collection.word_forms import Word, has_phrase, in_order, words_of
from ipp_search.query.timeline import relevance
from ipp_search.query.timeline.forms import Acronym


class Headings:
    """Every heading of every meeting, row by row; row 0 stands for none.

    Args:
        catalogue: where they are.
        places: each meeting's place in time by its row id.
    """

    def __init__(self, catalogue: Catalogue, places: Mapping[int, int]) -> None:
        rows = catalogue.rows(
            "SELECT s.id, s.meeting_id, coalesce(s.parent_id, 0), s.subject, v.vector FROM sections s"
            " LEFT JOIN vectors v ON v.id = s.vector_id ORDER BY s.id"
        )
        self._ids = np.array([0, *(row[0] for row in rows)], dtype=np.int64)
        self._when = np.array([0, *(places[row[1]] for row in rows)], dtype=np.int64)
        self._parents = self.rows(np.array([0, *(row[2] for row in rows)], dtype=np.int64))
        subjects = {"": b"", **{row[3]: row[4] or b"" for row in rows}}
        numbers = {subject: n for n, subject in enumerate(subjects)}
        self._subject = np.array([0, *(numbers[row[3]] for row in rows)], dtype=np.int64)
        self._subjects = list(subjects)
        length = max(map(len, subjects.values()))
        self._vectors: Floats = np.frombuffer(
            b"".join(vector or bytes(length) for vector in subjects.values()), dtype=np.float32
        ).reshape(len(subjects), -1)
        self._spelt: dict[str, list[int]] = {}
        self._stem: dict[str, list[int]] = {}
        self._part: dict[str, list[int]] = {}
        self._run: dict[tuple[str, ...], list[int]] = {}
        for subject, n in numbers.items():
            for run in relevance.runs(in_order(subject)):
                self._run.setdefault(run, []).append(n)
            for word in words_of(subject):
                self._spelt.setdefault(word.spelt, []).append(n)
                self._stem.setdefault(word.stem, []).append(n)
                for part in word.parts:
                    self._part.setdefault(part, []).append(n)

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of sections by their row ids in the catalogue, 0 for none."""
        return np.searchsorted(self._ids, ids)

    def with_phrases(self, phrases: Sequence[str]) -> Floats:
        """1 for each heading that has one of some phrases in it, endings aside; else 0."""
        has = np.array([any(has_phrase(s, phrase) for phrase in phrases) for s in self._subjects], dtype=np.float32)
        found: Floats = has[self._subject]
        return found

    def with_acronym(self, acronym: Acronym) -> Floats:
        """1 for each heading of a time when it counts that has an acronym, or the words that it stands for; else 0."""
        if not acronym.is_short:
            return self.with_phrases([acronym.form]) * acronym.since[self._when]
        has = np.array([bool(acronym.spans(subject)) for subject in self._subjects], dtype=np.float32)
        found: Floats = has[self._subject] * acronym.since[self._when]
        return found

    def times_of(self, acronym: Acronym) -> NDArray[np.int64]:
        """The place in time of each heading that has a form."""
        found: NDArray[np.int64] = self._when[self.with_acronym(acronym) > 0]
        return found

    def without_phrases(self, strength: Floats, phrases: Sequence[str]) -> Floats:
        """The same strengths, 0 where a heading has one of some phrases in it."""
        return strength * (1 - self.with_phrases(phrases))

    def that_speak(
        self,
        words: Sequence[Word],
        rarity: Floats,
        vector: Floats,
        members: Sequence[NDArray[np.int64]],
        fixed: NDArray[np.bool_],
    ) -> Floats:
        """How strongly each heading speaks to a subject, 0 where it does not.

        ``rarity`` is that of its words by meeting, ``members`` which words those of an enumeration have, and ``fixed``
        tells, by meeting, whether the enumeration is one expression.
        """
        cover = np.stack([self._cover(word) for word in words], axis=1)[self._subject]
        cosines = self._vectors @ vector if self._vectors.shape[1] else np.zeros(len(self._subjects), dtype=np.float32)
        cosines, rare = cosines[self._subject], rarity[self._when]
        names = np.array([word.name for word in words])
        found = relevance.headings_that_speak(cover, rare, cosines, names)
        for own in members:
            of_one = relevance.headings_that_speak(cover[:, own], rare[:, own], cosines, names[own])
            found = np.maximum(found, relevance.of_member(of_one, cosines, fixed[self._when]))
        for run in relevance.runs([word.spelt for word in words]):
            named = np.isin(self._subject, self._run.get(run, []))
            found[named] = np.maximum(found[named], relevance.SPEAKS)
        found[0] = 0
        return found

    def with_word(self, word: Word) -> NDArray[np.int64]:
        """The place in time of each heading that has a word as it is spelt."""
        found: NDArray[np.int64] = self._when[np.isin(self._subject, self._spelt.get(word.spelt, []))]
        return found

    def times(self) -> NDArray[np.int64]:
        """The place in time of each heading."""
        return self._when[1:]

    def _cover(self, word: Word) -> Floats:
        """How far each distinct heading has a word."""
        cover = np.zeros(len(self._subjects), dtype=np.float32)
        for part in word.parts:
            cover[self._stem.get(part, [])] += np.float32(1 / len(word.parts))
        cover **= 2
        if not word.parts:
            cover[self._part.get(word.stem, [])] = relevance.INSIDE
        if not word.name:
            cover[self._stem.get(word.stem, [])] = relevance.INFLECTED
        cover[self._spelt.get(word.spelt, [])] = 1
        return cover

    def inherited(self, strength: Floats) -> Floats:
        """Each heading's strength, or that of a heading above it if that is greater.

        Of ``Action Plan & Panels`` only the heading below that speaks to plans inherits, not the one on panels.
        """
        shared = np.ones(len(strength), dtype=np.bool_)
        shared[self._parents[strength > 0]] = False
        while True:
            higher = np.maximum(strength, (strength * shared)[self._parents])
            if (higher == strength).all():
                return strength
            strength = higher
