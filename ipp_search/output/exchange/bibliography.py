"""Meetings, and passages of them, as entries of a reference manager: RIS, BibTeX, CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ipp_search.output.format import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ipp_search.ingest.records import Meeting, Passage

_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_KEY = re.compile(r"[^A-Za-z0-9-]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A source: a meeting, or the place of a passage in it with its words as a note."""

    key: str
    meeting: Meeting
    place: str = ""
    section: str = ""
    words: str = ""


def of_meetings(meetings: Iterable[Meeting]) -> list[Entry]:
    """An entry a meeting."""
    return [Entry(meeting.id, meeting) for meeting in meetings]


def of_passages(passages: Iterable[Passage]) -> list[Entry]:
    """An entry a passage."""
    return [
        Entry(f"{p.meeting.id}-{p.id}", p.meeting, p.place, " › ".join(p.section), one_line(p.text)) for p in passages
    ]


def ris(entries: Sequence[Entry]) -> str:
    """As RIS, which Zotero, EndNote and Mendeley read; minutes are unpublished work."""
    return "\n".join("\n".join(f"{tag}  - {words}" for tag, words in _ris(one)) for one in entries)


def _ris(entry: Entry) -> list[tuple[str, str]]:
    meeting, day = entry.meeting, entry.meeting.date
    month_only = meeting.precision == "month"
    fields = [
        ("TY", "UNPB"), ("ID", entry.key), ("TI", _title(meeting)), ("AU", f"{one_line(meeting.name)},"),
        *([("PY", str(day.year)), ("DA", f"{day:%Y/%m}/" if month_only else f"{day:%Y/%m/%d}")] if day else []),
        ("M3", "Minutes"), ("N1", entry.words), ("SE", one_line(entry.section)), ("SP", entry.place), ("ER", ""),
    ]  # fmt: skip
    return [(tag, words) for tag, words in fields if words or tag == "ER"]


def bibtex(entries: Sequence[Entry]) -> str:
    """As BibTeX, ``@misc`` each; names of groups are braced, so that they are not taken for a person's."""
    return "\n\n".join(map(_bibtex, entries))


def _bibtex(entry: Entry) -> str:
    meeting, day = entry.meeting, entry.meeting.date
    fields = {
        "title": f"{{{_escaped(_title(meeting))}}}", "author": f"{{{_escaped(one_line(meeting.name))}}}",
        "year": str(day.year) if day else "", "month": str(day.month) if day else "",
        "howpublished": "Minutes", "pages": _escaped(entry.place),
        "note": _escaped(": ".join(filter(None, (one_line(entry.section), entry.words)))),
    }  # fmt: skip
    lines = [f"  {name} = {{{words}}}," for name, words in fields.items() if words]
    return "\n".join([f"@misc{{{_KEY.sub('-', entry.key)},", *lines, "}"])


def csl_json(entries: Sequence[Entry]) -> str:
    """As CSL-JSON, which pandoc and Zotero read."""
    return json.dumps([_csl(entry) for entry in entries], ensure_ascii=False, indent=2)


def _csl(entry: Entry) -> dict[str, Any]:
    meeting = entry.meeting
    parts = [_parts(day, meeting.precision) for day in (meeting.date, meeting.end_date) if day]
    if len(parts) == 2 and parts[0] == parts[1]:
        parts.pop()
    fields: dict[str, Any] = {
        "id": entry.key, "type": "report", "genre": "Minutes", "title": _title(meeting),
        "author": [{"literal": one_line(meeting.name)}], "issued": {"date-parts": parts} if parts else None,
        "section": one_line(entry.section), "locator": entry.place, "note": entry.words,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value}


def _parts(day: Any, precision: str) -> list[int]:
    return [day.year, day.month] if precision == "month" else [day.year, day.month, day.day]


def _title(meeting: Meeting) -> str:
    return one_line(f"Minutes of {meeting.name}, {meeting.when}")


def _escaped(words: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in words)


WRITERS: dict[str, Callable[[Sequence[Entry]], str]] = {"ris": ris, "bibtex": bibtex, "csl-json": csl_json}
"""By the name of the format."""
