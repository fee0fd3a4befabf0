"""Names that a record spells out, by their initials, so that an acronym it never prints can be read: IAPDC."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"[^\W\d_][\w’'-]*|[^\w\s]")
_JOINS = frozenset("a an and at by for from in of on or the to with".split())
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
            if word.lower() in _JOINS and letters:
                continue
            plain += not word[0].isupper()
            letters += word[0].upper()
            if plain > _UNCAPITALISED or len(letters) > _MOST:
                break
            if len(letters) >= _FEWEST and word[0].isupper():
                yield letters, " ".join(text[start.start() : token.end()].split())
