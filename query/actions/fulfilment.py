"""Whether a later passage shows that a task was done, without saying so of the action: by its verb, a vote, a guest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ipp_search.ingest.cues.kind_labels import after_kind_label
from ipp_search.ingest.records import Meeting, Passage
from ipp_search.query.actions.content import content
from ipp_search.query.actions.status import HEDGE, SENTENCE

_IRREGULAR = {
    "begin": "begun", "bring": "brought", "build": "built", "buy": "bought", "choose": "chosen|chose", "draw": "drawn",
    "find": "found", "give": "gave|given", "hold": "held", "meet": "met", "pay": "paid", "put": "put", "read": "read",
    "remind": "reminded", "send": "sent", "set": "set", "speak": "spoke|spoken", "submit": "submitted",
    "take": "took|taken", "tell": "told", "write": "wrote|written",
}  # fmt: skip
# Their past says that somebody reported, not that the task was done.
_REPORTING = frozenset(
    "ask be check consider continue discuss do explore get have help investigate keep look make note raise report"
    " review see suggest support think try update work".split()
)
_PUBLISHING = frozenset("issue post publish release".split())
_DECIDING = frozenset("adopt agree approve decide elect ratify vote".split())
_CONSIDERING = frozenset("assess consider discuss examine follow look review".split())
_OPENING = _PUBLISHING | frozenset("advertise announce begin build create get launch make open put set start".split())
# "Nominations are open", "Call for papers open", "The store is up": what was to be opened or put out is there.
_THERE = re.compile(
    r"\b(?:is|are|was|were)\s+(?:now |currently |already )?(?:up|live|online|open|out|in place|available|published)\b"
    r"|\b(?:now|currently)\s+(?:live|online|open|published)\b|\w\s+(?:open|live|online)\W*$",
    re.IGNORECASE,
)
_VOTED = re.compile(r"\b(?:approved|voted|passed|carried|adopted|ratified|rejected|agreed)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\W*(?:(?:to|will|shall|should|must|agreed to|offered to|is to|are to|has to)\s+)?(?P<verb>[A-Za-z]+)"
)
_TO = re.compile(r"\b(?:to|will)\s+(?P<verb>[a-z]+)")
_STANDS_BEFORE = re.compile(r"\b(?:be|being|the|a|an|any|our|their|its|this|newly|already to be)\s+$", re.IGNORECASE)
_SHARE = 0.5  # of what the words tell of what is to be done, in the sentence that says it was, or above it
_INVITE = re.compile(r"\binvit(?:e|ing)\b(?P<rest>.{3,160})", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"[A-Z][\w’'.-]*(?: (?:of )?[A-Z][\w’'.-]*)*")
_COUNTS = ("", "one", "two", "three", "four", "five", "six")
_ABOVE = re.compile(
    r"\b(?:includes?|included|incorporates?|incorporated|reflects?|reflected|contains?|takes? account of|addresses)\b"
    rf"[^.;\n]{{0,30}}?\b(?P<count>{'|'.join(_COUNTS[1:])}|both|all|these)?\s?"
    r"(?:changes?|amendments?|suggestions?|additions?|edits?|requests?|points?)\b[^.;\n]{0,30}\babove\b",
    re.IGNORECASE,
)


def fulfils(action: Passage, passage: Passage, share: Callable[[frozenset[str], frozenset[str]], float]) -> bool:
    """Whether a passage that speaks of an action says in a sentence that what it asks for was done.

    ``share`` tells how much, 0 to 1, of what some words tell others have.
    """
    verb = _verb(action)
    if verb in _DECIDING and passage.kind == "decision":
        return True
    if not verb:
        return False
    task = content(after_kind_label(action.text)[0]) - content(action.owner or "") - content(verb)
    shown = _shown_by(verb)
    above = content(" ".join(passage.section[-1:]))
    for sentence in SENTENCE.findall(passage.text) if task else ():
        for match in shown.finditer(sentence) if shown else ():
            before = sentence[: match.start()]
            taken_back = HEDGE.search(before) or _STANDS_BEFORE.search(before) or sentence.rstrip().endswith("?")
            if not taken_back and share(task, content(sentence) | above) >= _SHARE:
                return True
    return False


def _shown_by(verb: str) -> re.Pattern[str] | None:
    """What words of a later sentence show that the verb of a task was carried out; None where no words can."""
    if verb in _CONSIDERING:  # a vote on the matter shows that it was considered
        return _VOTED
    if verb in _REPORTING:
        return None
    forms = "|".join(_past(one) for one in (_PUBLISHING if verb in _PUBLISHING else (verb,)))
    past = rf"\b(?:{forms})\b"
    return re.compile(f"{past}|{_THERE.pattern}" if verb in _OPENING else past, re.IGNORECASE)


def _verb(action: Passage) -> str:
    """What an action asks its owner to do, empty where no verb is found."""
    words = after_kind_label(action.text)[0].strip(" *_")
    owner = action.owner or ""
    if owner and words.lower().startswith(owner.lower()):
        words = words[len(owner) :].lstrip(" :–—-*_")
        words = words[len(owner) :] if words.lower().startswith(owner.lower()) else words
        match = _VERB.match(words)
    else:
        match = _TO.search(words[:80]) or _VERB.match(words)
    return match["verb"].lower() if match else ""


def _past(verb: str) -> str:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}{re.escape(verb[-1])}?ed"


def invited(action: Passage, meeting: Meeting, headers: Sequence[Passage]) -> tuple[bool, Passage] | None:
    """Whether all whom an action is to invite attend a later meeting, and the passage that lists them; None if none.

    Who attended the meeting that gave the action shows nothing by attending again.
    """
    match = _INVITE.search(action.text)
    if match is None:
        return None
    owner = content(action.owner or "")
    names = [content(name) for name in _NAME.findall(match["rest"])]
    guests = [name for name in names if name and not name <= owner and not _among(name, action.meeting)]
    there = [name for name in guests if _among(name, meeting)]
    listed = (p for p in headers if any(name <= content(p.text) for name in there) and "polog" not in p.text)
    shown = next(listed, None)
    return (len(there) == len(guests), shown) if shown else None


def _among(name: frozenset[str], meeting: Meeting) -> bool:
    return any(name <= content(attendee) for attendee in meeting.attendees)


def points_above(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Each note that says that what is suggested above it was taken up, with every passage that it means.

    ``passages`` are those of a meeting in order: "… includes the two changes suggested above" means the two above it.
    """
    for n, note in enumerate(passages):
        match = _ABOVE.search(note.text)
        if match is None:
            continue
        above = [passage for passage in passages[:n] if passage.section == note.section]
        said = (match["count"] or "").lower()
        count = 2 if said == "both" else _COUNTS.index(said) if said in _COUNTS[1:] else len(above)
        yield from ((note, passage) for passage in above[max(0, len(above) - count) :])
