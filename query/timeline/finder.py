"""Finds what the passages of an index have for a theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.encoding.arrays import Floats
from ipp_search.query.collection.table import Table
from ipp_search.query.collection.vocabulary import Vocabulary
from ipp_search.query.collection.word_forms import Word, has_phrase, words_of
from ipp_search.query.question.parse import STOPWORDS
from ipp_search.query.themes.file import Theme
from ipp_search.query.timeline import relevance
from ipp_search.query.timeline.acronyms import Acronyms
from ipp_search.query.timeline.evidence import Evidence
from ipp_search.query.timeline.forms import Acronym
from ipp_search.query.timeline.headings import Headings
from ipp_search.query.timeline.leads import Leads

_WORTH_QUOTING = 4  # words
_BEHIND = 10.0  # more than all that a passage can have for a theme


def _has_all(words: Sequence[Word], text: str) -> bool:
    return all(word.spelt_in(text) for word in words)


class Finder:
    """Holds a catalogue's arrays.

    Args:
        catalogue: where the records are.
        table: its passages.
        places: each meeting's place in time by its row id.
        groups: the places of each group's meetings.
    """

    def __init__(
        self, catalogue: Catalogue, table: Table, places: Mapping[int, int], groups: Sequence[NDArray[np.int64]]
    ) -> None:
        self._catalogue = catalogue
        self._table = table
        self._groups = groups
        self._vocabulary = Vocabulary(catalogue)
        self._headings = Headings(catalogue, places)
        self._leads = Leads(catalogue, table)
        self._section = self._headings.rows(table.section)
        header = {id_ for (id_,) in catalogue.rows("SELECT id FROM passages WHERE kind = 'header'")}
        self.is_matter = np.array([id_ not in header for id_ in table.ids.tolist()], dtype=np.bool_)
        """Which passages, by their rows of the table, are no part of a record's header."""
        self.when = np.array([places[id_] for id_ in table.meeting.tolist()], dtype=np.int64)
        """The place in time of each passage's meeting."""
        self._acronyms = Acronyms(catalogue, table, self._headings, self._vocabulary, places, self.when, groups)
        self._meetings = len(places)
        self._size = self._up_to_each(np.concatenate([self.when[self.is_matter], self._headings.times()]))

    def acronyms(self, theme: Theme) -> list[Acronym]:
        """Those of a theme's phrases."""
        return list(self._acronyms.of(theme))

    def excluded(self, theme: Theme) -> NDArray[np.bool_]:
        """Which passages have a phrase that rules them out."""
        out = np.zeros(len(self._table.ids), dtype=np.bool_)
        for phrase in theme.exclude:
            out[self._rows(phrase)] = True
        return out

    def evidence(self, theme: Theme, vectors: Floats, acronyms: Sequence[Acronym]) -> Evidence:
        """What the passages have for a theme; ``vectors`` are those of its questions, or of its name if it has none."""
        size = len(self._table.ids)
        heading = self._headings.with_phrases(theme.words)
        literal = np.ones(size, dtype=np.bool_)
        for phrase in theme.literal:
            literal &= np.isin(np.arange(size), self._table.rows(lookup.with_letters(self._catalogue, phrase)))
        words, meaning, near = (np.zeros(size, dtype=np.float32) for _ in range(3))
        below = np.zeros(size, dtype=np.bool_)
        if theme.literal and not theme.questions:
            words[literal] = 1
        for phrase in theme.words:
            words[self._rows(phrase)] = 1
        for acronym in acronyms:
            rows = self._acronyms.rows(acronym)
            words[rows[acronym.since[self.when[rows]]]] = 1
            heading = np.maximum(heading, self._headings.with_acronym(acronym))
        below |= self._leads.below(
            words > 0,
            lambda label: (
                any(has_phrase(label, phrase) for phrase in theme.words)
                or any(acronym.stands_in(label) for acronym in acronyms)
            ),
        )
        for n, (vector, similar) in enumerate(zip(vectors, self._table.similar(vectors), strict=True)):
            cosines, _ = self._table.cosines(similar)
            near = np.maximum(near, cosines)
            if theme.questions:
                asked = words_of(theme.questions[n])
                cover, seen = self._cover(asked)
                rarity = relevance.rarity(seen, self._size, [word.qualifier for word in asked])
                rare = rarity[self.when]
                speaks = relevance.passages_that_speak(cover, rare, cosines)
                members = relevance.members(asked, theme.questions[n])
                whole = self._rows(theme.questions[n]) if members else np.zeros(0, dtype=np.int64)
                fixed = relevance.is_fixed(self._up_to_each(self.when[whole]), seen)
                for own in members:
                    of_one = relevance.passages_that_speak(cover[:, own], rare[:, own], cosines)
                    speaks = np.maximum(speaks, relevance.of_member(of_one, cosines, fixed[self.when]))
                meaning = np.maximum(meaning, speaks)
                telling = [word for word in asked if word.spelt not in STOPWORDS]
                below |= self._leads.below(speaks > 0, partial(_has_all, telling))
                heading = np.maximum(heading, self._headings.that_speak(asked, rarity, vector, members, fixed))
        hardly = np.where(self._table.words < _WORTH_QUOTING, np.float32(_BEHIND), np.float32(0))
        heading = self._headings.inherited(self._headings.without_phrases(heading, theme.exclude))[self._section]
        heading = np.maximum(heading, below * np.float32(relevance.SPEAKS))
        return Evidence(heading * literal, words * literal, meaning * literal, near, hardly)

    def _rows(self, phrase: str) -> NDArray[np.int64]:
        return self._table.rows(self._vocabulary.with_phrase(phrase))

    def _cover(self, words: Sequence[Word]) -> tuple[Floats, Floats]:
        """How far each passage has each word, ``(passages, k)``; by each meeting, how many had, ``(meetings, k)``."""
        cover = np.zeros((len(self._table.ids), len(words)), dtype=np.float32)
        seen = np.zeros((self._meetings, len(words)), dtype=np.float32)
        for k, word in enumerate(words):
            inflected, spelt = (self._table.rows(ids) for ids in self._vocabulary.forms(word))
            cover[inflected, k] = 0 if word.name else relevance.INFLECTED
            cover[spelt, k] = 1
            seen[:, k] = self._up_to_each(np.concatenate([self.when[spelt], self._headings.with_word(word)]))
        return cover, seen

    def _up_to_each(self, times: NDArray[np.int64]) -> Floats:
        """How many of some places in time lie in each meeting's own group, at or before it.

        So what another group says changes no row of this one.
        """
        held = np.bincount(times, minlength=self._meetings)
        total = np.empty(len(held), dtype=np.float32)
        for group in self._groups:
            total[group] = held[group].cumsum()
        return total
