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
SILENT = "Not discussed."
ONLY_ACTIONS = "Only actions; see below."
QUOTED_ABOVE = "Quoted above."
NOTHING = "The records do not speak to it."
NOTHING_ON_QUESTION = "The record does not speak to it."
EMPTY = "The record is empty."
REWORDED = "Worded by a language model from the passages cited; read it against them."
