"""Which passages a question may see, decided before anything is ranked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ipp_search.ingest.records import Kind


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

    def as_dict(self) -> dict[str, str]:
        """The bounds that are set, as JSON shows them."""
        named = {
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "meeting": self.meeting,
            "section": self.section,
            "kind": self.kind,
            "series": self.series,
            "speaker": self.speaker,
            "owner": self.owner,
        }
        return {name: value for name, value in named.items() if value}
