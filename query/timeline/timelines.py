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
from ipp_search.query.themes.file import Theme
from ipp_search.query.themes.marks import Mark, decided
from ipp_search.query.timeline.changes import History
from ipp_search.query.timeline.counts import spans_of
from ipp_search.query.timeline.finder import Finder
from ipp_search.query.timeline.narrative import story_of
from ipp_search.query.timeline.provenance import Provenance, provenance_of
from ipp_search.query.timeline.records import Change, ThemePassage, Timeline, TimelineRow


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
        self._version = catalogue.version()
        self._table: Table = tables.whole()
        self._meetings: list[Meeting] = [held.meeting for held in lookup.meetings(catalogue)]
        places = dict(zip(lookup.meeting_ids(catalogue), range(len(self._meetings)), strict=True))
        series: dict[str | None, list[int]] = {}
        for n, meeting in enumerate(self._meetings):
            series.setdefault(meeting.series, []).append(n)
        self._groups = [np.array(group, dtype=np.int64) for group in series.values()]
        self._finder = Finder(catalogue, self._table, places, self._groups)
        self._when, self._counts = self._finder.when, self._finder.is_matter
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
        acronyms = self._finder.acronyms(theme)
        evidence = self._finder.evidence(theme, vectors, acronyms)
        found_here = evidence.speaks() & self._counts & ~self._finder.excluded(theme)
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
