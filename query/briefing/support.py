"""What passages bear out of words that are not quoted from them: dates, figures, names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ipp_search.ingest.records import Passage
from ipp_search.ingest.text import searchable

QUOTE = re.compile(r"“([^“”]*)”")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"(?:\d{{1,2}}(?:–\d{{1,2}})? )?(?:{_MONTHS})(?: \d{{4}})?|\d{{4}}-\d\d-\d\d")
_SINGLE = str.maketrans("“”", "‘’")
_FIGURE = re.compile(r"\d[\d.,:/]*")
_NAME = re.compile(r"(?<![\w’'])[A-Z][\w’'-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:|]\s+)([A-Z][\w’'-]*)")


def stands_in(quote: str, passage: Passage) -> bool:
    """Whether a quotation is whole words of a passage."""
    words = re.escape(quote)
    edge = (r"(?<!\w)" if quote[:1].isalnum() else "", r"(?!\w)" if quote[-1:].isalnum() else "")
    return bool(quote) and bool(re.search(edge[0] + words + edge[1], _folded(passage.text)))


def unsupported(text: str, support: str) -> Iterator[str]:
    """What is wrong with each date, figure and name of ``text``, outside of quotations, that ``support`` lacks."""
    outside = QUOTE.sub(" ", text)
    supported = _folded(support)
    why = "stands in no passage cited here"
    for date in dict.fromkeys(match[0] for match in _DATE.finditer(outside)):
        if not re.search(rf"(?<!\d){re.escape(date)}(?!\d)", supported):
            yield f"the date {date} {why}"
    rest = _DATE.sub(" ", outside)
    figures = {figure.rstrip(".,:") for figure in _FIGURE.findall(supported)}
    for figure in dict.fromkeys(f.rstrip(".,:") for f in _FIGURE.findall(rest)):
        if figure not in figures:
            yield f"the figure {figure} {why}"
    words = set(re.findall(r"[\w’'-]+", supported))
    first = {match.start(1) for match in _SENTENCE_START.finditer(rest.strip())}
    for match in _NAME.finditer(rest.strip()):
        name = match[0]
        if name not in words and (match.start() not in first or (name.isupper() and len(name) > 1)):
            yield f"the name {name} {why}"


def support_of(passage: Passage) -> str:
    """All that a passage and its citation say, for what is written about it."""
    facts = (passage.text, passage.citation, passage.meeting.when, passage.meeting.name, passage.owner, passage.speaker)
    return " ".join(filter(None, facts))


def _folded(text: str) -> str:
    """As a draft quotes it: printable, on one line, quotation marks inside made single."""
    return " ".join(searchable(text).translate(_SINGLE).split())
