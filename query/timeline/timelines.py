"""Follows themes through the meetings: who spoke to one when, how much, in which words, and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ipp_search.errors import BadQuestion
from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.encoding.arrays import Floats
from ipp_search.index.encoding.encoder import Encoder
from ipp_search.index.encoding.models import check_model
from ipp_search.index.filters import Filters
from ipp_search.ingest.records import Meeting, Passage
from ipp_search.query.collection.table import Table, Tables
from ipp_search.query.collection.vocabulary import Vocabulary
from ipp_search.query.collection.word_forms import Word, words_of
from ipp_search.query.themes.file import Theme
from ipp_search.query.themes.marks import Mark, decided
from ipp_search.query.timeline import relevance
from ipp_search.query.timeline.acronyms import Acronym, Acronyms
from ipp_search.query.timeline.changes import History
from ipp_search.query.timeline.counts import spans_of
from ipp_search.query.timeline.evidence import Evidence
from ipp_search.query.timeline.headings import Headings
from ipp_search.query.timeline.narrative import story_of
from ipp_search.query.timeline.provenance import Provenance, provenance_of
from ipp_search.query.timeline.records import Change, ThemePassage, Timeline, TimelineRow

_WORTH_QUOTING = 4  # words
_BEHIND = 10.0  # more than all that a passage can have for a theme


class Timelines:
    """Makes timelines from a catalogue; holds its arrays for as long as it lives.

    Made and used inside one snapshot of the catalogue, see ``current``.

    Args:
        catalogue: where the records are.
        tables: its passages as arrays.
        encoder: the model of the index.

    Raises:
        IndexMismatch: the index was made with another model.
    """

    def __init__(self, catalogue: Catalogue, tables: Tables, encoder: Encoder) -> None:
        check_model(catalogue, encoder.name)
        self._catalogue = catalogue
        self._encoder = encoder
        self._vocabulary = Vocabulary(catalogue)
        self._version = catalogue.version()
        self._table: Table = tables.whole()
        self._meetings: list[Meeting] = [held.meeting for held in lookup.meetings(catalogue)]
        places = dict(zip(lookup.meeting_ids(catalogue), range(len(self._meetings)), strict=True))
        series: dict[str | None, list[int]] = {}
        for n, meeting in enumerate(self._meetings):
            series.setdefault(meeting.series, []).append(n)
        self._groups = [np.array(group, dtype=np.int64) for group in series.values()]
        self._headings = Headings(catalogue, places)
        self._acronyms = Acronyms(catalogue, places, self._groups)
        header = {id_ for (id_,) in catalogue.rows("SELECT id FROM passages WHERE kind = 'header'")}
        self._when = np.array([places[id_] for id_ in self._table.meeting.tolist()], dtype=np.int64)
        self._section = self._headings.rows(self._table.section)
        self._counts = np.array([id_ not in header for id_ in self._table.ids.tolist()], dtype=np.bool_)
        self._size = self._up_to_each(np.concatenate([self._when[self._counts], self._headings.times()]))
        self._words = self._by_meeting(self._counts, self._table.words)

    def _by_meeting(self, chosen: NDArray[np.bool_], weights: Floats | None = None) -> NDArray[np.float64]:
        return np.bincount(
            self._when[chosen], None if weights is None else weights[chosen], minlength=len(self._meetings)
        ).astype(np.float64)

    def current(self) -> bool:
        """Whether the catalogue is as it was when the arrays were made."""
        return self._version == self._catalogue.version()

    def follow(self, themes: Sequence[Theme], filters: Filters, marks: Sequence[Mark] = ()) -> list[Timeline]:
        """A timeline for each theme.

        Every row is judged on all the records up to its meeting. ``filters`` on meetings tell which get a row. What
        ``marks`` put in or out is in or out.

        Raises:
            BadQuestion: a theme has a question that is longer than the model reads.
        """
        shown = lookup.meeting_places(self._catalogue, filters)
        asked = [theme.questions or (theme.name,) for theme in themes]
        for question in (question for questions in asked for question in questions):
            if self._encoder.count_tokens(question) > self._encoder.max_tokens:
                raise BadQuestion(
                    f"The theme “{question[:60]} …” is longer than the model reads.", "Name its main point."
                )
        vectors = self._encoder.encode_questions([question for questions in asked for question in questions])
        provenance = provenance_of(self._encoder.name, self._meetings, marks)
        timelines, at = [], 0
        for theme, questions in zip(themes, asked, strict=True):
            marked = self._marked(decided(marks, theme.name))
            followed = self._follow(theme, vectors[at : at + len(questions)], shown, marked, provenance)
            timelines.append(replace(followed, limits=filters.as_dict()))
            at += len(questions)
        return timelines

    def _marked(self, marks: Mapping[str, Mark]) -> dict[int, Mark]:
        """Marks by their passages' rows of the table; one whose id is gone stands by its words, where they are once."""
        rows = lookup.marked(self._catalogue, [(mark.passage, mark.text) for mark in marks.values()])
        return {
            int(self._table.rows([id_])[0]): mark
            for id_, mark in zip(rows, marks.values(), strict=True)
            if id_ is not None
        }

    def _follow(
        self, theme: Theme, vectors: Floats, shown: frozenset[int], marked: Mapping[int, Mark], provenance: Provenance
    ) -> Timeline:
        acronyms = list(self._acronyms.of(theme))
        evidence = self._evidence(theme, vectors, acronyms)
        found_here = evidence.speaks() & self._counts & ~self._excluded(theme)
        chosen = found_here.copy()
        for row, mark in marked.items():
            chosen[row] = mark.mark == "in"
        left_out = self._by_meeting(found_here & ~chosen)
        speaking = np.flatnonzero(chosen)
        in_time = speaking[np.argsort(self._when[speaking], kind="stable")]
        spoken = self._by_meeting(chosen & self._counts, self._table.words)
        begins = np.searchsorted(self._when[in_time], np.arange(len(self._meetings) + 1))
        order = evidence.order()
        history: dict[str | None, History] = {}
        first: dict[str | None, int] = {}
        found: list[tuple[int, list[int], Change | None]] = []
        earlier: dict[int, int] = {}
        for n, meeting in enumerate(self._meetings):
            own = in_time[begins[n] : begins[n + 1]]
            before = history.setdefault(meeting.series, History(self._table))
            if meeting.date and len(own):
                first.setdefault(meeting.series, n)
            if n in shown:
                best = own[np.argsort(-order[own], kind="stable")]
                earlier |= before.taken_up_by(best)
                # Where an undated meeting stands in time is unknown, so nothing is said of what it changed.
                found.append((n, best.tolist(), before.change(bool(len(own))) if meeting.date else None))
            before.add(own)
        begun = {series: in_time[begins[n]] for series, n in first.items() if n not in shown}
        cited = {row for _, best, _ in found for row in best} | set(earlier.values()) | set(begun.values())
        passages = self._passages(cited)
        rows = [
            TimelineRow(
                self._meetings[n],
                int(spoken[n]),
                int(self._words[n]),
                change,
                tuple(
                    ThemePassage(
                        passages[row],
                        evidence.reasons(row) if found_here[row] else ("marked",),
                        passages.get(earlier.get(row, -1)),
                        spans_of(passages[row].text, theme, [a for a in acronyms if a.since[n]]),
                        marked.get(row),
                    )
                    for row in best
                ),
                int(left_out[n]),
            )
            for n, best, change in found
        ]
        story = story_of(theme.name, rows, {series: passages[row] for series, row in begun.items()})
        return Timeline(theme.name, theme.description, tuple(rows), story, theme, provenance)

    def _passages(self, rows: set[int]) -> dict[int, Passage]:
        """Passages by their rows of the table."""
        ids = {row: int(self._table.ids[row]) for row in rows}
        found = lookup.passages(self._catalogue, ids.values())
        return {row: found[id_] for row, id_ in ids.items()}

    def _evidence(self, theme: Theme, vectors: Floats, acronyms: Sequence[Acronym]) -> Evidence:
        size = len(self._table.ids)
        heading = self._headings.with_phrases(theme.words)
        literal = np.ones(size, dtype=np.bool_)
        for phrase in theme.literal:
            literal &= np.isin(np.arange(size), self._table.rows(lookup.with_letters(self._catalogue, phrase)))
        words, meaning, near = (np.zeros(size, dtype=np.float32) for _ in range(3))
        if theme.literal and not theme.questions:
            words[literal] = 1
        for phrase in theme.words:
            words[self._rows(phrase)] = 1
        for acronym in acronyms:
            rows = self._written(acronym)
            words[rows[acronym.since[self._when[rows]]]] = 1
            heading = np.maximum(heading, self._headings.with_acronym(acronym))
        for n, (vector, similar) in enumerate(zip(vectors, self._table.similar(vectors), strict=True)):
            cosines, _ = self._table.cosines(similar)
            near = np.maximum(near, cosines)
            if theme.questions:
                asked = words_of(theme.questions[n])
                cover, seen = self._cover(asked)
                rarity = relevance.rarity(seen, self._size, [word.qualifier for word in asked])
                meaning = np.maximum(meaning, relevance.passages_that_speak(cover, rarity[self._when], cosines))
                heading = np.maximum(heading, self._headings.that_speak(asked, rarity, vector))
        hardly = np.where(self._table.words < _WORTH_QUOTING, np.float32(_BEHIND), np.float32(0))
        heading = self._headings.inherited(self._headings.without_phrases(heading, theme.exclude))[self._section]
        return Evidence(heading * literal, words * literal, meaning * literal, near, hardly)

    def _excluded(self, theme: Theme) -> NDArray[np.bool_]:
        out = np.zeros(len(self._table.ids), dtype=np.bool_)
        for phrase in theme.exclude:
            out[self._rows(phrase)] = True
        return out

    def _rows(self, phrase: str) -> NDArray[np.int64]:
        return self._table.rows(self._vocabulary.with_phrase(phrase))

    def _written(self, acronym: Acronym) -> NDArray[np.int64]:
        """The rows of passages that have an acronym as it is written, or the words that it stands for."""
        ids = self._vocabulary.with_phrase(acronym.form)
        if acronym.is_short:
            ids = [id_ for id_, passage in lookup.texts(self._catalogue, ids).items() if acronym.spans(passage)]
        return self._table.rows(ids)

    def _cover(self, words: Sequence[Word]) -> tuple[Floats, Floats]:
        """How far each passage has each word, ``(passages, k)``; by each meeting, how many had, ``(meetings, k)``."""
        cover = np.zeros((len(self._table.ids), len(words)), dtype=np.float32)
        seen = np.zeros((len(self._meetings), len(words)), dtype=np.float32)
        for k, word in enumerate(words):
            inflected, spelt = (self._table.rows(ids) for ids in self._vocabulary.forms(word))
            cover[inflected, k] = 0 if word.name else relevance.INFLECTED
            cover[spelt, k] = 1
            seen[:, k] = self._up_to_each(np.concatenate([self._when[spelt], self._headings.with_word(word)]))
        return cover, seen

    def _up_to_each(self, times: NDArray[np.int64]) -> Floats:
        """How many of some places in time lie in each meeting's own group, at or before it.

        So what another group says changes no row of this one.
        """
        held = np.bincount(times, minlength=len(self._meetings))
        total = np.empty(len(held), dtype=np.float32)
        for group in self._groups:
            total[group] = held[group].cumsum()
        return total
