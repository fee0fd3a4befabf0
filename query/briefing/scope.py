"""Which meetings a draft covers, and in which of them nothing was found: the sentences, and how they are read back.

That nothing was found is all that can be said; it is said with the meetings that were looked through.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ipp_search.index.words.folding import folded
from ipp_search.ingest.records import Meeting, long_date

_FEW = 4  # meetings that are named by their dates
_GROUPS = 3  # groups that are told of one by one
RECORDS = "the records"
_COUNT = r"[\d,]+"
_NONE = re.compile(
    rf"No passage found in (?:(?P<some>{_COUNT}) of )?the (?:one meeting|(?P<all>{_COUNT}) meetings) of (?P<rest>.+)\."
)
_LIMITS = re.compile(
    r"Only meetings"
    r"(?: since (?P<since>[^,.]{1,40})| up to (?P<until>[^,.]{1,40})"
    r"| from (?P<first>[^,.]{1,40}?) to (?P<last>[^,.]{1,40}))?"
    r"(?:,? of groups whose name has the words: (?P<series>.+))?\."
)


@dataclass(frozen=True, slots=True)
class Silence:
    """Meetings without a passage on a topic, among all of ``whose`` that were looked through; both in time."""

    whose: str
    silent: tuple[Meeting, ...]
    among: tuple[Meeting, ...]


def silences(meetings: Sequence[Meeting], speaking: Iterable[Meeting]) -> list[Silence]:
    """Where nothing was found, group by group; where there are many, in the records as a whole.

    Args:
        meetings: all that were looked through, oldest first, undated last.
        speaking: those that have something.
    """
    said = {meeting.id for meeting in speaking}
    groups: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        groups.setdefault(meeting.name, []).append(meeting)
    if len(groups) > _GROUPS:
        groups = {RECORDS: list(meetings)}
    return [
        Silence(name, silent, tuple(held))
        for name, held in groups.items()
        if (silent := tuple(meeting for meeting in held if meeting.id not in said))
    ]


def sentence(silence: Silence) -> str:
    """That nothing was found, and where; ``read`` reads it back."""
    some, among = silence.silent, silence.among
    part = f"{len(some):,} of " if len(some) < len(among) else ""
    which = "one meeting" if len(among) == 1 else f"{len(among):,} meetings"
    few = bool(part) and len(some) <= _FEW and any(meeting.date for meeting in some)
    named = f": {_listed([meeting.when for meeting in some])}" if few else ""
    return f"No passage found in {part}the {which} of {silence.whose}{_span(among)}{named}."


def _span(meetings: Sequence[Meeting]) -> str:
    dated = [meeting.when for meeting in meetings if meeting.date]
    if not dated:
        return ", undated"
    undated = ", some undated" if len(dated) < len(meetings) else ""
    return (f", {dated[0]}" if dated[0] == dated[-1] else f", {dated[0]} to {dated[-1]}") + undated


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def states_silence(words: str) -> bool:
    """Whether words are the sentence that nothing was found, be it true or not."""
    return _NONE.fullmatch(words) is not None


def read(words: str, meetings: Sequence[Meeting], told: Callable[[Meeting], bool]) -> Silence | str | None:
    """The silence that a sentence states, what is wrong with it, or None if it is no such sentence.

    Args:
        words: the sentence, its dates as ``sentence`` writes them.
        meetings: all that the document says it covers.
        told: whether the document quotes a meeting, or says of it that it has only actions.
    """
    match = _NONE.fullmatch(words)
    if match is None:
        return None
    found = _meant(match["rest"], meetings)
    if found is None:
        return "no group of the records is meant"
    whose, among = found
    silent = tuple(meeting for meeting in among if not told(meeting)) if match["some"] else among
    if not silent:
        return f"all meetings of {whose} are told of here"
    silence = Silence(whose, silent, among)
    return silence if sentence(silence) == words else f"it should read: {sentence(silence)}"


def _meant(rest: str, meetings: Sequence[Meeting]) -> tuple[str, tuple[Meeting, ...]] | None:
    """Whose meetings are meant by the words behind their number, and these."""
    if rest == RECORDS or rest.startswith((f"{RECORDS}, ", f"{RECORDS}:")):
        return RECORDS, tuple(meetings)
    names = {meeting.name for meeting in meetings if rest.startswith((f"{meeting.name},", f"{meeting.name}:"))}
    whose = max(names, key=len, default=rest)
    among = tuple(meeting for meeting in meetings if meeting.name == whose)
    return (whose, among) if among else None


def limits_sentence(limits: Mapping[str, str]) -> str:
    """The limits that a draft was made with, empty if there were none; ``read_limits`` reads it back."""
    days = {name: long_date(dt.date.fromisoformat(limits[name])) for name in ("since", "until") if limits.get(name)}
    time = f" from {days['since']} to {days['until']}" if len(days) == 2 else ""
    time = time or (f" since {days['since']}" if "since" in days else f" up to {days['until']}" if days else "")
    group = (
        f"{',' if time else ''} of groups whose name has the words: {limits['series']}" if limits.get("series") else ""
    )
    return f"Only meetings{time}{group}." if time or group else ""


def read_limits(
    words: str, day_of: Callable[[str], dt.date | None]
) -> tuple[dt.date | None, dt.date | None, str] | None:
    """The first day, the last, and the words of the group's name that a sentence limits a draft to."""
    match = _LIMITS.fullmatch(words)
    if match is None or words == "Only meetings.":
        return None
    since, until = match["since"] or match["first"], match["until"] or match["last"]
    days = [day_of(words) if words else None for words in (since, until)]
    if (since and not days[0]) or (until and not days[1]):
        return None
    return days[0], days[1], match["series"] or ""


def within(meeting: Meeting, since: dt.date | None, until: dt.date | None, series: str) -> bool:
    """Whether a meeting is one of those that limits leave."""
    if (since or until) and meeting.date is None:
        return False
    first, last = meeting.date, meeting.end_date or meeting.date
    return (
        (since is None or (last is not None and last >= since))
        and (until is None or (first is not None and first <= until))
        and folded(series) in folded(meeting.name)
    )
