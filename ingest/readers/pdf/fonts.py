"""Fonts of a PDF that do not tell what their letters are: what is copied out of it is no text, however it looks."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

HYPHEN = "\ufffe"
"""A hyphen that only divides a word at a line's end."""
_NO_CODES = 0.3  # of a font's letters
_FEWEST_LETTERS = 80  # to judge a font by its vowels
_FEWEST_CAPITALS = 250  # the same of capitals, which may be initials
_FEWEST_VOWELS = 0.25  # of the letters; the languages of Europe have 0.36 to 0.5
_MOST_SIGNS = 0.35  # of a font's letters; columns of figures have a fifth
_MANY_SIGNS = 12  # unlike ones; a leader of dots or a font of bullets has few


def unreadable_fonts(letters: Iterable[tuple[bytes, str]]) -> set[bytes]:
    """The fonts whose codes are no letters: control characters, or words as no language spells them."""
    held: defaultdict[bytes, list[str]] = defaultdict(list)
    for font, char in letters:
        held[font].append(char)
    return {font for font, chars in held.items() if not _is_readable(Counter(chars))}


def _is_readable(chars: Counter[str]) -> bool:
    every = chars.total()
    strange = sum(n for char, n in chars.items() if char == "\ufffd" or (char != HYPHEN and _is_control(char)))
    if strange > every * _NO_CODES:
        return False
    signs = {char: n for char, n in chars.items() if not char.isalnum()}
    if every >= _FEWEST_LETTERS and len(signs) >= _MANY_SIGNS and sum(signs.values()) > every * _MOST_SIGNS:
        return False
    latin = Counter[str]()
    for char, n in chars.items():
        latin[unicodedata.normalize("NFD", char)[0].lower()] += n
    letters = sum(n for char, n in latin.items() if "a" <= char <= "z")
    vowels = sum(latin[char] for char in "aeiouy")
    capitals = sum(n for char, n in chars.items() if char.isupper())
    enough = _FEWEST_CAPITALS if capitals * 2 > every else _FEWEST_LETTERS
    return letters < max(enough, every / 2) or vowels >= letters * _FEWEST_VOWELS


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cn"}
