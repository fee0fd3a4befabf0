"""Members of a sequence of headings whose number was mistyped, or has a word of the margin before it.

Where ``12.22.02`` is followed by ``12.2.03`` and ``12.22.04``, the second is the third of them; so is ``LA 3 Finance``
between 2 and 4, whose first word is for the reader at the margin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from ipp_search.ingest.minutes.heading.members import Member, member_like, printed_from
from ipp_search.ingest.records import Block

_BEYOND = 2  # numbers looked for after the last: one may be missing there too
_PARTS = re.compile(r"\d[\d .]{2,12}?(?=\s[^\W\d])")
_IN_MARGIN = re.compile(r"(?:[A-Z][A-Za-z]{1,2}|[A-Z]{4})\s(?=\d)")
_NUMBER = re.compile(r"(?P<number>\d{1,2})[.)]?\s(?=[^\W\d])")


def slipped(text: str, blocks: Sequence[Block], chain: Sequence[Member]) -> Iterator[Member]:
    """The members that a sequence of headings lacks, each between its neighbours, that read as titles."""
    prefix = chain[0].scheme[1:-1] if chain[0].scheme[-1].endswith("parts") else ()
    ends = (chain[-1].place, len(blocks), chain[-1].ordinal, chain[-1].ordinal + _BEYOND + 1)
    gaps = [(one.place, after.place, one.ordinal, after.ordinal) for one, after in pairwise(chain)]
    taken = {one.place for one in chain}
    for start, end, least, most in [*gaps, ends]:
        lacking = list(range(least + 1, most))
        for place in range(start + 1, end):
            if lacking and place not in taken:
                read = (_as_member(text, blocks, place, prefix, n, chain[0]) for n in lacking)
                found = next((one for one in read if one is not None), None)
                if found is not None:
                    lacking = [n for n in lacking if n > found.ordinal]
                    yield found


def _as_member(
    text: str, blocks: Sequence[Block], place: int, prefix: Sequence[str], ordinal: int, one: Member
) -> Member | None:
    block = blocks[place]
    if block.role not in {"paragraph", "item", "heading"} or block.speaker is not None:
        return None
    head = printed_from(text, block)
    if prefix:
        number = _PARTS.match(text, head, block.end)
        expected = [".".join([*prefix, last]) for last in (f"{ordinal:02}", str(ordinal))]
        if number is None or all(Levenshtein.distance(number[0].rstrip("."), other) > 1 for other in expected):
            return None
        return member_like(one, text, place, block, head, number.end() + 1, ordinal)
    margin = _IN_MARGIN.match(text, head, block.end)
    number = _NUMBER.match(text, margin.end(), block.end) if margin and block.role == "paragraph" else None
    if margin is None or number is None or int(number["number"]) != ordinal:
        return None
    return member_like(one, text, place, block, margin.end(), number.end(), ordinal)
