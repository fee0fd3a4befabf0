"""The records as a quotation is looked for in them: every passage folded, and what comes nearest."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from rapidfuzz import fuzz, process

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.ingest.records import Meeting, Passage
from ipp_search.ingest.text import searchable
from ipp_search.query.briefing.mentions import Mentions
from ipp_search.query.themes.file import Theme
from ipp_search.query.verification.dates import in_full
from ipp_search.query.verification.folding import folded

_NEAR = 78  # of 100, rapidfuzz's partial ratio: one word in five may differ; chosen, not fitted
_MOST = 50  # places of one text that are looked at


def in_record(passage: Passage) -> str:
    """A passage's words, folded, without what the record has that is not seen."""
    return folded(searchable(passage.text))


def stands(words: str, text: str) -> bool:
    """Whether folded ``words`` are whole words of a folded ``text``."""
    return bool(words) and _whole(words, text) >= 0


def _whole(words: str, text: str, begin: int = 0) -> int:
    at = text.find(words, begin)
    while at >= 0:
        before, after = text[at - 1 : at] if at else "", text[at + len(words) : at + len(words) + 1]
        if not (words[0].isalnum() and before.isalnum()) and not (words[-1].isalnum() and after.isalnum()):
            return at
        at = text.find(words, at + 1)
    return -1


class Records:
    """Every passage of an index, folded when first one is looked for without a citation."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Every meeting, oldest first."""
        return [held.meeting for held in lookup.meetings(self._catalogue)]

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Who is said to have said or to owe something, without case."""
        rows = self._catalogue.rows("SELECT DISTINCT speaker FROM passages UNION SELECT DISTINCT owner FROM passages")
        return frozenset(name.casefold() for (name,) in rows if name)

    @cached_property
    def _folded(self) -> tuple[list[int], list[str]]:
        rows = self._catalogue.rows("SELECT id, text FROM passages ORDER BY id")
        return [id_ for id_, _ in rows], [folded(searchable(text)) for _, text in rows]

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        texts = self._folded[1]
        begins, at = [], 0
        for text in texts:
            begins.append(at)
            at += len(text) + 1
        return "\n".join(texts), begins

    def cited(self, citation: str) -> list[Passage]:
        """The passages that a citation names, its date in any usual form."""
        found = lookup.cited(self._catalogue, citation) or lookup.cited(self._catalogue, in_full(citation))
        return [passage for passage, _ in found]

    def mentions(self, theme: Theme) -> Mentions:
        """Where the words of a topic stand."""
        return Mentions(self._catalogue, theme)

    def of_meeting(self, meeting: Meeting) -> list[Passage]:
        """The passages of a meeting, in order."""
        return lookup.passages_of(self._catalogue, meeting)

    def holding(self, words: str) -> list[Passage]:
        """The passages in which folded words stand."""
        text, begins = self._joined
        found: list[int] = []
        at = _whole(words, text) if words else -1
        while at >= 0 and len(found) < _MOST:
            place = bisect_right(begins, at) - 1
            found.append(self._folded[0][place])
            at = _whole(words, text, begins[place + 1]) if place + 1 < len(begins) else -1
        held = lookup.passages(self._catalogue, found)
        return [held[id_] for id_ in dict.fromkeys(found)]

    def nearest(self, words: str, among: Sequence[Passage] = ()) -> Passage | None:
        """The passage, of those given or of all, that has nearly these words; None if none has."""
        if len(words) < 12:  # characters; of less, anything is near to something
            return None
        texts = [in_record(passage) for passage in among] or self._folded[1]
        best = process.extractOne(words, texts, scorer=fuzz.partial_ratio, score_cutoff=_NEAR)
        if best is None:
            return None
        return (
            among[best[2]]
            if among
            else next(iter(lookup.passages(self._catalogue, [self._folded[0][best[2]]]).values()))
        )


def differences(words: str, passage: Passage) -> str:
    """How folded words differ from the part of a passage that is nearest to them, word by word."""
    text = in_record(passage)
    aligned = fuzz.partial_ratio_alignment(words, text)
    begin, end = (aligned.dest_start, aligned.dest_end) if aligned else (0, len(text))
    while begin > 0 and not text[begin - 1].isspace():
        begin -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    here, there = words.split(), text[begin:end].split()
    told = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if tag != "equal":
            told.append(f"“{' '.join(here[a:b])}” here, “{' '.join(there[c:d])}” in the record")
    return "; ".join(told[:4])


def edited(words: str, text: str) -> bool:
    """Whether words with ellipses and square brackets are parts of a folded ``text`` in order."""
    at = 0
    pieces = [piece for piece in re.split(r"(?:(?<!\s)\s++)?[\[(]?…[\])]?\s*", words) if piece.strip(" .,;")]
    for piece in pieces:
        pattern = _pattern(piece.strip())
        match = re.compile(pattern).search(text, at) if pattern else None
        if match is None:
            return False
        at = match.end()
    return bool(pieces)


def _pattern(piece: str) -> str:
    """Square brackets as an editor sets them: a letter's case, a word of explanation, ``[sic]``."""
    parts = []
    for part in re.split(r"((?:(?<!\s)\s++)?\[[^\]]{0,200}\])", piece):
        bracket = re.fullmatch(r"(\s*)\[([^\]]*)\]", part)
        if bracket and len(bracket[2]) == 1:
            parts.append(rf"{re.escape(bracket[1])}(?i:{re.escape(bracket[2])})")
        elif not bracket:
            parts.append(re.escape(part))
    return "".join(parts).strip()
