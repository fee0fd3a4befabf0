"""The labels that minutes put before a fact or an item: ``Present:``, ``ACTION:``, ``Note:``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ipp_search.ingest.cues.columns import ACTIONS
from ipp_search.ingest.records import Block, Kind

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

# In any case before a colon or dash, in capitals before the words themselves.
_KINDS: dict[Kind, tuple[str, str]] = {
    "action": (
        r"(?:new |agreed )?actions?+(?: (?:points?|items?|required|needed|agreed))?+|ap|ai|to[- ]do|task"
        r"|(?<!\()TODO(?!\s*\()|camau gweithredu",
        r"ACTIONS?+(?: (?:POINTS?|ITEMS?))?+",
    ),
    "note": (r"notes?|nb", r"NOTES?(?! +OF\b)|NB"),
    "decision": (
        r"decisions?|decided|agreed|resolved|resolution|penderfyn(?:wyd|iad)",
        r"DECISIONS?|DECIDED|AGREED|RESOLVED|RESOLUTION|PENDERFYNWYD",
    ),
}
_ACTION_NUMBER = r"\d++(?:[./-](?:\d++|[A-Z]\b))*+"
_NUMBER = rf"(?:\s*+(?:#?{_ACTION_NUMBER}|#))?+"
# "[Action – Ann] …"; "ACTION: …", "ACTION 3 – …", "ACTION (Ann): …", "[ACTION: …]", "AP1: …"; "ACTION Ann to …",
# "Action 62.9 Ann to …", "AI Ann: …". (AI without any of these is rather artificial intelligence.)
_KIND_LABELS: dict[Kind, re.Pattern[str]] = {
    kind: re.compile(
        rf"^[*_]*[\[(](?i:{words}){_NUMBER}\s*+[-–—:]?\s*+(?P<inside>(?<=\s)|[^\])\n]{{1,60}}?)[*_]*[\])][*_]*\s*+[-–—:]?(?=\s*+\w)"
        rf"|^[*_\[(\s]*(?:(?i:{words})(?:{_NUMBER}|\s*+)[.)]?\s*+(?:\((?P<who>[^)]*)\))?[*_]*\s*+(?::|(?<=\s)[-–—]|[–—])[*_]*"
        rf"|(?:{capitals}){_NUMBER}[*_]*(?=\s+(?:[^\W\d_a-z]|[\"“(]|that\b))"
        rf"|(?i:{words})\s+#?{_ACTION_NUMBER}[.)]?[*_]*(?=\s+[^\W\d_a-z])"
        rf"|Actions?(?=\s+[A-Z]{{2,3}}(?:\s?[/&,]\s?[A-Z]{{2,3}}){{0,5}}\s+to\b)"
        rf"|AI(?=\s+[^\W\d_a-z]\w*:))(?!\s*(?i:(?:is |was )?(?:now )?(?:complete|done|closed|ongoing|outstanding)))"
    )
    for kind, (words, capitals) in _KINDS.items()
}
# "Action AB: …", "ACTION new members: …", "ACT-GRP-2031-7: AB - …": who, or its number, before the colon.
_ACTION_FOR = re.compile(
    r"^[*_\[(\s]*(?:(?:ACTIONS?|Action|TASK|Task)\s+(?P<who>[A-Z][A-Za-z]{0,3}(?:\s?(?:[/,&+]|and)\s?[A-Z][A-Za-z]{0,3}){0,5}"
    r"|(?:[Nn]ew|[Oo]ld|[Aa]ll|[Tt]he|[Ee]very(?:one|body)|EVERYONE|ALL)\b[\w’' -]{0,30}|"
    r"[\w’'-]+-elect|[A-Z][a-z]+(?: [A-Z][\w’'-]+){0,2})"
    r"|ACT(?:ION)?-[A-Z\d-]{1,30}\d)\s*[*_]*:[*_]*(?=\s*\S)"
)
_NO_TASK = re.compile(
    r"(?:none|nil|n/?a|no (?:further |new )?actions?|not applicable|for (?:information|noting)|to note|noted"
    r"|information)"
    r"(?: (?:required|needed|taken|necessary|arising|only|at this time))?\W*",
    re.IGNORECASE,
)
_VOTED = re.compile(
    r"(?:the )?(?:(?:motions?|a motion|resolutions?) (?:\w+ ){0,3}?(?:by|to|that|was|made|carried|passed|failed"
    r"|approved|seconded)\b"
    r"|(?:unanimously )?(?:approved|adopted|denied|granted|carried|passed|tabled|ratified|moved by|vote"
    r"|voted)\b|unanimous\b)",
    re.IGNORECASE,
)
"""What stands behind "Action:" where the meeting itself acted: ``Approved 5–0``, ``Motion by Lee to adopt``."""
_NOT_FOR = re.compile(
    r"plans?|points?|items?|lists?|logs?|research|group|team|taken|required|needed|tracker|summary|fund|status"
    r"|update|notes?|number|no",
    re.IGNORECASE,
)
_ANY_KIND_LABEL = re.compile(rf"^[*_\[(\s]*(?i:act-|task|{'|'.join(words for words, _ in _KINDS.values())})")
_BILINGUAL = " / "
"""Between the same words in two languages."""
_OTHER_LANGUAGE = re.compile(
    r"^[*_]*[^\W\d_][\w ]{2,30} / (?=(?i:actions?|resolved|agreed|decisions?|decided|resolution)\b)"
)
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
    bare = _NUMBER_OR_REMARK.sub("", label).strip("*_ :")
    match = _FIELD.fullmatch(bare)
    if match is None and _BILINGUAL in bare:  # "Yn bresennol / Present"
        match = next(filter(None, (_FIELD.fullmatch(one.strip()) for one in bare.split(_BILINGUAL))), None)
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
    words = _OTHER_LANGUAGE.sub("", words)
    if not _ANY_KIND_LABEL.match(words):
        return None
    if len(words) <= _LABEL_CHARS and ACTIONS.fullmatch(words.strip("*_ ")):
        return None  # the heading of a list
    if _action_for(words):
        return "action"
    for kind, form in _KIND_LABELS.items():
        if match := form.match(words):
            said = words[match.end() :].strip("*_ ") if kind == "action" else ""
            return None if _NO_TASK.fullmatch(said) else "decision" if _VOTED.match(said) else kind
    return None


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
    words = _OTHER_LANGUAGE.sub("", words)
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
