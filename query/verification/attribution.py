"""What a writer's own words say of a quotation, where the records say otherwise: its meeting, or who said it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ipp_search.ingest.records import Passage
from ipp_search.query.verification.dates import DATE, is_of
from ipp_search.query.verification.part import same
from ipp_search.query.verification.records import Records
from ipp_search.query.verification.statements import QUOTE

_AT = re.compile(
    rf"(?:\b(?:at|in|during|from) (?:the|our|its|their|a) (?:[\w’'-]+ ){{0,4}}?(?:meeting|notes?|minutes|record)"
    rf" (?:of|on|held on|from|for) (?:the )?|^on |[.;] on )(?P<date>{DATE})",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"{QUOTE}[ .,;]*[(\[](?P<date>{DATE})[)\]]", re.IGNORECASE)
_SAYS = (
    r"(?:said|say|says|told|noted|notes|stated|states|explained|reported|confirmed|highlighted|argued|asked|agreed|added"
    r"|acknowledged|accepted|raised|suggested|promised|advised|commented|wrote|announced|warned|observed|put it)"
)
_SAID = re.compile(rf" {_SAYS}\b[^.;]{{0,60}}$", re.IGNORECASE)
_LOOKED = 160  # characters before a quotation, in which its speaker may be named


def contradiction(words: str, sources: Sequence[Passage], records: Records) -> str | None:
    """Why a sentence around one quotation is false, None if nothing in it is known to be.

    Args:
        words: the sentence, with ``QUOTE`` for the quotation.
        sources: the passages it stands in; the words are false only if they are of each.
        records: all passages.
    """
    found = [_contradicts(" ".join(words.split()), source, records) for source in sources]
    return found[0] if found and all(found) else None


def _contradicts(plain: str, source: Passage, records: Records) -> str | None:
    for match in (*_AT.finditer(plain), *_BEHIND.finditer(plain)):
        held = [meeting for meeting in records.meetings if is_of(match["date"], meeting)]
        within = source.meeting.when.casefold().endswith(match["date"].casefold())
        if held and not within and not any(same(meeting, source.meeting) for meeting in held):
            return f"the quotation is of the meeting of {source.meeting.when}, not of {match['date']}"
    before = plain.partition(QUOTE)[0]
    who = (source.speaker or "").casefold()
    if not who:
        return None
    tail = before[-_LOOKED:]
    said = _SAID.search(tail)
    name = tail[: said.start()].strip() if said else ""
    named = _ending(name.casefold(), records.speakers) if name else None
    if named and _bare(named) not in _bare(who) and _bare(who) not in _bare(named):
        return f"the record names {source.speaker}, not {name[-len(named) :]}"
    return None


def _ending(words: str, names: frozenset[str]) -> str | None:
    """The longest of some names that words end with."""
    found = [name for name in names if words == name or words.endswith(f" {name}")]
    return max(found, key=len, default=None)


def _bare(name: str) -> str:
    return name.removeprefix("the ")
