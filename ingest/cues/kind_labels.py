"""The labels that say of what kind an item is: ``ACTION: …``, ``Decision – …``, ``Note: …``."""

from __future__ import annotations

import re
from functools import lru_cache

from ipp_search.ingest.cues.columns import ACTIONS
from ipp_search.ingest.records import Kind

LABEL_CHARS = 60  # of a label, at most
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
_OTHER_LANGUAGE = re.compile(
    r"^[*_]*[^\W\d_][\w ]{2,30} / (?=(?i:actions?|resolved|agreed|decisions?|decided|resolution)\b)"
)


@lru_cache(maxsize=8192)
def labelled_kind(words: str) -> Kind | None:
    """The kind (action, note, decision) that a text's own label gives it, or None."""
    words = _OTHER_LANGUAGE.sub("", words)
    if not _ANY_KIND_LABEL.match(words):
        return None
    if len(words) <= LABEL_CHARS and ACTIONS.fullmatch(words.strip("*_ ")):
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
