"""Titles in bold that begin a paragraph, which goes on with what is said of them: ``Cruiser. Ms Lee said so.``."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence

from ipp_search.ingest.cues.dates import find_dates
from ipp_search.ingest.cues.kind_labels import labelled_kind
from ipp_search.ingest.cues.labels import announced_field, header_field
from ipp_search.ingest.minutes.lines import STATES
from ipp_search.ingest.records import BOLD_LEVEL, TITLE, TOPIC_LEVEL, Block

_LEAST = 3  # such titles in a record; a word or two are only stressed
_TITLE_WORDS = 8
_COLON_WORDS = 8  # after a title with a colon; less is the value of a label
_MARKED = re.compile(r"(\*\*|__)(?=\S)(?P<title>[^*_\n]{2,80})(?<=\S)\1(?P<end>\s?[.:–—-]?\s)")
_END = re.compile(r"(?<!\s)\s*+[.:–—-]$")


@dataclasses.dataclass(frozen=True, slots=True)
class _Title:
    place: int
    start: int
    end: int
    rest: int
    words: str


def run_in(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, with bold titles that begin paragraphs as headings of their own where a record sets them so.

    One is enough where it is in capitals like the headings that the record has besides.
    """
    found = [title for n, block in enumerate(blocks) if (title := _title_of(text, n, block))]
    times = Counter(title.words.lower() for title in found)
    found = [title for title in found if times[title.words.lower()] == 1]  # else it is who speaks, or a label
    headings = [
        (text[b.start : b.end], b.level) for b in blocks if b.role == "heading" and TITLE < b.level < TOPIC_LEVEL
    ]
    capitals = [level for words, level in headings if words.isupper()]
    if len(capitals) >= _LEAST:
        found = [title for title in found if title.words.isupper()]
    elif len(found) < _LEAST:
        return list(blocks)
    titles = {title.place: title for title in found}
    level = Counter(capitals).most_common(1)[0][0] if len(capitals) >= _LEAST else BOLD_LEVEL
    parted: list[Block] = []
    for n, block in enumerate(blocks):
        if title := titles.get(n):
            parted.append(dataclasses.replace(block, start=title.start, end=title.end, role="heading", level=level))
            # "Speeding – is still an issue" is one sentence with its title.
            begin = block.start if text[title.rest].islower() else title.rest
            parted.append(dataclasses.replace(block, start=begin, gap=False))
        else:
            parted.append(block)
    return parted


def _title_of(text: str, n: int, block: Block) -> _Title | None:
    """The title at the beginning of a block, if it has one and something is said after it."""
    if block.role != "paragraph" or block.speaker is not None:
        return None
    if block.lead:
        start, end, rest = block.start, block.lead, block.lead
    elif match := _MARKED.match(text, block.start, block.end):
        start, end, rest = match.start("title"), match.end("title"), match.end()
    else:
        return None
    sign = _END.search(text[start:end]) or re.match(r"\s?[.:–—-]", text[end : block.end])
    end = start + len(_END.sub("", text[start:end]).rstrip())
    rest += len(text[rest : block.end]) - len(text[rest : block.end].lstrip(" .:–—-"))
    words, said = text[start:end], text[rest : block.end]
    is_title = (
        sign is not None
        and 0 < len(words.split()) <= _TITLE_WORDS
        and (words[0].isupper() or words[0].isdigit())
        and len(said.split()) >= (_COLON_WORDS if ":" in sign[0] else 1)
        and said[0] not in ",;)"
        and not STATES.search(words)
        and not find_dates(words)
        and not labelled_kind(text[block.start : block.end])
        and not announced_field(text[block.start : block.end])
        and not (":" in sign[0] and header_field(words))
    )
    return _Title(n, start, end, rest, words) if is_title else None
