"""Slips of spelling: a word that the records never use, read as the one they use that is spelt most alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ipp_search.index.words.analyzer import stem
from ipp_search.query.collection.vocabulary import Vocabulary
from ipp_search.query.collection.word_vectors import Neighbours

_SHORT, _LONG = 6, 10  # letters: shorter words have too many neighbours; in long ones two slips are forgiven


_MEANS = 0.65  # cosine to a word spelt otherwise, from which a word means something and is no slip: scared, afraid
_BEGINS = 3  # letters by which words are spelt otherwise


def corrections(
    words: Sequence[str], vocabulary: Vocabulary, kindred_of: Callable[[Sequence[str]], Neighbours]
) -> dict[str, str]:
    """For each word of a question that the records never use, the word of theirs that was probably meant.

    ``kindred_of`` tells words of like meaning: a word that has one is meant as it stands.
    """
    found = {}
    for word in words:
        unknown = len(word) >= _SHORT and word.isalpha() and not vocabulary.frequency(stem(word))
        if unknown and (meant := _nearest(word, vocabulary)):
            found[word] = meant
    kindred = kindred_of(list(found)) if found else {}
    return {word: other for word, other in found.items() if not _means_something(word, kindred)}


def _means_something(word: str, kindred: Neighbours) -> bool:
    return any(like >= _MEANS and other[:_BEGINS] != word[:_BEGINS] for other, like in kindred.get(word, ()))


def _nearest(word: str, vocabulary: Vocabulary) -> str | None:
    from rapidfuzz.distance import OSA

    slips = 2 if len(word) >= _LONG else 1
    alike: list[tuple[int, int, str]] = []
    for term, frequency in vocabulary.terms_like(word[0], _SHORT // 2, len(word) + slips):
        # Only stems are listed; the word must begin like one before its spellings are looked up.
        if OSA.distance(word[: len(term)], term, score_cutoff=slips) <= slips or word.startswith(term[:-1]):
            alike += [
                (OSA.distance(word, spelt, score_cutoff=slips), -frequency, spelt)
                for spelt in vocabulary.spellings(term)
            ]
    near = min(alike, default=(slips + 1, 0, ""))
    return near[2] if near[0] <= slips else None
