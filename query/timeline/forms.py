"""An acronym of a theme, or the words that it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipp_search.query.collection.word_forms import has_phrase


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
        """Where the acronym stands in a text; nowhere where all is in capitals, which tell nothing there."""
        return [] if text.isupper() and text != self.form else [m.span() for m in _written(self.form).finditer(text)]

    def stands_in(self, text: str) -> bool:
        """Whether a text has it."""
        return bool(self.spans(text)) if self.is_short else has_phrase(text, self.form)


def _written(short: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(short)}(?:['’]?s)?\b")
