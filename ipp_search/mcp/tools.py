"""The seven tools: what an agent reads of each, and how it is answered from an index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ipp_search.api import Index
from ipp_search.mcp import answers, asked
from ipp_search.mcp.reading import brief, show, verify_text
from ipp_search.mcp.searching import actions, meetings, search, timeline

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool.

    ``description`` is what an agent reads of it, in at most 300 tokens. ``asked`` is what it takes, ``gives`` the type
    of what ``answer`` makes of it.
    """

    name: str
    title: str
    description: str
    asked: type[asked.Asked]
    gives: Any
    answer: Callable[[Index, Any], Answer]


TOOLS = (
    Tool(
        "search", "Search the records",
        "Find passages of the meeting records that answer a question, by meaning and by words, each verbatim with its"
        " citation. Begin here. `answer` is `answered` (see `hits`), `nearest` (the records may NOT speak to it;"
        " `nearest` holds what comes closest: do not present that as an answer) or `nothing`. Dates and owners in the"
        " question (\"since 2024\", \"actions for Ann\") limit the search; `note` says so.",
        asked.AskedSearch, answers.Found, search,
    ),
    Tool(
        "show", "Show a passage in its place",
        "The numbered lines of the record around a citation, or, by `meeting`, a whole record. Use it to see what"
        " stands before and after a passage, or to read on where a text is `cut`.",
        asked.AskedShow, answers.Shown, show,
    ),
    Tool(
        "timeline", "Follow a theme",
        "How a theme or phrase moved from meeting to meeting: a short story in sentences that cite, and a row for each"
        " meeting with its best passages. A row without passages means that none was found there, not that the"
        " theme was not discussed.",
        asked.AskedTimeline, answers.Followed, timeline,
    ),
    Tool(
        "actions", "List actions",
        "Actions of the records, each once as last stated, with owner, due date and status. Every state in `history`"
        " cites what shows it. A status of `open` means that nothing shows it done.",
        asked.AskedActions, answers.Ledger, actions,
    ),
    Tool(
        "meetings", "List meetings",
        "The meetings in the index, oldest first, with their ids for the other tools. For who attended or when a group"
        " meets next, search with kind `header`.",
        asked.AskedMeetings, answers.Held, meetings,
    ),
    Tool(
        "brief", "Draft a briefing",
        "A draft on a topic, or a summary of one meeting: quotations with footnotes that cite, as Markdown. The"
        " whole of it, pages put one below the other, `verify_text` proves.",
        asked.AskedBrief, answers.Drafted, brief,
    ),
    Tool(
        "verify_text", "Prove an answer",
        "Check your answer BEFORE you give it: each statement is `proved` by the records, `false`, or `unproved` (your"
        " own words). Write quotations in “marks”, each followed by its footnote, as in: They agreed “to publish it"
        " by May”[^1] and, at the end, on a line of its own: [^1]: CITATION. Mend what is false; say of what stays"
        " unproved that it is yours.",
        asked.AskedVerify, answers.Verified, verify_text,
    ),
)  # fmt: skip
