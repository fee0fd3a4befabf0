"""Acronyms of a theme: short forms that the records themselves give its phrases, and long ones that they give a short.

An acronym counts from the meeting of its own group on that first states it ("Executive Director (ED)"), or that first
has both it and the words whose initials it is, so that neither what comes later nor what another group says changes a
row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.words.acronyms import SMALL, initials
from ipp_search.query.collection.table import Table
from ipp_search.query.collection.vocabulary import Vocabulary
from ipp_search.query.collection.word_forms import is_phrase
from ipp_search.query.question.parse import STOPWORDS
from ipp_search.query.themes.file import Theme
from ipp_search.query.timeline.forms import Acronym
from ipp_search.query.timeline.headings import Headings

_NEVER = np.iinfo(np.int64).max
_WORD = re.compile(r"[^\W_][\w’'-]*")
_CAPITAL = re.compile(r"\b[^\W\d_]")
_FEWEST = 2  # words whose initials are an acronym
_OTHERS = frozenset({"am", "pm", "ok", "us", "uk", "eu", "tv"})  # in capitals everywhere, and short for something else


class Acronyms:
    """Finds them in a catalogue.

    Args:
        catalogue: where the records are.
        table: its passages.
        headings: its headings.
        vocabulary: where their words stand.
        places: each meeting's place in time by its row id.
        when: that of each passage's meeting, by the rows of the table.
        groups: the places of each group's meetings.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        table: Table,
        headings: Headings,
        vocabulary: Vocabulary,
        places: Mapping[int, int],
        when: NDArray[np.int64],
        groups: Sequence[NDArray[np.int64]],
    ) -> None:
        self._catalogue = catalogue
        self._table = table
        self._headings = headings
        self._places = places
        self._groups = groups
        self._when = when
        self._vocabulary = vocabulary
        self._stated: dict[tuple[str, str], list[int]] = {}
        self._spelt: dict[str, dict[str, list[int]]] = {}
        for short, long, stated, meeting in catalogue.rows("SELECT short, long, stated, meeting_id FROM spelt_out"):
            if stated:
                self._stated.setdefault((short, long.casefold()), []).append(places[meeting])
            else:
                self._spelt.setdefault(short, {}).setdefault(long.casefold(), []).append(places[meeting])
        self._people = self._initials_of_people(catalogue)

    def _initials_of_people(self, catalogue: Catalogue) -> dict[str, list[int]]:
        """The places of the meetings where initials are those of somebody who attended, spoke or is to do something."""
        found: dict[str, list[int]] = {}
        for meeting, names in catalogue.rows("SELECT id, attendees FROM meetings"):
            for name in json.loads(names):
                found.setdefault("".join(_CAPITAL.findall(name)).upper(), []).append(self._places[meeting])
        for column in ("owner", "speaker"):
            for meeting, name in catalogue.rows(
                f"SELECT DISTINCT meeting_id, {column} FROM passages WHERE {column} IS NOT NULL"
            ):
                for word in _WORD.findall(name):
                    if word.isupper():
                        found.setdefault(word, []).append(self._places[meeting])
        return found

    def rows(self, acronym: Acronym) -> NDArray[np.int64]:
        """The rows of passages that have an acronym as it is written, or the words that it stands for."""
        ids = self._vocabulary.with_phrase(acronym.form)
        if acronym.is_short:
            ids = [id_ for id_, passage in lookup.texts(self._catalogue, ids).items() if acronym.spans(passage)]
        return self._table.rows(ids)

    def _meetings(self, acronym: Acronym) -> NDArray[np.int64]:
        """The places in time of the meetings that have a form of a phrase, in a passage or a heading."""
        return np.union1d(self._when[self.rows(acronym)], self._headings.times_of(acronym))

    def of(self, theme: Theme) -> Iterator[Acronym]:
        """Those of a theme's phrases, in the order of the phrases."""
        always = np.ones(len(self._places), dtype=np.bool_)
        for phrase in theme.phrases:
            shorts = self._initials(phrase)
            for (short, long), stated in sorted(self._stated.items()):
                if is_phrase(long, phrase):
                    yield Acronym(phrase, short, self._since(stated))
                    shorts.discard(short)
                elif short == phrase:
                    yield Acronym(phrase, long, self._since(stated))
            if shorts:
                spoken = self._meetings(Acronym(phrase, phrase.lower(), always))
                for short in sorted(shorts):
                    yield Acronym(phrase, short, self._since_both(spoken, Acronym(phrase, short, always)))
            if longs := self._spelt.get(phrase):
                own = set(self._meetings(Acronym(phrase, phrase, always)).tolist())
                for long, spelt in sorted(longs.items()):
                    if (phrase, long) not in self._stated and (both := own.intersection(spelt)):
                        yield Acronym(phrase, long, self._since(sorted(both)))

    def _initials(self, phrase: str) -> set[str]:
        """What the records print in capitals that are the initials of a phrase of several words."""
        words = _WORD.findall(phrase)
        if len([word for word in words if word.lower() not in SMALL]) < _FEWEST:
            return set()
        return {
            short
            for short in self._vocabulary.capitals(initials(words))
            if short.lower() not in STOPWORDS and short.lower() not in _OTHERS
        }

    def _since_both(self, spoken: NDArray[np.int64], acronym: Acronym) -> NDArray[np.bool_]:
        """From where an acronym counts that is nowhere stated: the first meeting that has it and its words.

        Not where its group wrote it before it had the words, where it is somebody's initials, or where it is stated
        to be short for something else: then it was that before.
        """
        written = self._meetings(acronym)
        counts = self._since(np.intersect1d(spoken, written).tolist())
        for group in self._groups:
            own = np.isin(written, group)
            if own.any() and not counts[written[own].min()]:
                counts[group] = False
        texts = lookup.texts(self._catalogue, self._table.ids[rows := self.rows(acronym)].tolist())
        tagged = [
            int(place)
            for place, text in zip(self._when[rows], texts.values(), strict=True)
            if f"{acronym.form}:" in text
        ]
        others = [place for (form, _), stated in self._stated.items() if form == acronym.form for place in stated]
        return counts & ~self._since([*self._people.get(acronym.form, ()), *others, *tagged])

    def _since(self, stated: Sequence[int]) -> NDArray[np.bool_]:
        counts = np.zeros(len(self._places), dtype=np.bool_)
        for group in self._groups:
            first = min((place for place in stated if place in group), default=_NEVER)
            counts[group[group >= first]] = True
        return counts
