"""Tables of people: which table lists who was there, and what a row of it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ipp_search.ingest.cues.names import CHAIR, INITIALS, is_person, names_in

_ABSENT = re.compile(r"apol|absent|no$|not present|excused|regrets|a$|n$|x$|[✗✘✖❌]", re.IGNORECASE)
_MARK = re.compile(r"[xy✓✔☑✅•*]|yes", re.IGNORECASE)
_WHO = re.compile(
    r"(?:(?:full |first |last )?names?|(?:board |committee |council )?(?:attendee|participant|member|delegate"
    r"|councillor|governor|trustee|director|representative|person|people|invitee)s?)(?: names?)?"
    r"(?: ?\((?:present|attending)\))?|who",
    re.IGNORECASE,
)
_AWAY = re.compile(r"apolog(?:y|ies).*|absent.*|regrets|not (?:present|attending)", re.IGNORECASE)
_THERE = re.compile(
    r"(?:present|attend(?:ed|ance|ing)|in attendance|here)\??|p ?/ ?a|status|apologies.*", re.IGNORECASE
)
_BESIDE = re.compile(
    r"initials|organi[sz]ations?.*|institut(?:e|ion)s?|roles?|e-?mail|affiliations?|representing|company|category"
    r"|position|job title|title|capacity|body|constituency|region|ward|department|team|group|country|office|agency",
    re.IGNORECASE,
)
_BUSINESS = re.compile(
    r"\b(?:actions?|tasks?|owners?|due|deadline|by when|when|what|items?|topics?|agenda|decisions?|minutes?|discussion"
    r"|notes?|progress|updates?|votes?|amount|interests?|declar\w+|declared|payee|cost|total|date|no|ref|lead)\b|[£$€]",
    re.IGNORECASE,
)
_ROLE_WORDS = 5  # of a cell that may hold an office


def lists_people(heads: Sequence[str]) -> bool:
    """Whether a table with such column heads lists who was at a meeting, and nothing that was said there."""
    named = [cell.strip(" *_:") for cell in heads if cell.strip(" *_:")]
    return (
        len(named) > 1
        and (any(_WHO.fullmatch(cell) for cell in named) or _THERE.fullmatch(named[0]) is not None)
        and not any(_BUSINESS.search(cell) for cell in named)
    )


def person_in_row(field: str, cells: Sequence[str], heads: Sequence[str] = ()) -> list[tuple[str, str]] | None:
    """A row of an attendance table: the first cell that is a name; another may say who was not there.

    Args:
        field: what the list is of, if the row says nothing else.
        cells: of the row.
        heads: of the table's columns, where they are known.
    """
    if all(_WHO.fullmatch(cell) or _THERE.fullmatch(cell) or _BESIDE.fullmatch(cell) for cell in cells if cell):
        return []
    who = next((n for n, head in enumerate(heads[: len(cells)]) if _WHO.fullmatch(head.strip(" *_:"))), None)
    if who and len(many := names_in(cells[who])) > 1 and all(map(is_person, many)):
        return [(field, name) for name in many]  # a body, and those who came for it
    n = who if who is not None and is_person(cells[who]) else None
    n = next((n for n, cell in enumerate(cells) if is_person(cell)), None) if n is None else n
    if n is None:
        return None
    rest = cells[n + 1 :]
    initials = next(
        (cell for cell in rest if INITIALS.fullmatch(cell) and cell[-1:].isupper() and cell not in {"AP", "NO"}), None
    )
    role = any(CHAIR.search(cell) and len(cell.split()) <= _ROLE_WORDS for cell in rest)
    marks = f"{f' ({initials})' if initials else ''}{' (Chair)' if role else ''}"
    at = "apologies" if _is_away(cells, heads, n) else field
    return [(at, f"{cells[n]}{marks}")]


def _is_away(cells: Sequence[str], heads: Sequence[str], name: int) -> bool:
    """Whether a row marks its person as absent: by its own words, or with a tick below a head that says so."""
    if len(cells) <= len(heads):  # empty cells at the end are left out
        ticked = [head.strip(" *_:") for head, cell in zip(heads, cells, strict=False) if _MARK.fullmatch(cell)]
        if any(map(_AWAY.fullmatch, ticked)):
            return True
        if any(map(_THERE.fullmatch, ticked)):
            return False
    return any(_ABSENT.match(cell) for cell in cells[name + 1 :])
