"""What a draft of ours says outside of quotation marks, recomputed from the records.

A frame is a sentence that our own drafts can hold. It is proved if its facts are those of the passages it stands
beside, false if one of them is another; words that are no frame are the writer's own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ipp_search.ingest.records import Passage
from ipp_search.ingest.text import searchable
from ipp_search.query.actions.records import Action
from ipp_search.query.briefing import scope, wording
from ipp_search.query.briefing.questions import asks
from ipp_search.query.collection.word_forms import has_phrase
from ipp_search.query.verification.coverage import Coverage
from ipp_search.query.verification.dates import in_full, is_of
from ipp_search.query.verification.folding import folded
from ipp_search.query.verification.part import Part
from ipp_search.query.verification.records import Records
from ipp_search.query.verification.statements import QUOTE, Found

OWN: Found = ("unproved", "the writer's own words")
LATER: Found = ("unproved", "told at the end of the part")
_DATED = re.compile(rf"(?:On|In|At) (.+?): ?{QUOTE}(?:[ ,;.]*{QUOTE})*[ .]*")
_LAST = re.compile(rf"Last discussed (?:on|in|at) ([^{QUOTE}]+): ?{QUOTE}(?:[ ,;.]*{QUOTE})*[ .]*")
_UNDER = re.compile(rf"(?:^|(?<=: )|(?<={QUOTE} ))Under ([^{QUOTE}]{{1,200}}): ?{QUOTE}")
_SAID = re.compile(rf"(.+?) said: ?{QUOTE}[ .]*")
_EARLIER_SILENT = "silently dropped"
_UNDATED = "the undated meeting"
_DENIES = re.compile(r"\b(?:is|are|was|were|will|has|have|had|must|not|no|never|ended?|unlawful)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONG = 8  # words; a topic is a theme or a phrase


def around(
    words: str, sources: Sequence[Passage], cited: Sequence[Passage], part: Part, records: Records, coverage: Coverage
) -> Found | None:
    """What is found of the words around the quotations of a paragraph; None if there are no words.

    Args:
        words: the paragraph with ``QUOTE`` for each quotation.
        sources: the passages that the quotations stand in.
        cited: all that are cited in the paragraph.
        part: where in the document it stands.
        records: all passages.
        coverage: judges what is said of all meetings.
    """
    words = " ".join(words.replace("\u00ad", "").split())
    if part.section == wording.DECISIONS and any(source.kind != "decision" for source in sources):
        return "false", "the record states no decision there"
    told_under = _UNDER.findall(words)
    if told_under and len(sources) == words.count(QUOTE):
        places = [n for n, lead in enumerate(re.split(QUOTE, words)[:-1]) if _UNDER.search(f"{lead}{QUOTE}")]
        for heading, n in zip(told_under, places, strict=False):
            if heading != wording.heading_of(sources[n]):
                return "false", f"the record has it under {' › '.join(sources[n].section) or 'no heading'}"
        words = _UNDER.sub(QUOTE, words)
    if re.fullmatch(rf"[{QUOTE} ;,.]*", words):
        return _bare(sources, part, records) if QUOTE in words else None
    if match := _LAST.fullmatch(words):
        return _last(match[1], sources, part)
    if match := _DATED.fullmatch(words):
        if part.section == wording.RAISED and (wrong := _not_raised(sources, records)):
            return wrong
        return _on(match[1], sources)
    if (match := _SAID.fullmatch(words)) and len(sources) == 1:
        return _said(match[1], sources[0], records)
    if words == wording.ONLY_ACTIONS and part.meeting and part.section == wording.STORY:
        return LATER
    if part.section == wording.POSITIONS and cited and words.startswith("Quoted above"):
        absent = next((passage for passage in cited if passage not in part.quoted), None)
        if absent:
            return "false", f"it is not quoted above: {absent.citation}"
        above = {wording.EARLIER_QUOTED_ABOVE, *map(wording.quoted_above, cited)}
        if folded(in_full(words)) in map(folded, above):
            return "proved", "it is quoted above"
        return "false", f"it reads “{wording.quoted_above(cited[0])}”" if len(cited) == 1 else "it is not only these"
    if scope.states_silence(words) and part.topic and part.section in {wording.WHERE, wording.STORY}:
        return LATER
    if found := coverage.judge(words, part):
        return found
    if part.kind == "summary" and cited and words == " › ".join(cited[0].section):
        return "proved", "it is the section of the passage cited"
    return OWN


def _bare(sources: Sequence[Passage], part: Part, records: Records) -> Found | None:
    """A quotation with nothing around it says what the section it stands in says."""
    if part.section == wording.RAISED:
        return _not_raised(sources, records)
    if part.section == wording.WHERE:
        return "unproved", "that this is where it stands is the writer's own"
    if part.section == wording.ACTIONS:
        return "unproved", "that this is an action is the writer's own"
    return None


def _not_raised(sources: Sequence[Passage], records: Records) -> Found | None:
    dated = [meeting for meeting in records.meetings if meeting.date]
    for source in sources:
        if not asks(source) or not dated or source.meeting == dated[-1]:
            return "false", "nothing is asked for there, or it was the last meeting"
    return None


def _on(date: str, sources: Sequence[Passage]) -> Found:
    if not sources:
        return "unproved", "the quotation is not proved, so its date is not"
    for source in sources:
        same = is_of(date, source.meeting) if source.meeting.date else date == _UNDATED
        if same is None:
            return "unproved", "no date of a meeting"
        if not same:
            return "false", f"the meeting was on {source.meeting.when}, not {date}"
    return "proved", "it is the date of the meeting"


def _last(when: str, sources: Sequence[Passage], part: Part) -> Found:
    name = sources[0].meeting.name if sources else ""
    found = _on(when.removesuffix(f", {name}"), sources)
    if found[0] != "proved":
        return found
    return LATER if part.section == wording.WHERE else OWN


def _said(who: str, source: Passage, records: Records) -> Found:
    if source.speaker and who == source.speaker:
        return "proved", "the record names the same speaker"
    if source.speaker and who.casefold() in records.speakers:
        return "false", f"the record names {source.speaker}, not {who}"
    return OWN


def a_topic(words: str, themes: Collection[str], cited: Sequence[Passage]) -> bool:
    """Whether a title names a theme, or a phrase of which the passages cited have every word."""
    if words.casefold() in {theme.casefold() for theme in themes}:
        return True
    text = " ".join(f"{searchable(p.text)} {' '.join(p.section)}" for p in cited)
    own = _WORD.findall(words)
    if len(own) > _LONG or _DENIES.search(words) or re.search(r"[:;.!?]|\d", words):
        return False
    return bool(own) and (not cited or all(has_phrase(text, word) for word in own))


def cell(
    head: str, words: str, action: Action | None, passage: Passage, shown: Sequence[Passage], records: Records
) -> Found | None:
    """What is found of a cell beside an action; None if it is empty or numbers the row."""
    if head in {"no.", "no", "#", "ref", "number"} and re.fullmatch(r"\W*\w{0,4}\W*", words):
        return None
    if not words:
        return "unproved", "the cell is empty"
    if action is None:
        return "unproved", "the records state no such action"
    match head:
        case "owner":
            if words == (action.owner or wording.NO_OWNER):
                return "proved", "the record names the same owner"
            vacant = words.casefold() in {wording.NO_OWNER, "nobody", "none", "no one", "-", "n/a"}
            if vacant or words.casefold() in records.speakers:
                return "false", f"the record names {action.owner or 'nobody'} as the owner"
        case "raised":
            same = is_of(words, passage.meeting)
            if same is not None:
                return ("proved", "it is the meeting's date") if same else ("false", f"raised {passage.meeting.when}")
        case "state" | "status":
            return _state(words, action, passage, shown)
        case "due":
            same_day = action.due_date and words == action.due
            return ("proved", "the record says so") if same_day or words == action.due else OWN
    return OWN


def _state(words: str, action: Action, passage: Passage, shown: Sequence[Passage]) -> Found:
    event = action.history[-1]
    if words == _EARLIER_SILENT:
        if action.open:
            return "unproved", f"earlier versions said so of any silence; the records show it {event.in_words}"
        return "false", f"the records show it {event.in_words}"
    if in_full(words) not in {event.status, event.in_words}:
        return "false", f"the records show it {event.in_words}"
    if (event.passage not in shown) if event.passage != passage else shown:
        return "unproved", f"what shows it is {event.passage.citation}"
    return "proved", "the ledger of actions has the same state"
