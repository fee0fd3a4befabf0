"""Gathers what tells whether the passages that a question found answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipp_search.index import lookup
from ipp_search.index.arrays import Floats
from ipp_search.index.catalogue import Catalogue
from ipp_search.query.collection.table import Table
from ipp_search.query.collection.word_vectors import ByWord, WordVectors
from ipp_search.query.question.interpret import Term, telling_of
from ipp_search.query.search.answerability import Evidence, most_missing
from ipp_search.query.search.full_text import of_same_series
from ipp_search.query.search.matches import Matches
from ipp_search.query.search.scoring import Scores

_FIRST, _AMONG = 5, 40  # passages of the best one's series that are looked into, and those they are picked from


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found: its words, where they match in a table of passages, and the best of these in order."""

    terms: Sequence[Term]
    table: Table
    matches: Matches
    scores: Scores


def evidence(found: Found, content: set[str], vectors: ByWord, words: WordVectors, catalogue: Catalogue) -> Evidence:
    """What is known of the best passage; ``content`` are the words that say what is looked for.

    A word is new to the records if no passage of its kind, minutes or talk, has it: talk has every word. Passages are
    counted in the table: of an index too large to be compared as a whole, in the meetings that were looked at.
    """
    table, scores = found.table, found.scores
    best = scores.order[0]
    spoken = bool(table.spoken[scores.rows[best]])
    kind = table.spoken == spoken
    size = int(kind.sum())
    frequencies = [int(kind[places.ids].sum()) for places in found.matches.own]
    told = [telling_of(t.word, count, size) for t, count in zip(found.terms, frequencies, strict=True)]
    unlike = [t.doubt(count) * (1 - t.like) for t, count in zip(found.terms, frequencies, strict=True)]
    return Evidence(
        cosine=float(scores.parts["meaning"][best] + scores.parts["heading"][best]),
        unlike=sum(a * b for a, b in zip(told, unlike, strict=True)) / max(sum(told), 1e-6),
        missing=0.0 if spoken else _missing(found, told, content, vectors, words, catalogue),
        words=len(found.terms),
        searched=int(found.matches.allowed.sum()),
        size=size,
        spoken=spoken,
    )


def _missing(
    found: Found, told: Sequence[float], content: set[str], vectors: ByWord, words: WordVectors, catalogue: Catalogue
) -> float:
    sought = [n for n, term in enumerate(found.terms) if term.word in content]
    if not sought:
        return 0.0
    rows = _first(found, catalogue)
    ids = found.table.ids[rows].tolist()
    passages = lookup.passages(catalogue, ids)
    like = words.likest([found.terms[n].word for n in sought], vectors, [passages[id_].text for id_ in ids])
    itself = np.stack([np.isin(rows, found.matches.own[n].ids) for n in sought], axis=1)
    had: Floats = np.maximum(like, itself)
    return most_missing(np.array([told[n] for n in sought], dtype=np.float32), had)


def _first(found: Found, catalogue: Catalogue) -> NDArray[np.int64]:
    """The rows of the first passages that are of the best one's series."""
    rows = found.scores.rows[found.scores.order[:_AMONG]]
    meetings = found.table.meeting[rows]
    same: NDArray[np.int64] = rows[np.isin(meetings, of_same_series(catalogue, int(meetings[0])))][:_FIRST]
    return same
