"""The labels that minutes put before a fact or an item: ``Present:``, ``ACTION:``, ``Note:``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ipp_search.ingest.cues.columns import ACTIONS
from ipp_search.ingest.records import Block, Kind

LABEL = re.compile(r"^[*_\s]*(?P<label>[^\W\d_][^:\n]{0,40}?)[*_]*\s*:[*_]*(?:\s+(?P<value>\S.*))?$", re.DOTALL)
"""``Label: value``, with or without Markdown emphasis around the label."""

_FIELDS = {
    "date": r"date|(date|day)( and time| & time)? of (the |this )?meeting|meeting date( (and|&) time|/time)?"
    r"|date (and|&) time|date/time|(meeting )?held( on)?|meeting",
    "present": r"present|attendees|attending|in attendance|also in attendance|attendance|participants"
    r"|(board |committee |council |group |current )?members (present|attending|in attendance|that were present)"
    r"|(those|people|councillors|trustees|directors|governors|officers|others?) (present|attending|in attendance)"
    r"|(members of )?the public|members of the public( present)?|(other|list of) (attendees|"
    r"participants)|attendance list"
    r"|attending organi[sz]ations|organi[sz]ations (present|attending|represented)|(board |"
    r"committee )?members? present",
    "apologies": r"apologies|apologies (received|for absence|sent)( (from|by))?|regrets|absent|not present|absences",
    "next_meeting": r"(date (and time )?of )?(the )?next meeting( date)?|date of next",
    "purpose": r"purpose|purpose of (the |this )?(group|meeting)",
    "chair": r"chairs?|chaired by|(acting )?chair(man|woman|person)|in the chair|meeting chair",
    "place": r"location|venue|place",
    "time": r"time",
}
_NUMBER_OR_REMARK = re.compile(r"^[\d.\s]+|(?:(?<!\s)\s++)?\([^)]{0,60}\)\s*$")
_FIELD = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _FIELDS.items()), re.IGNORECASE)

ANSWERS = {
    "date": "when the meeting was held",
    "present": "who attended the meeting, attendees",
    "apologies": "who sent apologies, who was absent",
    "next_meeting": "when is the next meeting, date and place of the next meeting",
    "purpose": "what the group is for",
    "chair": "who chaired the meeting",
    "place": "where the meeting was held",
    "time": "at what time the meeting was held",
}
"""In other words, what a header fact answers; searched beside the fact, never quoted."""

PEOPLE = {"present", "apologies"}
"""The fields whose values are names; a sentence below their heading is the meeting's business."""

OF_ANOTHER_MEETING = re.compile(
    r"\b(next|previous|last|prior|earlier|future|following|forthcoming)\b.{0,30}\b(meetings?|minutes|call|session|met)\b"
    r"|\b(approv|accept|adopt|confirm|agree|sign|circulat|publish|issu|revis|updat|amend|print|postpon)(e|ed|es|al)\b"
    r"|\b(due|deadline|annual report|date of issue|commenced)\b|\b(by|since|until|before|after)\s+#",
    re.IGNORECASE | re.DOTALL,
)
"""Words beside a date (``#`` in its place) that say it is some other meeting's, or none's."""

