"""Gathers what tells whether the passages that a question found answer it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.encoding.arrays import Floats
from ipp_search.index.filters import Filters
from ipp_search.index.words.analyzer import WORD
from ipp_search.query.collection.table import Table
from ipp_search.query.collection.word_vectors import ByWord, WordVectors
from ipp_search.query.question.interpret import Term, telling_of
from ipp_search.query.search.answerability import AnswerFeatures, largest_missing
from ipp_search.query.search.embedded import Embedded
from ipp_search.query.search.full_text import of_same_series, some_within
from ipp_search.query.search.ranking.matches import Matches
from ipp_search.query.search.ranking.scoring import Scores

_FIRST, _AMONG = 5, 40  # passages of the best one's series that are looked into, and those they are picked from
_TOGETHER = 10  # passages in which the question's words are looked for together
_TENTH = 10  # place in the order that the best one's lead is measured from
_NEAR = 0.55  # cosine from which a word is known by its neighbour, as in collection/word_vectors.py
_LEAST_NEARER = -0.15  # of a question that is all but emptied, every passage is further; swept -0.05 to -0.25
_FULL_SIZE = 2300  # passages from which on a word that is missing tells all it can


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found: its words, where they match in a table of passages, and the best of these in order."""

    terms: Sequence[Term]
    table: Table
    matches: Matches
    scores: Scores


def answer_features(
    found: Found,
    content: set[str],
    nearer: tuple[float, float],
    vectors: ByWord,
    words: WordVectors,
    catalogue: Catalogue,
) -> AnswerFeatures:
    """What is known of the best passages for a question.

    ``content`` are the words that say what is looked for; ``nearer`` is what ``nearer_without`` tells. A word is new to
    the records if no passage of the best one's kind, minutes or transcript, has it: transcripts have every word.
    Passages are counted in the table: of an index too large to be compared as a whole, in the meetings that were looked
    at.
    """
    table, scores = found.table, found.scores
    best = scores.order[0]
    spoken = bool(table.spoken[scores.rows[best]])
    kind = table.spoken == spoken
    size = int(kind.sum())
    frequencies = [int(kind[postings.ids].sum()) for postings in found.matches.own]
    idfs = np.array([telling_of(t.word, n, size) for t, n in zip(found.terms, frequencies, strict=True)], np.float32)
    unlike = [t.doubt(n) * (1 - t.like) for t, n in zip(found.terms, frequencies, strict=True)]
    sought = _sought(found.terms, content)
    known = [1.0 if frequencies[n] else found.terms[n].like * (found.terms[n].like >= _NEAR) for n in sought]
    weights = idfs[sought]
    missing = apart = 0.0
    if not spoken:
        missing, apart = _lacking(found, sought, weights, vectors, words, catalogue)
    damped = min(1.0, math.log(size + 1) / math.log(_FULL_SIZE)) ** 2
    return AnswerFeatures(
        missing=missing,
        apart=apart,
        nearer=nearer[0],
        kept=nearer[1],
        lead=_lead(scores),
        known=float(np.dot(known, weights) / max(float(weights.sum()), 1e-6)),
        score=float(scores.total[best]),
        cosine=sum(float(scores.parts[name][best]) for name in ("meaning", "heading") if name in scores.parts),
        unlike=damped * float(np.dot(idfs, unlike) / max(float(idfs.sum()), 1e-6)),
        length=math.log(max(len(found.terms), 1)),
        searched=math.log(max(int(found.matches.allowed.sum()), 1)),
        spoken=spoken,
    )


def nearer_without(found: Found, content: set[str], topic: str, embedded: Embedded) -> tuple[float, float]:
    """``nearer`` and ``kept``, as ``AnswerFeatures`` has them; ``topic`` is what ``embedded`` embeds."""
    table, row = found.table, found.scores.rows[found.scores.order[0]]
    own = found.matches.own
    lacking = [re.escape(found.terms[n].word) for n in _sought(found.terms, content) if row not in own[n]]
    left = re.sub(rf"\b(?:{'|'.join(lacking)})\b", " ", topic, flags=re.IGNORECASE) if lacking else topic
    if table.spoken[row] or table.vector[row] < 0 or left == topic or not WORD.search(left):
        return 0.0, 1.0
    without = embedded.encode([left])[0]
    passage = table.vectors[table.vector[row]]
    return max(float(passage @ (without - embedded.vector)), _LEAST_NEARER), float(without @ embedded.vector)


def _sought(terms: Sequence[Term], content: set[str]) -> list[int]:
    """The places of the words that say what is looked for; of all, where none does."""
    return [n for n, term in enumerate(terms) if term.word in content] or list(range(len(terms)))


def absent_words(terms: Sequence[Term], content: set[str], catalogue: Catalogue, filters: Filters) -> list[str]:
    """The question's words that nothing within the filters has in any form, nor a word like it.

    The whole full text is asked, of minutes and of talk, with headings and names of meetings, and where an acronym or
    what it stands for was taken for the word; ``content`` as ``answer_features`` has it.
    """
    sought = [terms[n] for n in _sought(terms, content)]
    return [t.word for t in sought if t.like < _NEAR and not some_within(catalogue, t.places.ids.tolist(), filters)]


def _lead(scores: Scores) -> float:
    """How far the best that may be a hit stands above the tenth best of all that were scored."""
    place = min(_TENTH, len(scores.total) - 1)
    rest = -np.partition(-scores.total, place)[place]
    return max(float(scores.total[scores.order[0]] - rest), 0.0)


def _lacking(
    found: Found, sought: Sequence[int], weights: Floats, vectors: ByWord, words: WordVectors, catalogue: Catalogue
) -> tuple[float, float]:
    """``missing`` and ``apart``, as ``AnswerFeatures`` has them."""
    if not sought:
        return 0.0, 0.0
    table, scores = found.table, found.scores
    rows = scores.rows[scores.order[:_AMONG]]
    meetings = table.meeting[rows]
    same = np.flatnonzero(np.isin(meetings, of_same_series(catalogue, int(meetings[0]))))[:_FIRST]
    looked = np.union1d(same, np.arange(min(_TOGETHER, len(rows))))
    ids = table.ids[rows[looked]].tolist()
    passages = lookup.passages(catalogue, ids)
    asked = [found.terms[n].word for n in sought]
    itself = np.stack([np.isin(rows[looked], found.matches.own[n].ids) for n in sought], axis=1)

    def had(texts: Sequence[str]) -> Floats:
        both: Floats = np.maximum(words.max_similarity(asked, vectors, texts), itself)
        return both

    alone = had([passages[id_].text for id_ in ids])
    headed = had([" ".join([*passages[id_].section[-1:], passages[id_].text]) for id_ in ids])
    together = alone[np.isin(looked, same)].max(axis=0, keepdims=True)
    return (
        float(largest_missing(weights, together)[0]),
        float(largest_missing(weights, headed[looked < _TOGETHER]).min()),
    )
