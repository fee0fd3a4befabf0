"""What a heading is about: without its number, its links, and what is to be done with the matter.

An agenda says ``9.2 Recall review - update`` where minutes a meeting later say ``Recall review (for decision)``.
"""

from __future__ import annotations

import re

# Headings that say what kind of thing is below them, not of what.
_GENERIC = re.compile(
    r"(conclusions?|resolutions?|consensus|summary|actions?|points?|items?|discussion|outcomes?|notes?|decisions?"
    r"|next steps|[\W\d]| and | or | of )+",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\]]{0,300})\]\([^)]{0,500}\)")
_ADDRESS = re.compile(r"\(?https?://\S+")
_NUMBER = re.compile(r"^\(?\d+(?:\.(?:\d+|[ivxlc]+|[a-z]))*[.)]?\s+(?=\S)", re.IGNORECASE)
_INITIALS = re.compile(r"\([A-Z]{2,4}(?:[,&/ ]+[A-Z]{2,4})*\)")
_STAGE = re.compile(
    r"\b(?:(?:for|to|at|seeking|asking|now)[ -]+){0,4}(?:stage|phase|part)[ -]*\d(?:\s*(?:or|and|/)\s*\d)?\b\??",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\bfor (?:information|decision|approval|discussion|noting|action|agreement|comment)\b"
    r"|\b(?:verbal |status |oral )?(?:updates?|reports? from)\b"
    r"|\b(?:continued|continuation|cont'?d?|proposals?|discussion|introducing|introduction)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"\(\s*\)")


def says_nothing(title: str) -> bool:
    """Whether a heading names no subject: ``Actions``, ``Conclusion``, ``Next steps``."""
    return bool(_GENERIC.fullmatch(title))


def subject(title: str) -> str:
    """What a heading is about, empty where it says nothing of that."""
    words = _ADDRESS.sub("", _LINK.sub(r"\1", title))
    for noise in (_NUMBER, _INITIALS, _STAGE, _PURPOSE, _EMPTY):
        words = noise.sub("", words)
    words = " ".join(words.split()).strip(" -–—:;,.")
    return "" if says_nothing(words or title) else words or title
