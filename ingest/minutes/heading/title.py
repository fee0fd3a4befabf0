"""Lines above the first section that name the record or its day: its title, and no headings of what follows."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from ipp_search.ingest.cues.dates import find_dates
from ipp_search.ingest.cues.labels import OF_ANOTHER_MEETING, announced_field, header_field, is_sentence
from ipp_search.ingest.minutes.lines import beside_day, is_short_line
from ipp_search.ingest.records import TITLE, TOPIC_LEVEL, Block

_OPENING = 8  # blocks within which a record says what it is
_NAMES_RECORD = re.compile(
    r"\b(minutes|notes|report|record|summary)\b[^.\n]{0,80}\b(meeting|board|committee|council|group|forum|panel|session)\b"
    r"|\b(meeting|board|committee|council|group|forum|panel)\b[^.\n]{0,40}\b(minutes|notes|report|record)\b"
    r"|\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(st|nd|rd|th)|annual|ordinary"
    r"|extraordinary|special|inaugural)\b[^.\n]{0,60}\bmeeting\b",
    re.IGNORECASE,
)


def title_lines(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, with the headings of the opening that name the record or its day at the level of titles."""
    marked = list(blocks)
    named: set[str] = set()
    dated = False
    for n, block in enumerate(blocks[:_OPENING]):
        words = text[block.start : block.end]
        if block.role == "paragraph" and not is_sentence(words) and not announced_field(words):
            continue  # an address, say
        if block.role != "heading" or block.level >= TOPIC_LEVEL or announced_field(words):
            break
        said = set(re.findall(r"\w+", words.lower()))
        if OF_ANOTHER_MEETING.search(words) or not (block.level == TITLE or is_short_line(words.rstrip(":."))):
            break
        has_date = bool(find_dates(words, year=2000))
        if block.level == TITLE or (has_date and not dated) or _NAMES_RECORD.search(words) or said <= named:
            marked[n] = dataclasses.replace(block, level=TITLE)
            named |= said
            dated |= has_date
        else:
            break
    if not dated and (day := next((n for n, one in enumerate(marked[:_OPENING]) if _is_day(text, one)), None)):
        marked[day] = dataclasses.replace(marked[day], level=TITLE)
    return marked


def _is_day(text: str, block: Block) -> bool:
    """Whether a heading says a day and nothing else."""
    words = text[block.start : block.end]
    found = find_dates(words) if block.role == "heading" and block.level < TOPIC_LEVEL else []
    return len(found) == 1 and not beside_day(words[: found[0].start] + words[found[0].end :])


def opening_titles(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The same blocks; the first headings, one directly below another, are titles where they outrank all others."""
    first = next((n for n, block in enumerate(blocks[:_OPENING]) if block.role == "heading"), len(blocks))
    end = first
    while end < len(blocks) and blocks[end].role == "heading" and blocks[end].level == blocks[first].level:
        end += 1
    others = [block.level for block in blocks[end:] if block.role == "heading"]
    facts = any(header_field(text[block.start : block.end]) for block in blocks[first:end])
    alone = not others and not any(_says_which(text[block.start : block.end]) for block in blocks[first + 1 : end])
    if end - first < 2 or facts or alone or blocks[first].level >= min(others, default=TOPIC_LEVEL):
        return list(blocks)
    return [dataclasses.replace(one, level=TITLE) if first <= n < end else one for n, one in enumerate(blocks)]


def _says_which(words: str) -> bool:
    """Whether a line says of which meeting the record is."""
    return bool(find_dates(words, year=2000)) or _NAMES_RECORD.search(words) is not None
