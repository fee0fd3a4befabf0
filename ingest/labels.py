"""The labels that minutes put before a fact or an item: ``Present:``, ``ACTION:``, ``Note:``."""

from __future__ import annotations

import re

from ipp_search.ingest.records import Kind

LABEL = re.compile(r"^[*_\s]*(?P<label>[^\W\d_][^:\n]{0,40}?)[*_]*\s*:[*_]*\s+(?P<value>\S.*)?$", re.DOTALL)
"""``Label: value``, with or without Markdown emphasis around the label."""

_FIELDS = {
    "date": r"date|(date|day)( and time)? of (the )?meeting|meeting date|date and time|held( on)?",
    "present": r"present|attendees|attending|in attendance|attendance|participants|(members|board members) present",
    "apologies": r"apologies|apologies for absence|regrets|absent",
    "next_meeting": r"(date of )?(the )?next meeting( date)?",
    "purpose": r"purpose|purpose of (the )?(group|meeting)",
    "chair": r"chair|chaired by|chairperson",
    "place": r"location|venue|place",
    "time": r"time",
}
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

_KINDS: dict[Kind, re.Pattern[str]] = {
    "action": re.compile(r"actions?( point| item)?|a\.?i\.?|ap", re.IGNORECASE),
    "note": re.compile(r"notes?|n\.?b\.?", re.IGNORECASE),
    "decision": re.compile(r"decisions?|decided|agreed|resolved|resolution", re.IGNORECASE),
}


def split_label(words: str) -> tuple[str, str]:
    """``("Present", "HMPPS, …")`` of a labelled text; ``("", words)`` of any other."""
    match = LABEL.match(words)
    return (match["label"].strip(), (match["value"] or "").strip()) if match else ("", words)


def header_field(label: str) -> str | None:
    """Which header fact a label or a heading names (a key of ANSWERS), or None."""
    match = _FIELD.fullmatch(re.sub(r"^[\d.\s]+", "", label).strip())
    return match.lastgroup if match else None


def announced_field(words: str) -> str | None:
    """Which header fact a text states (``Present: …``) or leads in (``Present:``), or None."""
    return header_field(split_label(words)[0] or words.strip("*_ \t:"))


def labelled_kind(words: str) -> Kind | None:
    """The kind (action, note, decision) that a text's own label gives it, or None."""
    label, _ = split_label(words)
    return next((kind for kind, form in _KINDS.items() if form.fullmatch(label)), None)
