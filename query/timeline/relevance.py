"""Whether a heading or a passage speaks to a subject: pure functions over arrays.

A subject is a few words; what speaks to it shares its words, its meaning, or both. What a word tells is judged by how
rare it was in the records up to and including the meeting in question, so that what comes later changes nothing.
Row ``i`` of ``cover`` and ``rarity`` is one heading or passage, column ``k`` one word of the subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.encoding.arrays import Floats
from ipp_search.query.collection.word_forms import Word, words_of

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
# Cosines, by those plenaries, by twelve themes that a person read through 80 meetings of other bodies (broad optima:
# 0.04 more or less changes little), and by 20 pairs of a theme with its homonyms (economic climate, climate change).
_PART = 0.4  # of a passage that has the most telling word, and not the others
_OTHER_FORM = 0.3  # of one that has the words in other forms only
_NEAR_KEY = 0.6  # what a word tells beside the most telling, of a passage that has it and no more telling one
_NEAR = 0.58  # of such a passage
_PART_OF_HEADING = 0.3  # of a heading that has that word alone
_OTHER_FORM_OF_HEADING = 0.58  # of one that has it in another form, alone
_MEMBER = 0.4  # of what speaks to one member of an enumeration
_FIXED = 0.5  # share of a member's passages that have the whole enumeration, from where it is one expression
_RUN = 3  # words in a row by which a heading names a subject, however common each: of and from
_QUALIFIER = 0.5  # what the first half of Intl.Locale tells, beside what it would as a word
_AND = re.compile(r" (?:and|or|&) | ?[,;/] ?", re.IGNORECASE)


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
    shared = share(cover, rarity)
    key = key_word(cover, rarity)
    bar = np.where(key >= _KEY_WORD_IN_TEXT, _PART_OF_HEADING, _OTHER_FORM_OF_HEADING)
    has_key = (key >= _KEY_WORD) & ((shared >= _NEARLY_ALL) | (cosines >= bar))
    strength = (cosines + shared) / 2
    speaks = (has_key | (~named & (cosines >= _MEANS_THE_SAME))) & (strength >= SPEAKS)
    found: Floats = np.where(speaks, strength, np.float32(0))
    return found


def passages_that_speak(cover: Floats, rarity: Floats, cosines: Floats) -> Floats:
    """The same for passages, which have to have the subject's words, nearly all in some form, or a telling part.

    Where words stand in other forms only, or only a part of them does, the meaning has to be the nearer for it: they
    may be those of another thing (a speed limit, speed dating).
    """
    shared, key = share(cover, rarity), key_word(cover, rarity)
    strength = (cosines + shared) / 2
    whole = (shared >= _NEARLY_ALL) & ((shared > INFLECTED + 0.01) | (cosines >= _OTHER_FORM))
    part = ((key >= _KEY_WORD_IN_TEXT) & (cosines >= _PART)) | ((key >= _NEAR_KEY) & (cosines >= _NEAR))
    found: Floats = np.where((whole | part) & (strength >= SPEAKS), strength, np.float32(0))
    return found


def is_fixed(whole: Floats, seen: Floats) -> NDArray[np.bool_]:
    """By each meeting, whether an enumeration is one expression: mostly its words stand in it (health and safety).

    Args:
        whole: in how many passages it had stood by then, ``(meetings,)``.
        seen: in how many passages and headings each of its words had, ``(meetings, k)``.
    """
    fixed: NDArray[np.bool_] = whole >= _FIXED * np.maximum(seen.min(axis=1), 1)
    return fixed


def members(words: Sequence[Word], text: str) -> list[NDArray[np.int64]]:
    """Which words each member of an enumeration has (``sewage and drains``), as places; none where it is no such."""
    spelt = [{word.spelt for word in words_of(member)} for member in _AND.split(" ".join(text.split()))]
    places = [np.flatnonzero([word.spelt in member for word in words]) for member in spelt]
    return places if len(places) > 1 and all(map(len, places)) else []


def of_member(strength: Floats, cosines: Floats, fixed: NDArray[np.bool_]) -> Floats:
    """What speaks to one member of an enumeration, if that is no fixed expression there and the whole is near."""
    found: Floats = np.where(fixed | (cosines < _MEMBER), np.float32(0), strength)
    return found
