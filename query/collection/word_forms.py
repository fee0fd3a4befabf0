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
# Longer ones are also written as words (Covid), and so are words of a line in capitals.
_ACRONYM = re.compile(r"[A-Z][A-Z\d]{1,2}")
_OWN = "(?:['’]?s)?"
_NO_PLURAL = frozenset("goods means news series species premises always perhaps".split())
_SHORTEST_PLURAL = 5  # letters
_HISSING = ("sses", "xes", "ches", "shes", "zes")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is spelt, without case and hyphens; its stem; the stems of its parts, where it has several.

    ``name`` tells words that no dictionary has: with a capital inside, a digit, in capitals throughout, part of a
    dotted name (``Intl.Locale``) or called (``import()``). Names are not inflected. ``qualifier`` tells what
    stands before the last dot of such a name, ``acronym`` two or three letters that were typed in capitals.
    """

    spelt: str
    stem: str
    parts: tuple[str, ...]
    name: bool
    qualifier: bool = False
    acronym: bool = False

    def spelt_in(self, text: str) -> bool:
        """Whether a text has the word as it is spelt, but for common endings; an acronym in capitals only."""
        return any(_form(self).search(form) for form in _spellings(text))


@cache
def _form(word: Word) -> re.Pattern[str]:
    if word.acronym:
        return re.compile(rf"\b{_inflected(word.spelt.upper())}\b")
    return re.compile(rf"(?i)\b{re.escape(word.spelt) if word.name else _inflected(word.spelt)}\b")


def _inflected(word: str) -> str:
    """A pattern of the forms of a word: what is typed in the plural stands for a thing, and has no other endings."""
    if _ACRONYM.fullmatch(word):
        return re.escape(word) + _OWN
    lower = word.lower()
    if singular := _singular(lower):
        return rf"(?i:{re.escape(singular)}{_OWN}|{re.escape(lower)}['’]?)"
    if lower.endswith("y") and len(lower) > 2 and lower[-2] not in "aeiou":
        return rf"(?i:{re.escape(lower[:-1])}(?:y{_ENDING}|ie[ds]))"
    return rf"(?i:{re.escape(lower)}{_ENDING})"


def _singular(word: str) -> str | None:
    """The singular of a word that is spelt like a plural."""
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")):
        return None
    if word in _NO_PLURAL:
        return None
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_HISSING) else word[:-1]


@cache
def _side_by_side(phrase: str) -> re.Pattern[str]:
    ways = []
    for form in _spellings(phrase):
        words = re.findall(r"[^\W_]+", form)
        ways.append(r"[\W_]+".join(map(_inflected, words)))
    return re.compile(rf"\b(?:{'|'.join(ways)})\b")


def has_phrase(text: str, phrase: str) -> bool:
    """Whether a text has words side by side as they are spelt, but for common endings and hyphens.

    Two or three letters in capitals are an acronym, which stands in capitals.
    """
    return any(_side_by_side(phrase).search(form) for form in _spellings(text))


def is_phrase(text: str, phrase: str) -> bool:
    """Whether a text is such a phrase, and nothing else."""
    return any(_side_by_side(phrase).fullmatch(form) for form in _spellings(text))


def phrase_spans(text: str, phrase: str) -> list[tuple[int, int]]:
    """Where a text has words side by side as ``has_phrase`` finds them, but for words joined by a hyphen, in order."""
    return [found.span() for found in _side_by_side(phrase).finditer(text)]


def without_hyphens(text: str) -> str:
    """A text with its hyphened words written as one."""
    return _HYPHEN.sub("", text)


def plural_of_acronyms(text: str) -> str:
    """A text whose acronyms of two or three letters stand in the plural, which the stemmer takes for other words."""
    return _WORD.sub(lambda word: word[0] + "s" if _ACRONYM.fullmatch(word[0]) else word[0], text)


def _spellings(text: str) -> tuple[str, ...]:
    """A text, and the same with hyphened words written as one."""
    whole = without_hyphens(text)
    return (text,) if whole == text else (text, whole)


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
                whole.lower(),
                Word(
                    whole.lower(),
                    stem(whole),
                    parts if len(parts) > 1 else (),
                    name,
                    before_dot,
                    bool(_ACRONYM.fullmatch(word)),
                ),
            )
    return list(found.values())
