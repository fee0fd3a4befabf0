"""A text by its lines, and as it is searched.

Only a line feed ends a line, so that line numbers agree with every editor.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# Letters that Unicode does not part into a letter and a mark, or that are written as two.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "œ": "oe", "æ": "ae", "ŋ": "ng"}
)
_LIGATURES = re.compile("[\ufb00-\ufb06]")

# What no writer of XML takes and a terminal acts on: control characters but tab and line feed, halves of pairs,
# noncharacters, and marks that turn the direction of what is around them.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def safe(text: str) -> str:
    """``text`` with a space for every character that a terminal or a writer of documents would act on or choke at.

    One for one, so that offsets and lines stay.
    """
    return _UNSAFE.sub(" ", text)


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins, first line first."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def line_at(starts: list[int], offset: int) -> int:
    """The number, from 1, of the line that holds ``offset``."""
    return bisect_right(starts, offset)


def searchable(text: str) -> str:
    """``text`` as it is matched: without invisible characters; plain spaces, separate letters, composed accents."""
    if text.isascii():
        return text
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text))


def without_marks(text: str) -> str:
    """``text`` in lower case without the marks of its letters, which not everyone can type: ``sion``, ``oeuvre``."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    parted = unicodedata.normalize("NFKD", folded.translate(_PLAIN))
    return "".join(char for char in parted if not unicodedata.combining(char))
