"""Whether a heading or a passage speaks to a subject: pure functions over arrays.

A subject is a few words; what speaks to it shares its words, its meaning, or both. What a word tells is judged by how
rare it was in the records up to and including the meeting in question, so that what comes later changes nothing.
Row ``i`` of ``cover`` and ``rarity`` is one heading or passage, column ``k`` one word of the subject.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.encoding.arrays import Floats

# Swept on 46 plenaries of a standards committee with 79 dated proposals (bench/README.md).
SPEAKS = 0.46
INFLECTED = 0.8  # another form of a word, where the word itself counts 1
INSIDE = 0.7  # a word that stands inside a compound: padding in padStart
_RARITY_POWER = 2
_KEY_WORD = 0.8  # a heading has the subject's most telling word, or nearly
_KEY_WORD_IN_TEXT = 0.9
_MEANS_THE_SAME = 0.65  # cosine of a heading that may lack that word
_NEARLY_KEY = 0.8
_NEARLY_ALL = 0.75
_RUN = 3  # words in a row by which a heading names a subject, however common each: of and from
_QUALIFIER = 0.5  # what the first half of Intl.Locale tells, beside what it would as a word


def runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    """The runs of a subject's words that name it wherever they stand in a row."""
    return {tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}


def rarity(seen: Floats, size: Floats, qualifiers: Sequence[bool]) -> Floats:
    """What each word told at each meeting: BM25's inverse document frequency, ``(meetings, k)``.

    Args:
        seen: in how many passages and headings each word had stood by then, ``(meetings, k)``.
        size: how many passages and headings there had been, ``(meetings,)``.
        qualifiers: which words only qualify a name, and tell less.
    """
    told: Floats = np.log(1 + (size[:, None] - seen + 0.5) / (seen + 0.5)).astype(np.float32)
    told[:, np.array(qualifiers)] *= _QUALIFIER
    return told


def share(cover: Floats, rarity: Floats) -> Floats:
    """How much, 0 to 1, of what the subject's words tell stands here."""
    weights = rarity**_RARITY_POWER
    found: Floats = (cover * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-6)
    return found


def key_word(cover: Floats, rarity: Floats) -> Floats:
    """How telling, 0 to 1, the most telling word is that stands here, beside the most telling of the subject."""
    key: Floats = (cover * rarity).max(axis=1) / np.maximum(rarity.max(axis=1), 1e-6)
    return key


def headings_that_speak(cover: Floats, rarity: Floats, cosines: Floats, names: NDArray[np.bool_]) -> Floats:
    """The strength with which each heading speaks to the subject, 0 where it does not.

    A heading has to have the subject's most telling word, or to mean nearly the same. Where that word is a name
    (``names``, one a column: ``RARR``, ``matchAll``), it has to have it: the model knows nothing of names.
    """
    named = ((rarity >= _NEARLY_KEY * rarity.max(axis=1, keepdims=True)) & names).any(axis=1)
    has_key = key_word(cover, rarity) >= _KEY_WORD
    strength = (cosines + share(cover, rarity)) / 2
    speaks = (has_key | (~named & (cosines >= _MEANS_THE_SAME))) & (strength >= SPEAKS)
    found: Floats = np.where(speaks, strength, np.float32(0))
    return found


def passages_that_speak(cover: Floats, rarity: Floats, cosines: Floats) -> Floats:
    """The same for passages, which have to have the subject's most telling word, or nearly all in some form."""
    shared = share(cover, rarity)
    strength = (cosines + shared) / 2
    has_key = (key_word(cover, rarity) >= _KEY_WORD_IN_TEXT) | (shared >= _NEARLY_ALL)
    speaks = has_key & (strength >= SPEAKS)
    found: Floats = np.where(speaks, strength, np.float32(0))
    return found
