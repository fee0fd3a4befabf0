"""What the files of a collection tell together: the one name under which a group meets.

Files that lie together (the folders of single days and meetings aside) are compared. A name that several of them state
is the group's; a file whose own words name none takes that of its like; spellings of one name become one. What is
decided depends on the files that lie together alone: neither the order in which they came nor other folders change it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ipp_search.ingest.cues.dates import find_dates
from ipp_search.ingest.minutes.facts.series import name_in_path, names_a_group

_OF_ONE_MEETING = re.compile(r"\d")  # a folder with a number in its name is of a day or a meeting: 06, 8th WGM, 10_agm
_WORD = re.compile(r"[^\W_]+")
_ESTABLISHED = 2  # files that state a name
_SEVERAL = 4  # files that lie together, of which most tell something
_PREFIX_WORDS = 2


@dataclass(frozen=True, slots=True)
class Stated:
    """What one meeting's record says of its group: ``names`` likeliest first; ``fixed`` where a person set it.

    ``otherwise`` is what to call it where it states no name and its like have none: the words of its title.
    """

    path: str
    names: tuple[str, ...]
    fixed: str | None = None
    otherwise: str | None = None


def name_groups(meetings: Sequence[Stated]) -> list[str | None]:
    """The name of the group of each meeting, in their order; None where nothing names it."""
    together: dict[PurePath, list[int]] = defaultdict(list)
    for n, meeting in enumerate(meetings):
        together[place_of_group(PurePath(meeting.path))].append(n)
    names: list[str | None] = [None] * len(meetings)
    for members in together.values():
        for n, name in zip(members, _name_those([meetings[n] for n in members]), strict=True):
            names[n] = name
    return names


def place_of_group(path: PurePath) -> PurePath:
    """The folder that holds the records of a group, above those of a day or a single meeting."""
    folder = path.parent
    while folder.name and _OF_ONE_MEETING.search(folder.name):
        folder = folder.parent
    return folder


def _name_those(meetings: Sequence[Stated]) -> list[str | None]:
    support: Counter[tuple[str, ...]] = Counter()
    for _, keys in {(m.path, frozenset(map(key_of, m.names))) for m in meetings}:
        support.update(keys)
    prefixes = _shared_beginnings(meetings)
    chosen = [_own_name(m, support, prefixes) for m in meetings]
    # Where most files name no group, what one alone seems to name is an item: "Report of the Finance Committee".
    if len(meetings) >= _SEVERAL and sum(not m.names for m in meetings) * 2 > len(meetings):
        chosen = [
            name if m.fixed or (name and support[key_of(name)] >= _ESTABLISHED) else None
            for m, name in zip(meetings, chosen, strict=True)
        ]
    like: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for meeting, name in zip(meetings, chosen, strict=True):
        if name:
            for place in (_stem(meeting.path), _template(meeting.path)):
                like[place][key_of(name)] += 1
    spelling = _spellings([name for name in chosen if name])
    return [
        m.fixed
        or spelling.get(key_of(name) if name else _of_its_like(m, like))
        or _in_name(m)
        or (None if m.names else m.otherwise)
        for m, name in zip(meetings, chosen, strict=True)
    ]


def _own_name(
    meeting: Stated, support: Mapping[tuple[str, ...], int], prefixes: Mapping[tuple[str, ...], str]
) -> str | None:
    """The name that a record states: one that others state too, before one that it alone has."""
    if meeting.fixed or not meeting.names:
        return meeting.fixed
    strong = [name for name in meeting.names if names_a_group(name)]
    known = [name for name in strong or meeting.names if support[key_of(name)] >= _ESTABLISHED]
    name = (known or strong or list(meeting.names))[0]
    return name if known else prefixes.get(key_of(name), name)


def _shared_beginnings(meetings: Sequence[Stated]) -> dict[tuple[str, ...], str]:
    """For names that each have an ending of their own, how most of those that lie together begin."""
    names = {key_of(m.names[0]): m.names[0] for m in meetings if m.names}
    counts = Counter(key[:size] for key in names for size in range(_PREFIX_WORDS, len(key)))
    shared = {key for key, count in counts.items() if count > _ESTABLISHED and count * 2 > len(names)}
    beginnings = {}
    for key, name in names.items():
        longest = max(
            (key[:size] for size in range(_PREFIX_WORDS, len(key)) if key[:size] in shared), key=len, default=()
        )
        words = name.split()
        if longest and len(words) == len(key) and not names_a_group(" ".join(words[len(longest) :])):
            beginnings[key] = " ".join(words[: len(longest)])
    return beginnings


def _of_its_like(meeting: Stated, like: Mapping[str, Counter[tuple[str, ...]]]) -> tuple[str, ...]:
    """The name of the files that are named as this one is, date and format aside, where they are of one group."""
    for place in (_stem(meeting.path), _template(meeting.path)):
        if len(like.get(place, ())) == 1:
            return next(iter(like[place]))
    return ()


def _in_name(meeting: Stated) -> str | None:
    return name_in_path(PurePath(meeting.path))


def _stem(path: str) -> str:
    return str(PurePath(path).with_suffix(""))


def _template(path: str) -> str:
    """A file's name without what differs from meeting to meeting."""
    stem = PurePath(path).stem
    for found in reversed(find_dates(stem, compact=True)):
        stem = stem[: found.start] + stem[found.end :]
    return " ".join(re.findall(r"[^\W\d_]+", stem.casefold()))


def key_of(name: str) -> tuple[str, ...]:
    """A name as it compares: without case, marks, articles and a closing "meeting"."""
    words = [word for word in _WORD.findall(name.casefold()) if word not in {"the", "of", "and"}]
    while len(words) > 1 and words[-1] in {"meeting", "meetings"}:
        words.pop()
    return tuple(words)


def _spellings(names: Sequence[str]) -> dict[tuple[str, ...], str]:
    """For each name that compares alike, the shortest spelling, one in mixed case before one in capitals."""
    counts = Counter(names)
    best: dict[tuple[str, ...], str] = {}
    for name in sorted(counts, key=lambda name: (name.isupper(), len(name), -counts[name], name)):
        best.setdefault(key_of(name), name)
    return best
