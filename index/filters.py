"""Which passages a question may see, decided before anything is ranked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypedDict

from ipp_search.errors import BadQuestion
from ipp_search.ingest.cues.dates import read_period
from ipp_search.ingest.records import KINDS, Kind

Day = dt.date | str
"""A day, or words for a day or a period."""


class MeetingFilters(TypedDict, total=False):
    """Limits on meetings, by the names that every command, address and method gives them; see ``Filters``."""

    since: Day | None
    until: Day | None
    series: str | None


class ActionFilters(MeetingFilters, total=False):
    """Limits on actions."""

    meeting: str | None
    owner: str | None


class SearchFilters(ActionFilters, total=False):
    """Limits on passages."""

    section: str | None
    kind: Kind | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """Bounds on the passages to search; None leaves a bound open.

    ``since`` and ``until`` are inclusive and compare the meeting's own date, never a date in
    the text; an undated meeting is outside of any bound. ``meeting`` is a meeting's id or
    the beginning of one (``2025-06``); ``series`` words of the group's name. ``section`` is words of a
    heading at any level, ``speaker`` and ``owner`` words of a name, all in any case.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    meeting: str | None = None
    section: str | None = None
    kind: Kind | None = None
    series: str | None = None
    speaker: str | None = None
    owner: str | None = None

    def where(self) -> tuple[str, dict[str, str]]:
        """An SQL condition over ``passages p JOIN meetings m`` and its parameters; empty if all are open."""
        conditions, values = [], {}
        if self.since:
            conditions.append("coalesce(m.end_date, m.date) >= :since")
            values["since"] = self.since.isoformat()
        if self.until:
            conditions.append("m.date <= :until")
            values["until"] = self.until.isoformat()
        if self.meeting:
            conditions.append("substr(m.key, 1, length(:meeting)) = :meeting")
            values["meeting"] = self.meeting
        if self.section:
            conditions.append(
                "EXISTS (SELECT 1 FROM json_each(p.section) WHERE instr(folded(value), folded(:section)))"
            )
            values["section"] = self.section
        if self.kind:
            conditions.append("p.kind = :kind")
            values["kind"] = self.kind
        for name, column in (("series", "coalesce(m.series, m.title)"), ("speaker", "p.speaker"), ("owner", "p.owner")):
            if words := getattr(self, name):
                conditions.append(f"instr(folded(coalesce({column}, '')), folded(:{name}))")
                values[name] = words
        return " AND ".join(conditions), values

    @property
    def of_meetings(self) -> bool:
        """Whether only meetings are bounded, all of whose passages then pass or none."""
        return not (self.section or self.kind or self.speaker or self.owner)

    def as_dict(self) -> dict[str, str]:
        """The bounds that are set, as JSON shows them."""
        named = {name: getattr(self, name) for name in NAMES}
        return {name: str(value) for name, value in named.items() if value}


NAMES = tuple(field.name for field in fields(Filters))
"""Of all filters."""


def read_filters(given: Mapping[str, object], allowed: type[MeetingFilters] = SearchFilters) -> Filters:
    """Filters from values by name, dates in words allowed: a period's first day for ``since``, its last for ``until``.

    Raises:
        BadQuestion: one of them cannot be understood, or is none of those allowed.
    """
    names = [name for name in NAMES if name in allowed.__annotations__]
    if unknown := given.keys() - set(names):
        raise BadQuestion(f"There is no filter {min(unknown)!r} here.", f"There are {', '.join(names)}.")
    values: dict[str, Any] = dict(given)
    kind = values.pop("kind", None)
    if kind is not None and kind not in KINDS:
        raise BadQuestion(f"There is no kind {kind!r}.", f"It can be {', '.join(KINDS)}.")
    since, until = _bound(values.pop("since", None), 0), _bound(values.pop("until", None), 1)
    for name, value in values.items():
        if value is not None and not isinstance(value, str):
            raise BadQuestion(f"The {name} is {value!r}.", "It is to be words.")
    filters = Filters(since=since, until=until, kind=kind, **values)
    if filters.since and filters.until and filters.since > filters.until:
        raise BadQuestion(f"No day is on or after {filters.since} and on or before {filters.until}.", "Swap them?")
    return filters


def _bound(day: Day | None, end: int) -> dt.date | None:
    """A bound as a day: of a period given in words, its first (``end`` 0) or last (1)."""
    if day is None or isinstance(day, dt.date):
        return day
    period = read_period(day) if isinstance(day, str) else None
    if period is None:
        raise BadQuestion(f"{day!r} is not a date.", "Write it like 2025-06-03, '3 June 2025', 2025-06 or 2025.")
    return period[end]
