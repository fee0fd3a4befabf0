"""Texts as a typist may render them: quotation marks, dashes and spaces folded, and nothing else.

What looks alike but is another letter, what is not seen and what turns the direction of writing is never folded.
"""

from __future__ import annotations

import re
import unicodedata

from ipp_search.query.briefing.readable import readable

_MARKS = re.compile("[\"'“”„‟«»‹›‘’‚‛＂＇「」『』`´′″]+")
_DASHES = re.compile(r"(?:(?<!\s)\s++)?[‐‑‒–—―−]++\s*|(?<!\s)\s++-++\s+|-{2,}")
_SPACED = re.compile(r"(?<!\s)\s++(?=[,.;:!?)\]])|(?<=[(\[])\s+")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_WORD = re.compile(r"[^\W\d_]+")
_SOFT_HYPHEN = "\u00ad"


def folded(text: str) -> str:
    """``text`` on one line, each run of quotation marks an apostrophe, each dash a hyphen, without emphasis."""
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text.replace(_SOFT_HYPHEN, ""))
    text = unicodedata.normalize("NFC", readable(text)).replace("...", "…")
    text = _DASHES.sub("-", _MARKS.sub("'", text))
    return _SPACED.sub("", " ".join(text.split())).strip()


def strange(text: str) -> str | None:
    """What a reader cannot see of ``text`` or takes for another letter, in words; None if there is no such thing."""
    for char in text:
        category = unicodedata.category(char)
        if category in {"Cf", "Co", "Cn", "Cs"} or (category == "Cc" and char not in "\n\t\r\x02\x03"):
            return f"a character that is not seen (U+{ord(char):04X}, {unicodedata.name(char, 'unnamed').lower()})"
    for word in [] if text.isascii() else _WORD.findall(text):
        if len(scripts := {_script(char) for char in word}) > 1:
            return f"letters of {' and '.join(sorted(scripts))} in the word “{word}”"
    return None


def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNNAMED").split()[0].capitalize() if not letter.isascii() else "Latin"
