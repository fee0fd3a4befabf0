"""Which sentences of a text that was not copied from the records they bear out, word by word.

A sentence is kept only if it cites passages and every word of substance in it, every figure, date, name and quotation
stands in them. That cannot tell whether the words still say the same, so what is kept is marked as reworded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ipp_search.index.words.analyzer import stem
from ipp_search.ingest.records import Passage
from ipp_search.query.briefing.sentences import sentences
from ipp_search.query.briefing.support import QUOTE, stands_in, support_of, unsupported

_CITED = r"\[\d+(?:\s*[,;]\s*\d+)*\]"
_AFTER_STOP = re.compile(rf"([.!?][\"”]?)((?:\s*{_CITED})+)")
_CITATION = re.compile(rf"(?:(?<!\s)\s++)?{_CITED}")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
# Words that only join a statement to its speaker or to the rest; any other word has to stand in a passage.
FREE = frozenset(
    "a an and also as at both but by for from had has have he her his in into is it its of on or she so that the their"
    " them then there these they this those to was were when where which while who whose with"
    " said says noted told asked added explained reported raised discussed meeting meetings group members".split()
)


@dataclass(frozen=True, slots=True)
class Grounded:
    """A sentence that passages bear out, without its citations."""

    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was kept of a text, and what was not, each sentence with why."""

    kept: tuple[Grounded, ...]
    dropped: tuple[tuple[str, str], ...]


def accept(text: str, passages: Sequence[Passage]) -> Accepted:
    """Check a text that cites ``passages`` by their places from 1, as ``[2]`` or ``[1, 3]``, sentence by sentence."""
    kept: list[Grounded] = []
    dropped: list[tuple[str, str]] = []
    for sentence in sentences(_AFTER_STOP.sub(r"\2\1", _curled(" ".join(text.split())))):
        numbers = [int(n) for match in _CITATION.findall(sentence) for n in re.findall(r"\d+", match)]
        plain = _CITATION.sub("", sentence).strip()
        if not all(1 <= n <= len(passages) for n in numbers):
            dropped.append((plain, "it cites a passage that was not given"))
            continue
        cited = tuple(dict.fromkeys(passages[n - 1] for n in numbers))
        if why := _fault(plain, cited):
            dropped.append((plain, why))
        elif plain not in (other.text for other in kept):
            kept.append(Grounded(plain, cited))
    return Accepted(tuple(kept), tuple(dropped))


def _fault(sentence: str, cited: Sequence[Passage]) -> str | None:
    """Why a sentence cannot be kept, None if it can."""
    if not cited:
        return "it cites no passage"
    if not _WORD.search(sentence) or not sentence.rstrip('”"’)').endswith((".", "!", "?")):
        return "it is no whole sentence"
    if sentence.count("“") != sentence.count("”"):
        return "its marks do not match"
    for quote in QUOTE.findall(sentence):
        if not any(stands_in(quote, passage) for passage in cited):
            return f"“{quote}” does not stand in the passage it cites"
    support = " ".join(map(support_of, cited))
    if fault := next(unsupported(sentence, support), None):
        return fault
    known = {stem(word) for word in _WORD.findall(support)}
    unknown = [word for word in _WORD.findall(sentence) if word.lower() not in FREE and stem(word) not in known]
    return f"the word {unknown[0]} stands in no passage it cites" if unknown else None


def _curled(text: str) -> str:
    """Straight quotation marks as pairs of curled ones."""
    return re.sub(r'"([^"]*)"', r"“\1”", text)
