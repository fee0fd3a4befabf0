"""Whether day or month comes first in a group's dates in numbers, where a record alone leaves it open.

``06/03/2025`` is decided by the other records of the group that lie in the same place: a day above twelve, a date that
one writes in words and in numbers, a next meeting that is named, then the group's weekday, the order of its numbered
files and the time between its meetings, then how it writes dates in words. Evidence that disagrees decides nothing. It
depends on the records of that group alone, and not on their order.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

from ipp_search.ingest.collection import place_of_group
from ipp_search.ingest.cues.date_order import order_in_words, spelt_order
from ipp_search.ingest.cues.dates import numeric_order
from ipp_search.ingest.minutes.facts.header import BY_OTHERS, DATE_READINGS
from ipp_search.ingest.minutes.facts.path_dates import spaced

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DISSENT = 10  # one record in so many may have it the other way about: a bill that was pasted in
_KNOWN_DAYS = 3  # meetings that show on which weekday a group meets
_ON_ITS_DAY, _BY_CHANCE = 0.8, 0.5  # shares of a group's meetings on one weekday, which moves now and then
_IN_ORDER = 4  # numbered files; three come in order by chance one time in six
_APART = dt.timedelta(days=6)
"""Groups meet once a week at the most."""
_EVEN = 3  # times the shortest time between two meetings; a summer or a meeting is left out
_UNTIL_NEXT = 200  # days; groups that name the day of the next meeting meet twice a year or more


@dataclass(frozen=True, slots=True)
class Dated:
    """A meeting as it bears on the order: its date, or the two ``readings``, day first and month first, of an open one.

    ``after`` is the day of the next meeting as the record alone names it, or both that it may be; ``applied`` tells
    with which order of others the record was read; ``text`` gives its text.
    """

    path: str
    series: str | None
    date: dt.date | None
    readings: tuple[dt.date, dt.date] | None
    after: tuple[dt.date, ...]
    applied: bool | None
    text: Callable[[], str]

    @classmethod
    def of(
        cls,
        path: str,
        series: str | None,
        days: tuple[str | None, str | None],
        sources: Mapping[str, str],
        text: Callable[[], str],
    ) -> Dated:
        """From what was understood of a meeting, with its date and the next one's in ISO form."""
        applied = next((order for order, words in BY_OTHERS.items() if sources.get("month_first") == words), None)
        date, after = (dt.date.fromisoformat(day) if day else None for day in days)
        if told := sources.get(DATE_READINGS):
            first, other, *rest = map(dt.date.fromisoformat, _ISO.findall(told))
            return cls(path, series, None, (first, other), tuple(rest), applied, text)
        return cls(path, series, date, None, (after,) if after else (), applied, text)


def orders(meetings: Sequence[Dated]) -> dict[str, bool | None]:
    """For each file with an open date, whether the month comes first in it; None where nothing decides."""
    groups: dict[tuple[PurePath, str | None], list[Dated]] = defaultdict(list)
    for meeting in meetings:
        groups[place_of_group(PurePath(meeting.path)), meeting.series].append(meeting)
    found: dict[str, bool | None] = {}
    for group in groups.values():
        if any(meeting.readings for meeting in group):
            order = _order(group)
            found |= {meeting.path: order for meeting in group if meeting.readings}
    return found


def _order(group: Sequence[Dated]) -> bool | None:
    rules = (_by_proof, _by_weekday, _by_number, _by_time_between, _by_words)
    return next((order for rule in rules if (order := rule(group)) is not None), None)


def _by_proof(group: Sequence[Dated]) -> bool | None:
    """Days above twelve, dates known otherwise, and next meetings, which one reading alone agrees with."""
    named = {meeting.after[0] for meeting in group if len(meeting.after) == 1}
    votes: list[bool | None] = [numeric_order(spaced(PurePath(path).stem)) for path in _paths(group)]
    votes += [numeric_order(text) for text in _texts(group)]
    for meeting in group:
        if meeting.date:
            votes.append(spelt_order(meeting.text(), meeting.date))
        if meeting.readings:
            votes.append(_only([day in named for day in meeting.readings]))
        if meeting.readings and meeting.after:
            pairs = zip((meeting.after[0], meeting.after[-1]), meeting.readings, strict=True)
            votes.append(_only([0 < (after - day).days <= _UNTIL_NEXT for after, day in pairs]))
    return _agreed(votes)


