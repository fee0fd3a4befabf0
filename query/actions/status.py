"""Whether a passage says that an action is done, closed, carried forward or under way.

A wrong "done" is worse than none: a state counts only as a mark of its own or as the predicate of a sentence, and
never where a word before it takes it back (not, mainly, once, to be).
"""

from __future__ import annotations

import re

from ipp_search.ingest.cues.columns import STATUS, cells_of
from ipp_search.ingest.records import Passage
from ipp_search.query.actions.records import Status

_STATES: dict[Status, str] = {
    "carried forward": r"carried (?:forward|over)|carry (?:forward|over)|c/f|deferred|rolled (?:over|forward)"
    r"|outstanding|(?:remains|still|kept) (?:open|outstanding)|overdue"
    r"|not (?:yet )?(?:been )?(?:done|started|completed?|actioned)",
    "reported on": r"on-?going|in (?:progress|process|hand)|pending|under ?way"
    r"|(?:partially|partly|mostly|mainly|largely|nearly|almost|half)[- ](?:been )?(?:done|completed?)|incomplete",
    "closed": r"closed|cancell?ed|withdrawn|superseded|no longer (?:needed|required|relevant)|not (?:needed|required)",
    "done": r"done|completed?|actioned|discharged",
}
_STATE = "|".join(f"(?P<{name.replace(' ', '_')}>{words})" for name, words in _STATES.items())
_AFTER = r"(?=[\s.,;:!)\]*_~✓✔-]|$)"
MARK_AT_END = re.compile(
    rf"(?:[(\[–—:;.*]\s*|\s-\s*|(?:^|\s)(?=[A-Z])(?=[A-Z ]{{4,40}}+\W*$))"
    rf"(?:status:? )?(?:now |all )?(?i:{_STATE}){_AFTER}"
    r"(?:,? (?:on |in |at )?(?:(?!\d)[\w/-])*+\d[\w/-]*+(?: \w++(?: \d{4})?)?)?(?: \([^()]{1,80}\))?[\s.)\]!*_✓✔]*$"
)
"""A mark behind the words: ``(done)``, ``– closed 3 May``, ``COMPLETE``."""
_BEGINS = re.compile(rf"^[\W_]*(?i:status:? )?(?i:{_STATE})\s*(?:$|[-–—:.!,;(\]])")
_CELL = re.compile(rf"[\W_]*(?i:{_STATE})(?:,? (?:on |in )?[\w/-]*\d[\w/-]*)?\W*")
"""A cell of a table without heads that is a state and nothing else."""
_PREDICATE = re.compile(
    rf"\b(?:is|are|was|were|been)\s+(?:now |all |fully |since |already |both |therefore |marked as |noted as "
    rf"|reported as |recorded as |agreed to be )*(?:{_STATE}){_AFTER}",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;\n]|$)")
_TICKED = re.compile(
    r"^\s*(?:\[[xX]\]|[✓✔✅☑])|(?:^|\w)[^\w✓✔✅]*+[✓✔✅]\W*$|^\s*~~.*\w(?:(?!~~)\W)*+~~\W*$", re.DOTALL
)
# Words beside a state that take it back: a condition, a wish, a part.
HEDGE = re.compile(
    r"\b(?:not|never|no|nearly|almost|partly|partially|mostly|mainly|largely|some|most|once|when|if|until|unless|before"
    r"|after|will|would|should|could|must|may|might|can|hopes?|hoped|expected?|expects|aims?|whether|how|what"
    r"|n't|yet|half|close|except|remaining|rest|other|others|part|parts|phase|stage|\d+%)\b",
    re.IGNORECASE,
)
_ON_ACTIONS = re.compile(
    r"\bactions?\b[^.]{0,60}\b(?:from|of|at|since)\b[^.]{0,30}\b(?:last|previous|prior)\b"
    r"|\b(?:last|previous|prior)\b[^.]{0,30}\bactions?\b|\ball (?:other |outstanding )?actions (?:were|are|have)\b",
    re.IGNORECASE,
)


def is_row(passage: Passage) -> bool:
    """Whether an action is a row of a table whose columns have heads."""
    return "|" in passage.context and "|" in passage.text


def cell_of(passage: Passage, head: re.Pattern[str]) -> str | None:
    """What a row of a table has in the column of such a head, None where it has none."""
    if not is_row(passage):
        return None
    heads, cells = passage.context.split("|"), cells_of(passage.text)
    for name, cell in zip(heads, cells, strict=False):
        if head.fullmatch(name.strip(" .:#*_\t")):
            return cell.strip()
    return None


def own_state(passage: Passage, before: str = "") -> Status | None:
    """The state that an action's own words mark it with: ``(done)``, ``[x]``, a cell; None without such a mark.

    ``before`` is what the record has before its words, where a list mark may be a tick box.
    """
    cell = cell_of(passage, STATUS)
    if cell:
        return _stated(re.match(rf"[\W_]*(?i:{_STATE}){_AFTER}", cell), cell)
    if _TICKED.search(passage.text) or re.search(r"\[[xX]\]\s$", before):
        return "done"
    if re.search(r"\[-\]\s$", before):
        return "closed"
    cells = [one.strip() for one in cells_of(passage.text)[1:]] if cell is None else []
    if alone := next(filter(None, (_CELL.fullmatch(one) for one in cells)), None):
        return _stated(alone, alone.string)
    words = passage.text.strip()
    return _stated(MARK_AT_END.search(words), words) or _stated(_BEGINS.match(words), words)


def reported_state(passage: Passage) -> Status | None:
    """The state that a later passage says an action is in; None where it says none for certain."""
    if marked := own_state(passage):
        return marked
    found: Status | None = None
    for sentence in SENTENCE.findall(passage.text):
        for match in _PREDICATE.finditer(sentence):
            state = _stated(match, sentence)
            if state in {"done", "closed"} and HEDGE.search(sentence[: match.end()]):
                state = "reported on"
            found = state if found in {None, state} else "reported on"  # two sentences that disagree settle nothing
    return found


def on_all_actions(passage: Passage) -> bool:
    """Whether a passage reports on the actions of the meeting before, without saying which."""
    return _ON_ACTIONS.search(passage.text) is not None


def _stated(match: re.Match[str] | None, words: str) -> Status | None:
    if match is None:
        return None
    state: Status = next(name for name in _STATES if match[name.replace(" ", "_")])
    hedged = re.search(rf"(?:{HEDGE.pattern})\W*$", words[max(0, match.start() - 25) : match.start()], re.IGNORECASE)
    return "reported on" if hedged and state in {"done", "closed"} else state
