"""Filters that a question states in its own words: "since 2024", "in June 2025", "actions for HMPPS".

What is recognised is a filter only if the records have something it can mean: "abolished in 2012" stays words
where no meeting was held in 2012.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.filters import Filters
from ipp_search.ingest.cues.dates import read_period
from ipp_search.ingest.records import MONTHS

_MONTH = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTHS) + r"|Sept)\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:\d{{4}}-\d\d(?:-\d\d)?|(?:{_DAY} )?{_MONTH},? \d{{4}}|{_MONTH} {_DAY},? \d{{4}}|(?:19|20)\d\d)(?![\w-]|\.\d)"
)
_NOT_ONE_OF_SEVERAL = rf"(?!,? (?:or|and) {_DATE})"
_MEETING = r"(?: (?:meetings?|plenary|plenaries|notes?|minutes|sessions?))?"
_BETWEEN = re.compile(rf"\b(?:between|from|since) (?P<a>{_DATE}) (?:and|to|until|till) (?P<b>{_DATE})", re.IGNORECASE)
_SINCE = re.compile(rf"\b(?P<word>since|from|after) (?:the )?(?P<a>{_DATE}){_MEETING}(?: onwards?)?", re.IGNORECASE)
_UNTIL = re.compile(rf"\b(?P<word>before|until|till|up to) (?:the )?(?P<b>{_DATE}){_MEETING}", re.IGNORECASE)
_IN = re.compile(
    rf"\b(?:held |back )?(?:in|during|at|on|of|for) (?:the )?(?P<a>{_DATE}){_MEETING}{_NOT_ONE_OF_SEVERAL}",
    re.IGNORECASE,
)
_OF_A_DAY = re.compile(
    rf"\b(?:(?:in|at|during|from|of|for) )?the (?P<a>{_DATE}) (?:meeting|plenary|note|notes|minutes|session)\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:in|at|during|from|of) the (?P<which>last|latest|most recent|first) (?:meeting|plenary|note|session)\b",
    re.IGNORECASE,
)
_ACTIONS = re.compile(
    r"^(?:(?:what|which|list|show|find|give|me|all|any|the|open|outstanding|are|were|is)\s+)*"
    r"actions?(?: points?| items?)?"
    r"(?:\s+(?P<of>for|of|on|by|owned by|assigned to|given to)\s+(?:the\s+)?(?P<rest>.+))?$",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"^(?:what|which)\b(?:\s+(?:is|are|was|were|things?|items?|tasks?|remains?|still|left))*"
    r"\s+(?:open|outstanding|pending|to do(?!\s+with\b)|to be done|due)"
    r"\s+(?P<of>for|with|by|from|on)\s+(?:the\s+)?(?P<rest>.+)$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"[^"]*"|“[^”]{0,1000}”')
_END_OF_NAME = re.compile(r",| (?:and|or|about|on|in|since|from|before|after)\b", re.IGNORECASE)
_NAME_WORDS = 5


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is left of a question, and the filters with those it states.

    ``no_meeting`` are its words for a time in which no meeting was held, which are then words like any others.
    ``after`` is the last day before the meeting that "the next meeting after …" asks for.
    """

    left: str
    filters: Filters
    no_meeting: str | None = None
    after: dt.date | None = None


