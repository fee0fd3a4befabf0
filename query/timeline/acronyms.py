"""Acronyms of a theme: short forms that the records themselves give its phrases, and long ones that they give a short.

An acronym counts from the meeting of its own group on that first states it ("Executive Director (ED)"), so that neither
what comes later nor what another group says changes a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.catalogue import Catalogue
from ipp_search.query.themes.file import Theme

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Acronym:
    """A form that stands for a phrase of the theme; ``since`` is, for each meeting, whether it counts there."""

    phrase: str
    form: str
    since: NDArray[np.bool_]

    @property
    def is_short(self) -> bool:
        """Whether it is the acronym, which is written in capitals, and not the words that it stands for."""
        return self.form.isupper()

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the acronym stands in a text."""
        return [found.span() for found in _written(self.form).finditer(text)]


def _written(short: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(short)}(?:['’]?s)?\b")


class Acronyms:
    """Finds them in a catalogue.

    Args:
        catalogue: where the records are.
        places: each meeting's place in time by its row id.
        groups: the places of each group's meetings.
    """

    def __init__(self, catalogue: Catalogue, places: dict[int, int], groups: Sequence[NDArray[np.int64]]) -> None:
        self._places = places
        self._groups = groups
        self._stated: dict[tuple[str, str], list[int]] = {}
        for short, long, meeting in catalogue.rows("SELECT short, long, meeting_id FROM spelt_out WHERE stated = 1"):
            self._stated.setdefault((short, long.casefold()), []).append(places[meeting])

    def of(self, theme: Theme) -> Iterator[Acronym]:
        """Those of a theme's phrases, in the order of the phrases."""
        for phrase in theme.phrases:
            for (short, long), stated in sorted(self._stated.items()):
                if long == phrase.casefold():
                    yield Acronym(phrase, short, self._since(stated))
                elif short == phrase:
                    yield Acronym(phrase, long, self._since(stated))

    def _since(self, stated: Sequence[int]) -> NDArray[np.bool_]:
        counts = np.zeros(len(self._places), dtype=np.bool_)
        for group in self._groups:
            first = min((place for place in stated if place in group), default=_NEVER)
            counts[group[group >= first]] = True
        return counts