# In any case before a colon or dash, in capitals before the words themselves.
_KINDS: dict[Kind, tuple[str, str]] = {
    "action": (r"actions?+(?: (?:points?|items?))?+|ap|ai", r"ACTIONS?+(?: (?:POINTS?|ITEMS?))?+"),
    "note": (r"notes?|nb", r"NOTES?|NB"),
    "decision": (r"decisions?|decided|agreed|resolved|resolution", r"DECISIONS?|DECIDED|AGREED|RESOLVED|RESOLUTION"),
}
_ACTION_NUMBER = r"\d++(?:[./-]\d++)*+"
_NUMBER = rf"(?:\s*+(?:#?{_ACTION_NUMBER}|#))?+"
# "[Action – Ann] …"; "ACTION: …", "ACTION 3 – …", "ACTION (Ann): …", "[ACTION: …]", "AP1: …"; "ACTION Ann to …",
# "Action 62.9 Ann to …", "AI Ann: …". (AI without any of these is rather artificial intelligence.)
_KIND_LABELS: dict[Kind, re.Pattern[str]] = {
    kind: re.compile(
        rf"^[*_]*[\[(](?i:{words}){_NUMBER}\s*+[-–—:]?\s*+(?P<inside>(?<=\s)|[^\])\n]{{1,60}}?)[*_]*[\])][*_]*\s*+[-–—:]?(?=\s*+\w)"
        rf"|^[*_\[(\s]*(?:(?i:{words})(?:{_NUMBER}|\s*+)[.)]?\s*+(?:\((?P<who>[^)]*)\))?[*_]*\s*+(?::|(?<=\s)[-–—]|[–—])[*_]*"
        rf"|(?:{capitals}){_NUMBER}[*_]*(?=\s+(?:[^\W\d_a-z]|[\"“(]|that\b))"
        rf"|(?i:{words})\s+#?{_ACTION_NUMBER}[.)]?[*_]*(?=\s+[^\W\d_a-z])"
        rf"|AI(?=\s+[^\W\d_a-z]\w*:))(?!\s*(?i:(?:is |was )?(?:now )?(?:complete|done|closed|ongoing|outstanding)))"
    )
    for kind, (words, capitals) in _KINDS.items()
}
# "Action AB: …", "ACTION new members: …", "ACT-GRP-2031-7: AB - …": who, or its number, before the colon.
_ACTION_FOR = re.compile(
    r"^[*_\[(\s]*(?:(?:ACTIONS?|Action)\s+(?P<who>[A-Z][A-Za-z]{0,3}(?:\s?(?:[/,&+]|and)\s?[A-Z][A-Za-z]{0,3}){0,5}"
    r"|(?:[Nn]ew|[Oo]ld|[Aa]ll|[Tt]he|[Ee]very(?:one|body)|EVERYONE|ALL)\b[\w’' -]{0,30}|"
    r"[\w’'-]+-elect|[A-Z][a-z]+(?: [A-Z][\w’'-]+){0,2})"
    r"|ACT(?:ION)?-[A-Z\d-]{1,30}\d)\s*[*_]*:[*_]*(?=\s*\S)"
)
_NOT_FOR = re.compile(
    r"plans?|points?|items?|lists?|logs?|research|group|team|taken|required|needed|tracker|summary|fund|status|update|notes?|number|no",
    re.IGNORECASE,
)
_ANY_KIND_LABEL = re.compile(rf"^[*_\[(\s]*(?i:act-|{'|'.join(words for words, _ in _KINDS.values())})")
_LABEL_CHARS = 60
_SENTENCE_WORDS = 8
_BOLD_WORDS = 12
_HELD_ON = re.compile(r"\bheld on\b.*\d", re.IGNORECASE)  # says when, of what is named above


def split_label(words: str) -> tuple[str, str]:
    """``("Present", "HMPPS, …")`` of a labelled text or a row of two cells; ``("", words)`` of any other."""
    label, bar, value = words.partition(" | ")
    if bar and header_field(label.strip("*_ :")):
        return label.strip("*_ :"), value.strip(" |")
    match = LABEL.match(words)
    return (match["label"].strip(), (match["value"] or "").strip()) if match else ("", words)


def header_field(label: str) -> str | None:
    """Which header fact (a key of ANSWERS) a label or heading names, a remark in brackets aside; else None."""
    if len(label) > _LABEL_CHARS:
        return None
    match = _FIELD.fullmatch(_NUMBER_OR_REMARK.sub("", label).strip("*_ :"))
    return match.lastgroup if match else None