def read_bounds(typed: str, given: Filters, catalogue: Catalogue, *, of_next: bool = False) -> Bounds:
    """The bounds that a question states; filters ``given`` stay as they are.

    ``of_next`` tells that it asks for the next meeting: what it says of a time is then no bound on the records, as
    the one that states when the next meeting is was held before it.
    """
    if of_next and (match := _SINCE.search(typed)) and (period := read_period(match["a"])):
        left = f"{typed[: match.start()].rstrip()} {typed[match.end() :].lstrip()}".strip()
        return Bounds(left if re.search(r"\w", left) else typed, given, after=period[1])
    found = Bounds(typed, given)
    if given.since is None and given.until is None and given.meeting is None:
        found = _dates(typed, given, catalogue)
    left, filters = found.left, found.filters
    if given.kind is None and given.owner is None and (match := _ACTIONS.match(left.strip(" ?.!"))):
        named = _END_OF_NAME.split(match["rest"] or "")[0]
        filters = _actions(named, match["of"] in {"for", "owned by", "assigned to", "given to"}, filters, catalogue)
    elif given.kind is None and given.owner is None and (match := _OPEN.match(left.strip(" ?.!"))):
        named = _END_OF_NAME.split(match["rest"])[0]
        filters = _actions(named, match["of"] != "on", filters, catalogue)
    return Bounds(left if re.search(r"\w", left) else typed, filters, found.no_meeting)


def without_times(typed: str) -> tuple[str, str | None]:
    """A phrase without the first time that it states ("recall since 2024"), and that time; None if it states none."""
    for form in (_BETWEEN, _SINCE, _UNTIL, _IN, _OF_A_DAY, _LAST):
        if match := form.search(typed):
            left = f"{typed[: match.start()].rstrip()} {typed[match.end() :].lstrip()}".strip()
            if re.search(r"\w", left):
                return left, match[0].strip()
    return typed, None


def _dates(typed: str, given: Filters, catalogue: Catalogue) -> Bounds:
    quoted = [range(*phrase.span()) for phrase in _QUOTED.finditer(typed)]
    if match := _LAST.search(typed):
        order = "max" if match["which"].lower() != "first" else "min"
        ((day,),) = catalogue.rows(f"SELECT {order}(date) FROM meetings")
        found = dt.date.fromisoformat(day) if day else None
        return _if_any_meeting(typed, match, given, found, found, catalogue)
    for form in (_BETWEEN, _SINCE, _UNTIL, _IN, _OF_A_DAY):
        match = form.search(typed)
        if match and not any(match.start() in phrase for phrase in quoted):
            named = match.groupdict()
            first, last = read_period(named.get("a") or ""), read_period(named.get("b") or "")
            since, until = first and first[0], last and last[1]
            if form in (_IN, _OF_A_DAY) and first:
                until = first[1]
            if (named.get("word") or "").lower() == "after" and first:
                since = first[1] + dt.timedelta(days=1)
            if (named.get("word") or "").lower() == "before" and last:
                until = last[0] - dt.timedelta(days=1)
            if since and until and since > until:
                continue
            return _if_any_meeting(typed, match, given, since, until, catalogue)
    return Bounds(typed, given)


def _if_any_meeting(
    typed: str, match: re.Match[str], given: Filters, since: dt.date | None, until: dt.date | None, catalogue: Catalogue
) -> Bounds:
    bounded = replace(given, since=since, until=until)
    where, values = Filters(since=since, until=until).where()
    if not (since or until) or not catalogue.rows(f"SELECT 1 FROM meetings m WHERE {where} LIMIT 1", values):
        return Bounds(typed, given, match[0].strip())
    return Bounds(f"{typed[: match.start()].rstrip()} {typed[match.end() :].lstrip()}".strip(), bounded)


def _actions(named: str, is_owner: bool, filters: Filters, catalogue: Catalogue) -> Filters:
    """Only actions, and only those of whom the words after "actions for" begin by naming."""
    actions = replace(filters, kind="action")
    words = [word.strip(",?.!") for word in named.split()]
    for length in range(min(len(words), _NAME_WORDS), 0, -1):
        owned = replace(actions, owner=" ".join(words[:length]))
        where, values = owned.where()
        if owned.owner and catalogue.rows(
            f"SELECT 1 FROM passages p JOIN meetings m ON m.id = p.meeting_id WHERE {where} LIMIT 1", values
        ):
            return owned
    if is_owner and words and words[0][:1].isupper():
        return replace(actions, owner=" ".join(words))  # nobody has any: say so, rather than give others'
    return actions
