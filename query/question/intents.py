"""Questions of a kind: what a record states as a fact of its meeting, and where a subject first came up.

A table of named intents, each known by the form of the question. Where a form is not sure it is left out: the
question is then ranked like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ipp_search.ingest.records import Kind

Fact = Literal["present", "apologies", "chair", "next_meeting"]
"""A fact of a meeting, by the name that ``Meeting.sources`` gives it."""

_PERSONS = (
    r"(?:who(?: else| all)?|which (?:people|persons|members|bodies|organi[sz]ations)|how many(?: people| members)?)"
)


@dataclass(frozen=True, slots=True)
class Intent:
    """What kind of answer a question asks for; at most one of these is set.

    ``fact`` is a fact of a meeting; ``kind`` what statements are looked for; ``first`` the subject of which the
    first passage by date is asked for.
    """

    fact: Fact | None = None
    kind: Kind | None = None
    first: str | None = None


# Each form is tried in this order; the first that fits tells.
_FACTS: tuple[tuple[Fact, re.Pattern[str]], ...] = (
    (
        "apologies",
        re.compile(
            rf"^(?:{_PERSONS}|whose|were there|what|any) (?:(?:had|has|were|was|the|any|all)\s)?"
            r"(?:(?:sent|gave|send|give|made|offered)(?: (?:their|his|her|in))? )?"
            r"(?:apologies|apologi[sz]ed|absent|missing|unable to (?:attend|come)"
            r"|(?:could|can|did|was|were)(?: not|n[’']t) (?:able to )?(?:attend|come|present|there|make it))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "chair",
        re.compile(
            r"^who (?:(?:was|is|were|had|has)\s)?(?:chaired|chairs|chairing|presided|presiding|took the chair"
            r"|(?:in )?(?:the )?chair(?:man|woman|person)?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "present",
        re.compile(
            rf"^{_PERSONS} (?:(?:were|was|had|have|has|all)\s)?"
            r"(?:attended|attend|attending|present|in attendance|took part|take part|participated|came|there|at|in)\b",
            re.IGNORECASE,
        ),
    ),
)
_WHEN = re.compile(
    r"(?:when|where|on (?:what|which) (?:day|date)|what (?:is|was) the date|what (?:day|date)|date)\b", re.IGNORECASE
)
_MEETS = re.compile(r"\b(?:meetings?|meet|plenary|session)\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:next|again)\b", re.IGNORECASE)
_NOT_NEXT = re.compile(r"\bfirst\b", re.IGNORECASE)  # "when did the next meeting's venue first come up"
_CAME_UP = (
    r"(?:come|came|coming) up"
    r"|(?:been )?(?:mentioned|raised|discussed|brought up|talked about|considered|noted|reported)"
    r"|appear(?:ed)?|ar[io]sen?"
)
_FIRST = (
    re.compile(
        rf"^when (?:was|were|did|is|has|have) (?P<topic>.+?) (?:first|originally|initially) (?:{_CAME_UP})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"^when did (?P<topic>.+?) (?:{_CAME_UP})(?: for)?(?: the)? first(?: time)?\b", re.IGNORECASE),
    re.compile(
        r"^when did (?:\w+ ){1,4}first (?:discuss|mention|raise|talk about|hear (?:of|about)|consider|note)"
        r" (?P<topic>.+)$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:when|what|where) (?:was|is) the first (?:mention|discussion|talk) of (?P<topic>.+)$", re.IGNORECASE
    ),
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "action",
        re.compile(
            r"^(?:what|which|who|did|has|have)\b.{0,200}\b(?:promis\w*|commit|committed|pledg\w*|undert(?:ake|ook|aken)"
            r"|still (?:open|outstanding|to do)|outstanding|agree(?:d)? to do)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "decision",
        re.compile(
            r"^(?:what|which|was|were|did|has|have)\b.{0,200}\b(?:decide|decided|decisions?|agree|agreed|resolve|resolved"
            r"|approve|approved)\b",
            re.IGNORECASE,
        ),
    ),
)


def intent_of(typed: str) -> Intent:
    """The intent of a question, empty where it is of no kind in the table."""
    plain = " ".join(typed.split()).strip(" ?.!")
    for first in _FIRST:
        if match := first.match(plain):
            return Intent(first=match["topic"])
    for fact, form in _FACTS:
        if form.match(plain):
            return Intent(fact=fact)
    if _WHEN.match(plain) and _NEXT.search(plain) and _MEETS.search(plain) and not _NOT_NEXT.search(plain):
        return Intent(fact="next_meeting")
    for kind, form in _KINDS:
        if form.match(plain):
            return Intent(kind=kind)
    return Intent()