def _by_weekday(group: Sequence[Dated]) -> bool | None:
    """On which weekday the group meets, as its certain dates show, or else those of one order alone."""
    days = [meeting.date.weekday() for meeting in group if meeting.date]
    open_ = [meeting.readings for meeting in group if meeting.readings]
    if len(days) >= _KNOWN_DAYS:
        usual, times = Counter(days).most_common(1)[0]
        if times < _ON_ITS_DAY * len(days):
            return None
        return _agreed(_only([day.weekday() == usual for day in readings]) for readings in open_)
    if len(days) + len(open_) < _KNOWN_DAYS:
        return None
    shares = []
    for order in (0, 1):
        held = Counter([*days, *(readings[order].weekday() for readings in open_)])
        shares.append(held.most_common(1)[0][1] / held.total())
    clear = max(shares) >= _ON_ITS_DAY and min(shares) <= _BY_CHANCE
    return shares[1] > shares[0] if clear else None


def _by_number(group: Sequence[Dated]) -> bool | None:
    """The order of files that are numbered and otherwise named alike, where only one reading has their dates follow."""
    numbered: dict[str, list[tuple[int, Dated]]] = defaultdict(list)
    for meeting in group:
        stem = PurePath(meeting.path).stem
        numbers = re.findall(r"\d+", stem)
        if len(numbers) == 1:
            numbered[re.sub(r"\d+", "#", stem.casefold())].append((int(numbers[0]), meeting))
    votes = []
    for files in numbered.values():
        if len({number for number, _ in files}) == len(files) >= _IN_ORDER:
            held = [meeting for _, meeting in sorted(files, key=lambda file: file[0])]
            votes.append(_only([_rising(_days(held, order)) for order in (0, 1)]))
    return _agreed(votes)


def _rising(days: Sequence[dt.date]) -> bool:
    return len(days) >= _IN_ORDER and all(one < after for one, after in pairwise(days))


def _by_time_between(group: Sequence[Dated]) -> bool | None:
    """Whether the meetings are evenly apart in one order, and some of them crowded into a week in the other."""
    gaps = [[after - one for one, after in pairwise(sorted(_days(group, order)))] for order in (0, 1)]
    if len(gaps[0]) < _IN_ORDER - 1:
        return None
    even = [min(between) >= _APART and max(between) <= _EVEN * min(between) for between in gaps]
    crowded = [min(between) < _APART for between in gaps]
    return _only([even[0] and crowded[1], even[1] and crowded[0]])


def _by_words(group: Sequence[Dated]) -> bool | None:
    """Who writes ``3 June 2025`` writes ``03/06/2025``."""
    return _agreed(order_in_words(text) for text in _texts(group))


def _days(group: Iterable[Dated], order: int) -> list[dt.date]:
    days = (meeting.readings[order] if meeting.readings else meeting.date for meeting in group)
    return [day for day in days if day]


def _paths(group: Sequence[Dated]) -> list[str]:
    return sorted({meeting.path for meeting in group})


def _texts(group: Sequence[Dated]) -> list[str]:
    """The text of each file once."""
    by_path = {meeting.path: meeting.text for meeting in group}
    return [by_path[path]() for path in _paths(group)]


def _only(fits: Sequence[bool]) -> bool | None:
    """Which of day first and month first fits, if one alone does."""
    return None if fits[0] == fits[1] else fits[1]


def _agreed(votes: Iterable[bool | None]) -> bool | None:
    """What almost all say who say something."""
    counts = Counter(vote for vote in votes if vote is not None)
    if not counts:
        return None
    order, times = counts.most_common(1)[0]
    return order if (counts.total() - times) * _DISSENT <= counts.total() and times * 2 > counts.total() else None
