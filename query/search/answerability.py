"""Whether the records answer a question: answered, nearest (they may not speak to it), or nothing.

Scores order passages; they do not tell an answer from the nearest miss. What does, over minutes, means the same in any
collection: how much of the question rests on a word that the first passages do not have, how much of it no one
passage has together, whether the best passage comes nearer to the question without the words which it does not have,
and how far it stands above the rest of this very index. Cosines alone do not carry over from one collection to another
(bench/README.md).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ipp_search.index.encoding.arrays import Floats
from ipp_search.query.search.results import Answer


@dataclass(frozen=True, slots=True)
class AnswerFeatures:
    """What is known of the best passages for a question.

    Attributes:
        missing: largest share, 0 to 1, of the question's idf that rests on one word the first passages do not have.
        apart: the same within the one passage, with its heading, that lacks least.
        nearer: how much nearer, in cosine, the best passage comes to the question when that is asked without the words
            which the passage does not have; below 0, at least -0.15, where it says them in others.
        kept: cosine of the question with itself without these words.
        lead: how far the best score stands above the tenth best of all that were scored, at least 0.
        known: share, 0 to 1, of the question's idf on words that some passage has, or that have a near neighbour.
        score: of the best passage.
        cosine: of the best passage with the question, and what its heading adds.
        unlike: share of the question's idf on words that no passage has, nor one like it, damped in a small index.
        length: natural logarithm of the number of the question's words.
        searched: natural logarithm of the number of passages that may be hits.
        spoken: whether the best passage is of a transcript.
    """

    missing: float
    apart: float
    nearer: float
    kept: float
    lead: float
    known: float
    score: float
    cosine: float
    unlike: float
    length: float
    searched: float
    spoken: bool


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """A logistic regression over ``AnswerFeatures``, and the chance, by it, from which a question is answered."""

    weights: Mapping[str, float]
    intercept: float
    bar: float

    def chance(self, features: AnswerFeatures) -> float:
        """The chance, 0 to 1, that the passages answer the question."""
        values = asdict(features)
        return 1 / (1 + math.exp(-self.intercept - sum(w * values[name] for name, w in self.weights.items())))


# Fitted on two notes, 46 plenaries and the minutes of eight other bodies, each collection and outcome weighed alike, by
# bench/judge.py, which tells how each does while it is left out. The bar is where few near misses are answered there.
_MINUTES = LogisticModel(
    {"missing": -10.82, "apart": -7.05, "nearer": -11.03, "kept": 1.28, "lead": 2.76}, intercept=0.57, bar=0.6
)
# Training questions of QMSum, asked of their meeting, of one in another field and of all. Many that are meant for
# one meeting could be asked of any, hence the low bar.
_TRANSCRIPTS = LogisticModel(
    {"cosine": 24.66, "unlike": -6.99, "length": -0.51, "searched": -0.33}, intercept=-2.41, bar=0.03
)
# Nothing is said only where the best passage has a low score, and what is asked is unknown to the records or far from
# all they say: of 213 answerable questions of the fit none is. The least of them have 0.39 (score; its cosine is 0.28)
# and 0.46 (known); those with a cosine below 0.2 score 0.5 and more.
_NO_SCORE = 0.4
_UNKNOWN = 0.45
_FAR = 0.2


def chance_of_answer(features: AnswerFeatures) -> float:
    """The chance, 0 to 1, that the records answer the question."""
    return (_TRANSCRIPTS if features.spoken else _MINUTES).chance(features)


def judged(features: AnswerFeatures) -> Answer:
    """Which of the three answers is given."""
    strange = features.known < _UNKNOWN or (features.cosine < _FAR and not features.spoken)
    lost = features.score < _NO_SCORE and strange
    if lost and not features.spoken:
        return "nothing"
    if chance_of_answer(features) >= (_TRANSCRIPTS if features.spoken else _MINUTES).bar:
        return "answered"
    return "nothing" if lost else "nearest"


def largest_missing(weights: Floats, had: Floats) -> Floats:
    """In each passage the largest share, 0 to 1, of the words' weight that rests on one word it does not have.

    Args:
        weights: of each word, ``(words,)``.
        had: how far, 0 to 1, each passage has each word, ``(passages, words)``.
    """
    shares = weights / max(float(weights.sum()), 1e-6)
    largest: Floats = (shares * (1 - had)).max(axis=1)
    return largest
