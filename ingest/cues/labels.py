"""The labels that minutes put before a fact or an item: ``Present:``, ``ACTION:``, ``Note:``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ipp_search.ingest.cues.kind_labels import LABEL_CHARS, labelled_kind
from ipp_search.ingest.records import Block

LABEL = re.compile(r"^[*_\s]*(?P<label>[^\W\d_][^:\n]{0,40}?)[*_]*\s*:[*_]*(?:\s+(?P<value>\S.*))?$", re.DOTALL)
"""``Label: value``, with or without Markdown emphasis around the label."""

_BODY = (
    r"(?:[a-z-]+ ){0,2}(?:members|councillors|trustees|directors|governors|officers|delegates|representatives|others?"
    r"|those|people)"
)
_FIELDS = {
    "date": r"date|(date|day)( and time| & time)? of (the |this )?meeting|meeting date( (and|&) time|/time)?"
    r"|date (and|&) time|date/time|(meeting )?held( on)?|meeting|dyddiad",
    "present": r"((also|members) )?(present|attending|in attendance)|attendees|attendance|participants"
    rf"|{_BODY}( that were)? (also )?(present|attending|in attendance)|(members|councillors) in person"
    r"|(present|attending|in attendance|joining|members)( remotely| online| by zoom| by teams| virtually| in person)"
    r"|(members of )?the public|members of the public( present)?|(other|list of) (attendees|participants)"
    r"|attendance list|attending organi[sz]ations|organi[sz]ations (present|attending|represented)"
    r"|(guests?|visitors?|observers?|staff) present|(hefyd )?yn bresennol|presennol"
    r"|(those |who (was|were|came) )?(here|there)|who came",
    "apologies": r"apologies|apologies( for absence)?( received| sent| given)?( (from|by))?|regrets( from)?"
    rf"|({_BODY} )?(absent|not present|excused|unable to attend)"
    r"|absent (with|without) (leave|apolog(y|ies)|notice)"
    r"|absen(t|ces)( (and|&|/) (excused|apologies))?|absences|leave of absence|ymddiheuriadau( am absenoldeb)?"
    r"|(those )?(not (here|there)|away|unable to come|who sent word)(, sent word)?"
    r"|who could ?n[o’']?t( come| make it| attend)?|(sent|received) apologies|could ?n[o’']?t (come|make it|attend)",
    "next_meeting": r"(date (and time )?of )?(the )?next meeting( date)?|date of next|next meeting dates?"
    r"|(dates? (and times? )?of )(the )?(next|future) meetings?|(dyddiad y )?cyfarfod nesaf",
    "purpose": r"purpose|purpose of (the |this )?(group|meeting)",
    "chair": r"chairs?|chaired by|(acting )?chair(man|woman|person)|in the chair|meeting chair|presiding( officer)?"
    r"|facilitat(?:ors?|ed by)|conven[oe]r|moderat(?:or|ed by)"
    r"|y? ?gadeirydd|cadeirydd",
    "place": r"location|venue|place|lleoliad",
    "time": r"time|amser",
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
    r"\b(next|previous|last|prior|earlier|future|following|forthcoming)\b.{0,30}\b(meetings?|minutes|call"
    r"|session|met)\b"
    r"|\b(approv|accept|adopt|confirm|agree|sign|circulat|publish|issu|revis|updat|amend|print|postpon|post|upload|modifi|download)(e|ed|es|al)\b"
    r"|\b(due|deadline|annual report|date of issue|commenced)\b|\b(by|since|until|before|after)\s+#",
    re.IGNORECASE | re.DOTALL,
)
"""Words beside a date (``#`` in its place) that say it is some other meeting's, or none's."""

_BILINGUAL = " / "
"""Between the same words in two languages."""
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
    if len(label) > LABEL_CHARS:
        return None
    bare = _NUMBER_OR_REMARK.sub("", label).strip("*_ :")
    match = _FIELD.fullmatch(bare)
    if match is None and _BILINGUAL in bare:  # "Yn bresennol / Present"
        match = next(filter(None, (_FIELD.fullmatch(one.strip()) for one in bare.split(_BILINGUAL))), None)
    return match.lastgroup if match else None


@lru_cache(maxsize=8192)  # asked several times of every block on its way
def announced_field(words: str) -> str | None:
    """Which header fact a text states (``Present: …``) or leads in (``Present:``), or None."""
    if len(words) > LABEL_CHARS and ":" not in words[:LABEL_CHARS] and " | " not in words[:LABEL_CHARS]:
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
