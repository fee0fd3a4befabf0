"""Numbered headings, by the evidence of the whole record: a number counts only as a member of its sequence.

A sequence (``1. 2. 3.``, ``08.23.01 08.23.02``, ``a) b) c)``) is one of headings where what is numbered reads as titles
and something stands between one member and the next; where the next member follows at once, it is a list.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ipp_search.ingest.minutes.heading.members import Member, members_of
from ipp_search.ingest.minutes.heading.slips import slipped
from ipp_search.ingest.records import Block

_LEAST = 3  # members that make a sequence; two numbers stand beside one another by chance
_SPACED = 0.6  # share of members of a sequence of headings that have something below them
_TITLES = 0.6  # share of members of a sequence of headings that read as titles
_MOST_CHAINS = 200  # of one way of numbering: each is looked for among all that is left
_MARKED = 6  # levels of headings that a format marks


@dataclass(frozen=True, slots=True)
class Numbering:
    """The blocks with numbered headings marked, and the places of those that are items of numbered lists."""

    blocks: list[Block]
    headings: frozenset[int]
    listed: frozenset[int]
    """The places of what is no heading: the items of numbered lists, and what titles are run into."""


def mark_numbered(text: str, blocks: Sequence[Block]) -> Numbering:
    """Mark the headings that sequences of numbers tell; a title run into its paragraph is set apart from it."""
    members = [member for n, block in enumerate(blocks) for member in members_of(text, n, block)]
    named = Counter(text[one.start : one.end] for one in members if one.rest is not None)
    # What stands before many statements is who makes them.
    members = [
        replace(one, is_title=False, rest=None, end=blocks[one.place].end)
        if one.rest is not None and named[text[one.start : one.end]] > 1
        else one
        for one in members
    ]
    accepted: dict[int, tuple[Member, tuple[str, ...]]] = {}
    listed: set[int] = set()
    for chain in _chains(members):
        if _is_of_headings(chain):
            accepted |= {one.place: (one, one.scheme) for one in _alike(chain) if one.is_title}
            accepted |= {one.place: (one, one.scheme) for one in slipped(text, blocks, chain)}
        elif len(chain) > 1 and not any(one.strong for one in chain) and _spaced(chain) < 1 - _SPACED:
            listed |= {one.place for one in chain}
    for member in members:
        if member.place not in accepted and member.is_title and _is_part(member, accepted):
            accepted[member.place] = (member, member.scheme)
    # Headings that the format marks stand beside others that bear no number: the highest of both are of one level.
    formats = [blocks[n].level for n in accepted if blocks[n].role == "heading" and 0 < blocks[n].level <= _MARKED]
    above = min(formats, default=1) - 1
    levels = {n: min(above + level, _MARKED) for n, level in _levels([accepted[n] for n in sorted(accepted)]).items()}
    marked: list[Block] = []
    headings: set[int] = set()
    in_lists: set[int] = set()
    for n, block in enumerate(blocks):
        if n not in accepted:
            if n in listed:
                in_lists.add(len(marked))
            marked.append(block)
            continue
        member = accepted[n][0]
        if text[block.start : member.head].strip().isalpha():  # what stands in the margin
            in_lists.add(len(marked))
            marked.append(replace(block, end=block.start + len(text[block.start : member.head].rstrip())))
        headings.add(len(marked))
        marked.append(replace(block, start=member.head, end=member.end, role="heading", level=levels[n], marker=""))
        if member.rest is not None:
            in_lists.add(len(marked))
            marked.append(replace(block, start=member.rest, role="paragraph", level=0, marker="", gap=False))
    return Numbering(marked, frozenset(headings), frozenset(in_lists))


def _is_part(member: Member, accepted: Mapping[int, tuple[Member, tuple[str, ...]]]) -> bool:
    """Whether ``6.1`` stands below a heading numbered 6, and is printed as one."""
    above = max((n for n in accepted if n < member.place and accepted[n][0].scheme[-1] != "2 parts"), default=None)
    return (
        above is not None
        and member.scheme == ("1", str(accepted[above][0].ordinal), "2 parts")
        and (member.strong or member.emphasised)
    )


def _alike(chain: Sequence[Member]) -> list[Member]:
    """Where most of a sequence's titles are run in, so is every one that has something after a dash or colon."""
    if sum(one.rest is not None for one in chain) * 2 < len(chain):
        return list(chain)
    return [
        replace(one, end=one.loose[0], rest=one.loose[1], is_title=True) if one.rest is None and one.loose else one
        for one in chain
    ]


def _chains(members: Sequence[Member]) -> list[list[Member]]:
    """Of each way of numbering its runs of one number after the other, the longest first; a block is in one chain."""
    of_scheme: dict[tuple[str, ...], list[Member]] = defaultdict(list)
    for member in members:
        of_scheme[member.scheme].append(member)
    chains: list[list[Member]] = []
    for ones in of_scheme.values():
        left = ones
        for _ in range(_MOST_CHAINS):
            numbers = {one.ordinal for one in left}
            if not any(number + step in numbers for number in numbers for step in (1, 2)):
                chains += [[one] for one in left]
                break
            chain = _heaviest(left)
            chains.append(chain)
            taken = {one.place for one in chain}
            left = [one for one in left if one.place not in taken]
    chains.sort(key=lambda chain: -sum(map(_weight, chain)))
    seen: set[int] = set()
    kept = []
    for chain in chains:
        fresh = [one for one in chain if one.place not in seen]
        seen |= {one.place for one in fresh}
        if fresh:
            kept.append(fresh)
    return kept


def _weight(member: Member) -> float:
    return 1 + member.is_title + member.strong


def _heaviest(members: Sequence[Member]) -> list[Member]:
    """The run of ascending numbers with the most evidence of being headings; one number may be missing or twice."""
    best: list[tuple[float, int | None]] = []
    of_number: dict[int, tuple[float, int]] = {}  # the run with the most evidence that ends in it, the last of equals
    for n, member in enumerate(members):
        following = [
            (of_number[number][0] - lost, of_number[number][1])
            for number, lost in ((member.ordinal - 1, 0.0), (member.ordinal - 2, 0.5))
            if number in of_number
        ]
        score, before = max(following, default=(0.0, None))
        best.append((score + _weight(member), before))
        of_number[member.ordinal] = max(of_number.get(member.ordinal, (0.0, n)), (best[n][0], n))
    at: int | None = max(range(len(best)), key=lambda n: best[n][0])
    chain = []
    while at is not None:
        chain.append(members[at])
        at = best[at][1]
    return chain[::-1]


def _spaced(chain: Sequence[Member]) -> float:
    """The share of members, the last aside, that have something between them and the next."""
    apart = [after.place - one.place > 1 or one.rest is not None for one, after in pairwise(chain)]
    return sum(apart) / max(len(apart), 1)


def _is_of_headings(chain: Sequence[Member]) -> bool:
    if len(chain) < _LEAST or chain[0].ordinal > 2:
        return False
    strong = sum(one.strong for one in chain) / len(chain)
    titles = sum(one.is_title for one in chain) / len(chain)
    return titles >= _TITLES and (_spaced(chain) >= _SPACED or strong > _TITLES)


def _levels(headings: Sequence[tuple[Member, tuple[str, ...]]]) -> dict[int, int]:
    """The level of each heading by place: a way of numbering that begins within another's is below it."""
    stack: list[tuple[str, ...]] = []
    levels: dict[int, int] = {}
    for member, scheme in headings:
        key = (scheme[0], scheme[-1])
        if key in stack:
            del stack[stack.index(key) + 1 :]
        else:
            stack.append(key)
        levels[member.place] = len(stack)
    return levels
