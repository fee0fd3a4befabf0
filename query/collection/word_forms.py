"""Words with the parts they are made of: ``self-harm``, ``padStart``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ipp_search.index.words.analyzer import stem

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_JOINT = re.compile(r"[-’']")
_HYPHEN = re.compile(r"(?<=[^\W_])[-‐‑](?=[^\W_])")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\WA-Z\d_]+|\d+")
_NAME = re.compile(r"[a-z][A-Z]|\d|^[A-Z]{2,}$")
_ENDING = r"(?:\w{0,2}|ings?)"
_DOTTED = re.compile(r"[^\W_]\.(?=[^\W_])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is spelt, without case and hyphens; its stem; the stems of its parts, where it has several.

    ``name`` tells words that no dictionary has: with a capital inside, a digit, in capitals throughout, part of a
    dotted name (``Intl.Locale``) or called (``import()``). Names are not inflected. ``qualifier`` tells what
    stands before the last dot of such a name.
    """

    spelt: str
    stem: str
    parts: tuple[str, ...]
    name: bool
    qualifier: bool = False

    def spelt_in(self, text: str) -> bool:
        """Whether a text has the word as it is spelt, but for common endings."""
        return any(_form(self.spelt, self.name).search(form) for form in _spellings(text))


@cache
def _form(spelt: str, name: bool) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(spelt)}{'' if name else _ENDING}\b")


@cache
def _side_by_side(phrase: str) -> re.Pattern[str]:
    ways = []
    for form in _spellings(phrase):
        words = re.findall(r"[^\W_]+", form)
        ways.append(r"[\W_]+".join(re.escape(word) + _ENDING for word in words))
    return re.compile(rf"\b(?:{'|'.join(ways)})\b")


def has_phrase(text: str, phrase: str) -> bool:
    """Whether a text has words side by side as they are spelt, but for common endings and hyphens."""
    return any(_side_by_side(phrase).search(form) for form in _spellings(text))


def phrase_spans(text: str, phrase: str) -> list[tuple[int, int]]:
    """Where a text has words side by side as ``has_phrase`` finds them, but for words joined by a hyphen, in order."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter whose small form is two
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return [found.span() for found in _side_by_side(phrase).finditer(lower)]


def without_hyphens(text: str) -> str:
    """A text with its hyphened words written as one."""
    return _HYPHEN.sub("", text)


def _spellings(text: str) -> tuple[str, ...]:
    """A text without case, and the same with hyphened words written as one."""
    lower = text.lower()
    whole = without_hyphens(lower)
    return (lower,) if whole == lower else (lower, whole)


def in_order(text: str) -> list[str]:
    """All words of a text in order, as ``Word.spelt`` has them."""
    return [_JOINT.sub("", word).lower() for word in _WORD.findall(text)]


def words_of(text: str) -> list[Word]:
    """Every word of a text once, in order."""
    found: dict[str, Word] = {}
    dots = {match.end() for match in _DOTTED.finditer(text)}
    for match in _WORD.finditer(text):
        word = match[0]
        whole = _JOINT.sub("", word)
        parts = tuple(stem(part) for piece in _JOINT.split(word) for part in _PART.findall(piece))
        if stem(whole):
            before_dot = match.end() + 1 in dots
            called = text.startswith("()", match.end())
            name = bool(_NAME.search(word)) or match.start() in dots or before_dot or called
            found.setdefault(
                whole.lower(), Word(whole.lower(), stem(whole), parts if len(parts) > 1 else (), name, before_dot)
            )
    return list(found.values())
