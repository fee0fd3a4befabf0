"""Finds quotations in any dress: straight and curled marks, single and double, « », „ “, 「 」, backticks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ipp_search.query.verification.statements import REFERENCE

_PAIRS = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", "＂": "＂", '"': '"',
    "‘": "’", "‚": "‘’", "`": "`'´", "'": "'", "＇": "＇",
}  # fmt: skip
_ALSO_APOSTROPHES = "’'`´"
_OWN = re.compile(r"(?:[\s,;.]*\x02[^\x02\x03]+\x03)+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of a block from ``start`` to ``end``, its words without marks, and the notes right behind it."""

    start: int
    end: int
    words: str
    notes: tuple[str, ...]


def quotations(text: str, stands: Callable[[str], bool]) -> list[Quoted]:
    """The quotations of a block in order; of several marks that may close one, the last that makes it stand does."""
    found: list[Quoted] = []
    at = 0
    while at < len(text):
        closers = _PAIRS.get(text[at])
        if closers is None or (text[at] in "‘'`＇\"" and text[at - 1 : at].isalnum()):
            at += 1
            continue
        begin = at + 1
        while text[begin : begin + 1] == text[at] and text[at] in "`'":
            begin += 1
        ends = [n for n in range(begin, len(text)) if text[n] in closers and _closes(text, n)]
        if not ends:
            at = begin
            continue
        inner = {n: REFERENCE.sub("", text[begin:n]) for n in ends}
        end = next((n for n in reversed(ends) if stands(inner[n])), ends[0])
        after = end + 1
        while after < len(text) and text[after] == text[end] and text[end] in "`'´":
            after += 1
        own = _OWN.match(text, after)
        inside = REFERENCE.findall(text[begin:end])
        notes = (*inside, *(REFERENCE.findall(own[0]) if own else ()))
        found.append(Quoted(at, after, inner[end], notes))
        at = after
    return found


def _closes(text: str, at: int) -> bool:
    """Whether a mark may close: one that may be an apostrophe does not before a letter."""
    return text[at] not in _ALSO_APOSTROPHES or not text[at + 1 : at + 2].isalnum()
