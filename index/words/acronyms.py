"""What a record spells out, by its initials: stated, as in ``Prison Reform Trust (PRT)``, or never shortened there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_TOKEN = re.compile(r"[^\W\d_][\w’'-]*|[^\w\s]")
_WORD = re.compile(r"\w[\w’'-]*")
SMALL = frozenset("a an and at by for from in of on or the to with".split())
"""Words whose initials an acronym may leave out."""
LONGEST = 8
"""Words that an acronym stands for, small ones aside."""
_SHORT = re.compile(r"[(\[]\s*([A-Z][A-Z\d]+)s?\s*[)\]]")
_BEFORE = re.compile(rf"(?:\w[\w’'-]{{0,40}}[ ,]{{1,8}}){{1,{LONGEST + 3}}}$")
_READ = 200  # letters before an acronym that are looked at
_FEWEST, _MOST = 3, 7  # letters
_UNCAPITALISED = 1  # words inside: "Independent Advisory Panel of deaths in Custody"


def spelt_out(text: str) -> Iterator[tuple[str, str]]:
    """Each run of words with capitals in a text, small words aside, with its initials: ``PRT``, Prison Reform Trust."""
    tokens = list(_TOKEN.finditer(text))
    for first, start in enumerate(tokens):
        if not start[0][0].isupper():
            continue
        letters, plain = "", 0
        for token in tokens[first:]:
            word = token[0]
            if not word[0].isalpha():
                break
            if word.lower() in SMALL and letters:
                continue
            plain += not word[0].isupper()
            letters += word[0].upper()
            if plain > _UNCAPITALISED or len(letters) > _MOST:
                break
            if len(letters) >= _FEWEST and word[0].isupper():
                yield letters, " ".join(text[start.start() : token.end()].split())


def stated(text: str) -> Iterator[tuple[str, str]]:
    """Each acronym that follows its words in brackets, with these: ``RARR``, Risk Assessed Recall Review."""
    for match in _SHORT.finditer(text):
        if (before := _BEFORE.search(text[max(0, match.start() - _READ) : match.start()])) and (
            long := _ending_in(_WORD.findall(before[0]), match[1])
        ):
            yield match[1], long


def _ending_in(words: Sequence[str], short: str) -> str | None:
    """The last words whose initials spell ``short``, small words aside or not."""
    for length in range(len(short), min(len(words), len(short) + 4) + 1):
        run = words[-length:]
        if short in initials(run) and run[0].lower() not in SMALL:
            return " ".join(run)
    return None


def initials(words: Sequence[str]) -> set[str]:
    """What a run of words may be shortened to."""
    parts = [part for word in words for part in re.split(r"[-’']", word) if part]
    return {
        "".join(word[0] for word in some).upper()
        for some in (words, parts, [w for w in words if w.lower() not in SMALL])
    }