@lru_cache(maxsize=8192)  # asked several times of every block on its way
def announced_field(words: str) -> str | None:
    """Which header fact a text states (``Present: …``) or leads in (``Present:``), or None."""
    if len(words) > _LABEL_CHARS and ":" not in words[:_LABEL_CHARS] and " | " not in words[:_LABEL_CHARS]:
        return None
    label, value = split_label(words)
    field = header_field(label or words)
    if field == "date" and label.lower() in {"meeting", "held"} and not any(char.isdigit() for char in value):
        return None
    return field


def is_sentence(words: str) -> bool:
    """Whether a text states something, as no name or place does."""
    return len(words.split()) > _SENTENCE_WORDS and words.endswith(".")


def reads_as_heading(words: str) -> bool:
    """Whether a line that is all bold is a heading: it is short, states nothing whole and is no label."""
    bare = words.strip("*_ ")
    return (
        0 < len(bare.split()) <= _BOLD_WORDS
        and bare[0] not in "(["
        and not bare.endswith((".", ",", ";"))
        and announced_field(words) is None
        and labelled_kind(words) is None
        and not _HELD_ON.search(bare)
    )


def leads_in(words: str) -> bool:
    """Whether a text is a label whose value follows: ``Present:``, ``ACTION:``."""
    label, value = split_label(words)
    return not value and bool(label) and (header_field(label) is not None or labelled_kind(words) is not None)


@lru_cache(maxsize=8192)
def labelled_kind(words: str) -> Kind | None:
    """The kind (action, note, decision) that a text's own label gives it, or None."""
    if not _ANY_KIND_LABEL.match(words):
        return None
    if len(words) <= _LABEL_CHARS and ACTIONS.fullmatch(words.strip("*_ ")):
        return None  # the heading of a list
    if _action_for(words):
        return "action"
    return next((kind for kind, form in _KIND_LABELS.items() if form.match(words)), None)


def for_whom(words: str) -> str | None:
    """Who stands between the label of an action and its colon (``Action AB: …``), None where nobody does."""
    match = _action_for(words)
    return match["who"] if match else None


def _action_for(words: str) -> re.Match[str] | None:
    """The label of an action that names who is to do it before its colon, or has its number there."""
    match = _ACTION_FOR.match(words)
    return None if match is None or (match["who"] and _NOT_FOR.match(match["who"])) else match


def after_kind_label(words: str) -> tuple[str, str | None]:
    """What follows the label of an action, note or decision, and who is named in brackets within the label."""
    if found := _action_for(words):
        return words[found.end() :].strip("*_ ]"), found["who"]
    for form in _KIND_LABELS.values():
        if match := form.match(words):
            return words[match.end() :].strip("*_ ]"), match["who"] or match["inside"]
    return words, None


def listed_fields(text: str, blocks: Sequence[Block]) -> dict[int, str]:
    """Of blocks below a lone label (``Present:``), which fact each belongs to, by place.

    The list ends at an empty line, at another label or heading, at a change of list mark, or at a
    sentence: what comes then is the meeting's business.
    """
    found: dict[int, str] = {}
    field: str | None = None
    first = 0
    for n, block in enumerate(blocks):
        words = text[block.start : block.end]
        announced = None if block.role == "heading" else announced_field(words)
        if announced or block.role == "heading" or labelled_kind(words):
            field = announced if announced and not split_label(words)[1] else None
            first = n + 1
            continue
        if field and _ends_list(text, blocks, n, first, field):
            field = None
        if field:
            found[n] = field
    return found


def _ends_list(text: str, blocks: Sequence[Block], n: int, first: int, field: str) -> bool:
    block, before = blocks[n], blocks[n - 1]
    words = text[block.start : block.end]
    if block.role == "item":
        return n > first and (before.role != "item" or before.marker[-1:] != block.marker[-1:])
    if n > first and before.role == "item":
        return True
    if field in {"purpose", "next_meeting", "date"}:
        return n > first and block.gap
    return block.gap or is_sentence(words)
