"""Whether the records speak to a question at all: the best passage judged by what it does not share with it.

Scores order passages; they do not tell an answer from the nearest miss. What does is how much of the question
the records have no word for: "salary of the editor" scores high where editors are often spoken of and salaries never.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# A logistic regression on 133 questions that two notes and 46 committee plenaries answer and 100 that they do not,
# asked of both together and of the notes alone (bench/README.md). Cosines and shares run from 0 to 1.
_COSINE, _SHARED, _UNKNOWN, _UNLIKE, _WORDS, _ALONE = 4.55, 4.13, -3.33, -4.5, 1.48, -4.08
_FULL_SIZE = 2300  # passages from which on a word that stands nowhere tells all it can
LEAST = 0.32
"""The chance of being spoken to from which a question is answered."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the best passage for a question, and of the question.

    ``cosine`` is its similarity, with its heading's; ``shared`` the share of the question's words that it has, in these
    or like words; ``unknown`` the share that stands nowhere in the records, each word by what it tells; ``unlike`` the
    share of those that the records have no like word for either; ``words`` their number; ``size`` that of all passages.
    """

    cosine: float
    shared: float
    unknown: float
    unlike: float
    words: int
    size: int


def chance_of_answer(evidence: Evidence) -> float:
    """The chance, 0 to 1, that the records speak to the question."""
    # A few passages lack most words of the language; of many, a missing word is a missing subject.
    telling = min(1.0, math.log(evidence.size + 1) / math.log(_FULL_SIZE)) ** 2
    odds = (
        _COSINE * evidence.cosine
        + _SHARED * evidence.shared
        + _UNKNOWN * evidence.unknown * telling
        + _UNLIKE * evidence.unlike * telling
        + _WORDS * math.log(max(evidence.words, 1))
        + _ALONE
    )
    return 1 / (1 + math.exp(-odds))
