"""The words of a briefing that are its own: what writes them and what checks them takes them from here."""

from __future__ import annotations

from ipp_search.ingest.records import Passage
from ipp_search.query.briefing.readable import readable

_MARKS = str.maketrans('“”"', "’’’")

WHERE = "Where it stands"
DECISIONS = "Decisions"
STORY = "The story by meeting"
POSITIONS = "Positions"
ACTIONS = "Actions"
RAISED = "Raised, with no later answer found on this topic"
SOURCES = "Sources"
COLUMNS = ("Action", "Owner", "Raised", "State")
NO_OWNER = "none named"
ONLY_ACTIONS = "Only actions; see below."
NOTHING_ON_QUESTION = "No passage found in the record of this meeting."
EMPTY = "The record is empty."
REWORDED = "Worded by a language model from the passages cited; read it against them."
EARLIER_SILENT = "Not discussed."
"""What drafts of earlier versions say of a meeting in which nothing was found."""
EARLIER_NOTHING = ("The records do not speak to it.", "The record does not speak to it.")
"""What they say where nothing was found at all: in the records, in the record of one meeting."""
EARLIER_QUOTED_ABOVE = "Quoted above."
"""What they say of what was quoted before, without saying which it is."""


def quoted_above(passage: Passage) -> str:
    """That a passage is quoted above, and which it is."""
    under = f", {heading_of(passage)}" if passage.section else ""
    return f"Quoted above, from {passage.meeting.when}{under}."


def under(passage: Passage) -> str:
    """What is put before a quotation that does not name its matter itself: the heading it stands under."""
    return f"Under {heading_of(passage)}: "


def heading_of(passage: Passage) -> str:
    """The heading that a passage stands under, as it is printed outside of quotation marks."""
    return " ".join(readable(passage.section[-1]).translate(_MARKS).split()) if passage.section else ""
