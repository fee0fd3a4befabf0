"""Whether the records speak to a question at all: the best passages judged by what they do not share with it.

Scores order passages; they do not tell an answer from the nearest miss. What does is how much of the question
has no word, nor one like it, in the records, or in the passages that come first: "salary of the editor" scores high
where editors are often spoken of and salaries are not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ipp_search.index.arrays import Floats


@dataclass(frozen=True, slots=True)
class _Judge:
    """A logistic regression on what is known, and the chance, by it, from which a question is answered."""

    cosine: float
    unlike: float
    missing: float
    words: float
    searched: float
    alone: float
    least: float


# On 133 questions that two notes and 46 committee plenaries answer and 100 that they do not, asked of both together, of
# the notes alone, and of both among the minutes of other groups and among transcripts.
_WRITTEN = _Judge(cosine=8.08, unlike=-6.1, missing=-21.84, words=0.86, searched=0.0, alone=-1.38, least=0.3)
# On training questions of QMSum, asked of their meeting, of one in another field and of all, and half of those above,
# asked of all its meetings. Many that are meant for one meeting could be asked of any, hence the low bar.
_SPOKEN = _Judge(cosine=24.66, unlike=-6.99, missing=0.0, words=-0.51, searched=-0.33, alone=-2.41, least=0.03)
_FULL_SIZE = 2300  # passages from which on a word that is missing tells all it can


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the best passage for a question, and of the question.

    ``cosine`` is its similarity, with its heading's; ``unlike`` the share of the question, each word by what it tells,
    that no passage of the kind has, nor a word like it; ``missing`` as ``most_missing`` has it; ``words`` the number
    of the question's words; ``searched`` that of the passages that may be hits, ``size`` that of all of the kind;
    ``spoken`` tells that the kind is talk.
    """

    cosine: float
    unlike: float
    missing: float
    words: int
    searched: int
    size: int
    spoken: bool


def is_answered(evidence: Evidence) -> bool:
    """Whether the records are likely enough to speak to the question."""
    return chance_of_answer(evidence) >= (_SPOKEN if evidence.spoken else _WRITTEN).least


def chance_of_answer(evidence: Evidence) -> float:
    """The chance, 0 to 1, that the records speak to the question."""
    judge = _SPOKEN if evidence.spoken else _WRITTEN
    # A few passages lack most words of the language; of many, a missing word is a missing subject.
    telling = min(1.0, math.log(evidence.size + 1) / math.log(_FULL_SIZE))
    odds = (
        judge.cosine * evidence.cosine
        + judge.unlike * evidence.unlike * telling**2
        + judge.missing * evidence.missing * telling**0.5
        + judge.words * math.log(max(evidence.words, 1))
        + judge.searched * math.log(max(evidence.searched, 1))
        + judge.alone
    )
    return 1 / (1 + math.exp(-odds))


def most_missing(weights: Floats, had: Floats) -> float:
    """The largest share, 0 to 1, of what the words looked for tell, that rests on one that no first passage has.

    Args:
        weights: what each word tells, ``(words,)``.
        had: how far, 0 to 1, each passage has each word, ``(passages, words)``.
    """
    shares = weights / max(float(weights.sum()), 1e-6)
    return float((shares * (1 - had.max(axis=0))).max())
