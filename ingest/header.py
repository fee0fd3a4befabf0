"""The facts of a meeting, from its title lines, labelled lines and file name."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from ipp_search.ingest.dates import find_dates, first_date
from ipp_search.ingest.headings import TITLE
from ipp_search.ingest.labels import announced_field, header_field, split_label
from ipp_search.ingest.lines import line_at, line_starts
from ipp_search.ingest.records import Block, Document, Meeting

# Words around a group's name that say only that these are minutes.
_BOILERPLATE = re.compile(
    r"^\W*((draft|final|approved)\s+)?(meeting\s+)?(minutes|notes|record)(\s+(of|from))?(\s+the)?(\s+meeting\s+(of|held))?\b"
    r"|\W*\b(meeting\s+)?(minutes|notes)\W*$|[\s,–—:(|-]+(held\s+)?on\s*$",
    re.IGNORECASE,
)
_HEADER_BLOCKS = 12  # a date further down is the date of something else
_DATE_LINE_WORDS = 8
_HELD = re.compile(r"\b(held|met|minutes of|meeting of|meeting on)\b", re.IGNORECASE)


def read_meeting(document: Document, blocks: Sequence[Block]) -> Meeting:
    """Gather what the record says of its own meeting.

    ``blocks`` are the document's, with headings marked. What is not stated stays None or
    empty; a missing date is a warning.
    """
    text, stem = document.text, Path(document.path).stem
    titles = [b for b in blocks if b.role == "heading" and b.level == TITLE]
    title = _fold(text[titles[0].start : titles[-1].end]) if titles else stem
    series = _series(_fold(text[titles[0].start : titles[0].end])) if titles else None
    facts: dict[str, list[str]] = {}
    for field, value in _facts(text, blocks):
        facts.setdefault(field, []).append(value)
    date, source = _date(document, blocks, stem)
    warnings = () if date else ("no date of the meeting found in the text or the file name",)
    return Meeting(
        id=f"{date or 'undated'}-{_slug(series or stem)}",
        title=title,
        path=document.path,
        sha256=document.sha256,
        series=series,
        date=date,
        date_source=source,
        next_meeting="; ".join(facts.get("next_meeting", ())) or None,
        purpose=" ".join(facts.get("purpose", ())) or None,
        attendees=tuple(name for value in facts.get("present", ()) for name in _names(value)),
        warnings=warnings,
    )


def _facts(text: str, blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Each header fact as ``(field, value)``: on a labelled line, or below a heading that is the label."""
    under: str | None = None
    for block in blocks:
        words = _fold(text[block.start : block.end])
        if block.role == "heading":
            under = header_field(words)
            continue
        label, value = split_label(words)
        field = announced_field(words)
        if field and label and value:
            yield field, value
            under = None
        elif field:
            under = field  # the label stands alone; what it announces follows
        elif under:
            yield under, words


def _date(document: Document, blocks: Sequence[Block], stem: str) -> tuple[dt.date | None, str | None]:
    """The meeting's own date and where it was read: a labelled line first, then title, header, file name."""
    text = document.text
    head = list(takewhile(lambda b: b.role != "heading" or b.level == TITLE, blocks[:_HEADER_BLOCKS]))
    labelled = [b for b in head if announced_field(text[b.start : b.end]) == "date"]
    titles = [b for b in head if b.role == "heading"]
    others = [b for b in head if b.role == "paragraph" and _tells_of_this_meeting(text[b.start : b.end])]
    for block in [*labelled, *titles, *others]:
        for day, start, _ in find_dates(text[block.start : block.end]):
            return day, f"line {line_at(line_starts(text), block.start + start)}"
    day_in_name = first_date(re.sub(r"(?<=\d)[_.](?=\d)", "-", stem))
    return (day_in_name, "file name") if day_in_name else (None, None)


def _tells_of_this_meeting(words: str) -> bool:
    """Whether a date in a line above the first section is the meeting's own: the line says so, or is little else."""
    if announced_field(words) is not None:
        return False
    return len(words.split()) <= _DATE_LINE_WORDS or _HELD.search(words) is not None


def _series(title: str) -> str | None:
    """The name of the group: its title without the date and the words every title has."""
    for _, start, end in reversed(list(find_dates(title))):
        title = title[:start] + title[end:]
    before = None
    while before != title:
        before, title = title, _BOILERPLATE.sub("", title).strip(" ,–—:|-()#*_")
    return title or None


def _names(value: str) -> list[str]:
    """Names in a list such as ``A, B and C``; "and" inside an earlier name does not split it."""
    parts = [part.strip() for part in re.split(r"[;,]", value) if part.strip()]
    if parts and (len(parts) > 1 or " and " in parts[0]):
        parts[-1:] = re.sub(r"^and\s+", "", parts[-1]).rsplit(" and ", 1)
    return [part.strip(" .*_") for part in parts]


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "record"


def _fold(words: str) -> str:
    return " ".join(words.split())
