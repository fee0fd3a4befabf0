"""Whether the records answer a question: answered, nearest (they may not speak to it), or nothing.

Scores order passages; they do not tell an answer from the nearest miss. What does, over minutes, means the same in any
collection: how much of the question rests on a word that the first passages do not have, how much of it no one
passage has together, and how far the best passage stands above the rest of this very index. Cosines alone do not
carry over from one collection to another (bench/README.md).
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


# Fitted on two notes and the minutes of eight other bodies, each collection and outcome weighed alike. Left out of the
# fit, the eight bodies have 0.22 of their near misses answered and 0.42 of what they answer, the notes 0.03 and 0.81.
# Answered is what is likelier than not.
_MINUTES = LogisticModel({"missing": -5.97, "apart": -5.24, "lead": 3.6}, intercept=0.07, bar=0.5)
# Training questions of QMSum, asked of their meeting, of one in another field and of all. Many that are meant for
# one meeting could be asked of any, hence the low bar.
_TRANSCRIPTS = LogisticModel(
    {"cosine": 24.66, "unlike": -6.99, "length": -0.51, "searched": -0.33}, intercept=-2.41, bar=0.03
)
# Nothing is said only below both: of 152 answerable questions over the minutes of the fit none is, of 60 on other
# subjects or of no sense 53 are. The least of the answerable have 0.37 (score) and 0.40 (known).
_NO_SCORE = 0.4
_UNKNOWN = 0.45


def chance_of_answer(features: AnswerFeatures) -> float:
    """The chance, 0 to 1, that the records answer the question."""
    return (_TRANSCRIPTS if features.spoken else _MINUTES).chance(features)


def judged(features: AnswerFeatures) -> Answer:
    """Which of the three answers is given."""
    if chance_of_answer(features) >= (_TRANSCRIPTS if features.spoken else _MINUTES).bar:
        return "answered"
    return "nothing" if features.score < _NO_SCORE and features.known < _UNKNOWN else "nearest"


def largest_missing(weights: Floats, had: Floats) -> Floats:
    """In each passage the largest share, 0 to 1, of the words' weight that rests on one word it does not have.

    Args:
        weights: of each word, ``(words,)``.
        had: how far, 0 to 1, each passage has each word, ``(passages, words)``.
    """
    shares = weights / max(float(weights.sum()), 1e-6)
    largest: Floats = (shares * (1 - had)).max(axis=1)
    return largest
