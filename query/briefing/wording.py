"""The words of a briefing that are its own: what writes them and what checks them takes them from here."""

from __future__ import annotations

WHERE = "Where it stands"
STORY = "The story by meeting"
POSITIONS = "Positions"
ACTIONS = "Actions"
RAISED = "Raised, with no later answer found on this topic"
SOURCES = "Sources"
COLUMNS = ("Action", "Owner", "Raised", "State")
NO_OWNER = "none named"
ONLY_ACTIONS = "Only actions; see below."
QUOTED_ABOVE = "Quoted above."
NOTHING_ON_QUESTION = "No passage found in the record of this meeting."
EMPTY = "The record is empty."
REWORDED = "Worded by a language model from the passages cited; read it against them."
EARLIER_SILENT = "Not discussed."
"""What drafts of earlier versions say of a meeting in which nothing was found."""
EARLIER_NOTHING = ("The records do not speak to it.", "The record does not speak to it.")
"""What they say where nothing was found at all: in the records, in the record of one meeting."""
