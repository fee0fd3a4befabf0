"""Slips of spelling: a word that the records never use, read as the one they use that is spelt most alike."""

from __future__ import annotations

from collections.abc import Sequence

from ipp_search.query.vocabulary import Vocabulary

_LONG, _SHORT = 8, 5  # letters: two slips are forgiven in a long word, one in a shorter, none in a short one


def corrections(words: Sequence[str], vocabulary: Vocabulary) -> dict[str, str]:
    """For each word of a question that the records never use, the word of theirs that was probably meant."""
    found = {}
    for word in words:
        stem = vocabulary.stem(word) if word.isalpha() else ""
        if len(stem) >= _SHORT and not vocabulary.frequency(stem) and (meant := _nearest(stem, vocabulary)):
            found[word] = vocabulary.spelt(meant) or meant
    return found


def _nearest(stem: str, vocabulary: Vocabulary) -> str | None:
    from rapidfuzz.distance import OSA

    slips = 2 if len(stem) >= _LONG else 1
    best: tuple[int, int, str] | None = None
    for term, frequency in vocabulary.terms_like(stem[0], len(stem) - slips, len(stem) + slips):
        distance = OSA.distance(stem, term, score_cutoff=slips)
        if distance <= slips and (best is None or (distance, -frequency, term) < best):
            best = (distance, -frequency, term)
    return best[2] if best else None
