"""What a timeline was made from, so that another can make it again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ipp_search._version import __version__
from ipp_search.ingest.records import Meeting
from ipp_search.query.themes.marks import Mark, as_csv


@dataclass(frozen=True, slots=True)
class Provenance:
    """The program, the model and the records behind a timeline.

    ``meetings`` and ``groups`` are counts over the whole index, ``first`` and ``last`` its earliest and latest day
    (``2025-06-03``; None where no meeting has one). ``sources_sha256`` is over the digests of the record files, sorted,
    a line each; ``marks_sha256`` over the marks as the program writes them, None where there are none.
    """

    version: str
    model: str
    meetings: int
    groups: int
    first: str | None
    last: str | None
    sources_sha256: str
    marks_sha256: str | None


def provenance_of(model: str, meetings: Sequence[Meeting], marks: Sequence[Mark]) -> Provenance:
    """That of what is made from these meetings."""
    days = sorted(meeting.date.isoformat() for meeting in meetings if meeting.date)
    return Provenance(
        __version__,
        model,
        len(meetings),
        len({meeting.series for meeting in meetings}),
        days[0] if days else None,
        days[-1] if days else None,
        digest_of_sources(meeting.sha256 for meeting in meetings),
        hashlib.sha256(as_csv(marks).encode()).hexdigest() if marks else None,
    )


def digest_of_sources(digests: Iterable[str]) -> str:
    """One SHA-256 over those of files: of each once, sorted, a line each."""
    return hashlib.sha256("".join(f"{digest}\n" for digest in sorted(set(digests))).encode()).hexdigest()
