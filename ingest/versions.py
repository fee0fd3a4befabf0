"""Which records are of one meeting: the same minutes as Word file and PDF, the draft and what was approved, a copy.

Two records are versions of one meeting where their bytes are the same, or where they state the same day and group and
most of their words are the same. One of them answers: what was approved before what says nothing, that before a draft;
then the higher number of a version, then the format that keeps most of the text's structure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ipp_search.ingest.collection import key_of

_WORD = re.compile(r"[^\W_]+")
_RUN = 3  # words
_ALIKE, _ONE_TEXT = 0.5, 0.8
"""Of the runs of words of two records of a day: so many are shared by versions of one group's, and of unlike names."""
_DRAFT = re.compile(r"(?:^|[^a-z])(?:draft|unapproved|unconfirmed)(?![a-z])", re.IGNORECASE)
_FINAL = re.compile(r"(?:^|[^a-z])(?:approved|final|adopted|signed|confirmed|ratified)(?![a-z])", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|[^a-z])v(?:ersion)?[ ._-]?(\d{1,3})(?!\d)", re.IGNORECASE)
_COPY = re.compile(r"\bcopy\b|\(\d\)$", re.IGNORECASE)
HEAD = 200
"""Characters at the top, where minutes say that they are a draft."""
_FORMATS = (".docx", ".odt", ".md", ".html", ".htm", ".txt", ".rtf", ".doc", ".pdf")


@dataclass(frozen=True, slots=True)
class Version:
    """A meeting's record as it compares: ``head`` are its first characters, ``said`` gives its passages."""

    path: str
    sha256: str
    names: tuple[str, ...]
    date: dt.date | None
    head: str
    said: Callable[[], Sequence[str]]

    @property
    def rank(self) -> tuple[int, int, bool, int, str]:
        """What answers comes first: how final, its number, no copy, its format, its path."""
        path = PurePath(self.path)
        stem = path.stem
        said = f"{stem} {self.head[:HEAD]}"
        final = -1 if _DRAFT.search(said) else 1 if _FINAL.search(stem) or _first_line_says(self.head) else 0
        number = max((int(found) for found in _NUMBER.findall(stem)), default=0)
        suffix = path.suffix.lower()
        kind = _FORMATS.index(suffix) if suffix in _FORMATS else len(_FORMATS)
        return -final, -number, _COPY.search(stem) is not None, kind, self.path


def _first_line_says(head: str) -> bool:
    first = head.lstrip().split("\n", 1)[0]
    return _FINAL.search(first) is not None


def answering(records: Sequence[Version]) -> dict[int, int]:
    """For each record that is a version of one that answers, by places in ``records``, the place of that one."""
    together: dict[tuple[dt.date | None, str | tuple[str, ...] | None], list[int]] = defaultdict(list)
    order = sorted(range(len(records)), key=lambda n: records[n].rank)
    for n in order:
        one = records[n]
        together[one.date, one.sha256].append(n)
        for name in {None, *map(key_of, one.names)} if one.date else ():
            together[one.date, name].append(n)
    runs: dict[int, frozenset[tuple[str, ...]]] = {}
    place = {n: rank for rank, n in enumerate(order)}
    found: dict[int, int] = {}
    for (_, key), members in sorted(together.items(), key=lambda item: place[item[1][0]]):
        alike = _ONE_TEXT if key is None else _ALIKE
        for at, n in enumerate(members):
            before = (m for m in members[:at] if n not in found and m not in found)
            first = next((m for m in before if _are_alike(records, runs, (m, n), alike)), None)
            if first is not None:
                found[n] = first
    return found


def _are_alike(
    records: Sequence[Version], runs: dict[int, frozenset[tuple[str, ...]]], pair: tuple[int, int], alike: float
) -> bool:
    one, other = pair
    if records[one].path == records[other].path:
        return False  # two meetings of one file
    if records[one].sha256 == records[other].sha256:
        return True
    for n in (one, other):
        if n not in runs:
            runs[n] = _runs(records[n].said())
    union = runs[one] | runs[other]
    return bool(union) and len(runs[one] & runs[other]) >= alike * len(union)


def _runs(said: Sequence[str]) -> frozenset[tuple[str, ...]]:
    words = [word for text in said for word in _WORD.findall(text.casefold())]
    return frozenset(zip(*(words[n:] for n in range(min(_RUN, len(words)))), strict=False))
