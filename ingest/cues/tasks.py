"""Sentences that give a person something to do without the word action: a table of named rules.

Minutes that have no label for actions write ``AB to chase``, ``The Clerk will write to …``, ``(CD to action)``.
Who is named has to be someone: initials, a title with a name, an office, or a name of the meeting's own list.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

_INITIALS = r"[A-Z][A-Za-z]?[A-Z]{1,2}"
_OFFICE = (
    r"(?:[Tt]he )?(?:Parish |Town |Acting |Vice[- ])?(?:Clerk|Chair(?:man|woman|person)?|Secretary"
    r"|Treasurer|Secretariat"
    r"|RFO|Convenor|President)"
)
_TITLED = r"(?:Cllr|Cllrs|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Sir) (?:[A-Z]\.? )?[A-Z][\w’'-]+"
_NAMED = r"[A-Z][a-zéèïöü’'-]+(?: [A-Z][\w’'-]+){0,2}"
ONE = rf"(?:{_INITIALS}|{_OFFICE}|{_TITLED}|{_NAMED})"
"""A person as a task names one: initials, an office, a title with a name, a name."""
_SEVERAL = rf"{ONE}(?:(?:, ?| ?/ ?| ?& ?| and |, and ){ONE}){{0,4}}"
# "Action: Clerk", "[ACTION AL/BR]": who is to do what stands before it
_ONLY_WHO = re.compile(
    rf"[*_\[(]*(?:ACTIONS?|Actions?)(?: (?:by|for|on|BY|FOR))?[*_]*(?:\s*[:–-][*_\s]*|\s+(?={_INITIALS}\b|{_OFFICE}\b))"
    rf"(?P<who>{_SEVERAL})[\s*_.\])]*"
)
_WHO_ALONE = re.compile(rf"{_INITIALS}(?: ?(?:/|,|&|and|\+) ?{_INITIALS}){{0,5}}|{_OFFICE}|All|ALL")
_BEHIND = re.compile(r"(?<=[.!?…)])\s+(?=[*_\[(]*(?:ACTION|Action))")
_WHO = rf"(?P<owner>{ONE}(?: ?(?:/|,|&|and|or) ?{ONE}){{0,4}})"
# "to" what is no task: what someone has, is, or wishes.
_VERB = (
    r"(?!be\b|have\b|the\b|a\b|an\b|his\b|her\b|their\b|this\b|that\b|not\b|it\b|date\b|attend "
    r"the meeting\b|thank\b)[a-z]{2,}"
)
# What people who "would" do something then are to do; "would like" and "would need" are none.
_ERRAND = (
    r"(?:(?:also|then) )?(?:add|approach|arrange|ask|book|bring|chase|check|circulate|collect|confirm|contact"
    r"|create|deal"
    r"|distribute|draft|email|find|follow|forward|get|investigate|invite|let|liaise|look|make|meet|obtain|order"
    r"|organi[sz]e"
    r"|pass|phone|prepare|produce|provide|publish|put|raise|report|research|review|ring|seek|send|share|speak"
    r"|submit|talk"
    r"|update|write)\b"
)
ARROW = r"(?:[-=]>|[→⇒➔►➜▸▶‣➤])"
"""Sets off what follows from what was said."""
_BEGIN = (
    rf"(?:^(?:{ARROW}\s*)?|(?<=[–—(:])|(?<= - )|(?<=; )|(?<=\band )|(?<=\bagreed )|(?<=\bagreed that )"
    r"|(?<=\bthat ))[\s*_]*"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A form in which a task is given; ``known`` tells that who is named has to be of the meeting's people."""

    name: str
    pattern: re.Pattern[str]
    known: bool


RULES = (
    Rule(
        "initials to do",
        re.compile(rf"{_BEGIN}(?P<owner>{_INITIALS}(?: ?(?:/|,|&|and) ?{_INITIALS}){{0,4}}) to {_VERB}"),
        True,
    ),
    Rule("office to do", re.compile(rf"{_BEGIN}(?P<owner>{_OFFICE}|{_TITLED}) to {_VERB}"), False),
    Rule("name to do", re.compile(rf"{_BEGIN}{_WHO} to {_VERB}"), True),
    Rule(
        "someone will do",
        re.compile(
            rf"{_BEGIN}{_WHO} (?:will|would(?= {_ERRAND})|is to|are to|(?:is|are) going to|(?:has |have "
            rf"|had )?(?:undertook|undertaken|agreed"
            rf"|offered|volunteered|promised|committed) to|undertakes to|(?:was|were|is|are) (?:asked|tasked|instructed"
            rf"|requested|directed|actioned) to|(?:took|has|have|had) (?:an|the) action to) (?:also |then )?{_VERB}"
        ),
        True,
    ),
    Rule(
        "office will do",
        re.compile(
            rf"{_BEGIN}(?P<owner>{_OFFICE}) (?:will|is to|(?:was|were|is|be) (?:asked|tasked|instructed"
            rf"|requested|directed) to"
            rf"|undertook to|agreed to) (?:also |then )?{_VERB}"
        ),
        False,
    ),
)

_SENTENCE = re.compile(r"[^.!?;]+(?:[.!?;](?!\s|$)[^.!?;]+)*[.!?;]*")


def tasks_in(words: str, people: AbstractSet[str] | None) -> list[tuple[int, int, str]]:
    """The sentences of ``words`` that give someone a task: start, end and who, in order.

    ``people`` are those of the meeting in every form in which minutes name them, in lower case; None of a
    record of what was said word by word, in which people tell of tasks and give none.
    """
    found: list[tuple[int, int, str]] = []
    if people is None:
        return found
    for sentence in _SENTENCE.finditer(words):
        text = sentence[0].strip()
        if text and not text.endswith("?") and (owner := task_owner(text, people)):
            start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
            found.append((start, start + len(text), owner))
    return found


def named_alone(words: str) -> str | None:
    """Who a label names that has no task of its own: ``Action: Clerk``; None where there is a task or nobody."""
    match = _ONLY_WHO.fullmatch(words)
    return match["who"] if match else None


def is_only_who(words: str) -> bool:
    """Whether words are initials, an office or ``All``, and nothing else, as in a column for who is to act."""
    return _WHO_ALONE.fullmatch(words) is not None


def named_behind(words: str) -> str | None:
    """Who a label at the end of a text gives it to: ``The hedge is too high. Action: AL``."""
    places = [match.end() for match in _BEHIND.finditer(words)]
    return named_alone(words[places[-1] :]) if places else None


def task_owner(sentence: str, people: AbstractSet[str]) -> str | None:
    """Who a sentence gives something to do, None where it gives nobody."""
    for rule in RULES:
        for match in rule.pattern.finditer(sentence):
            owner = match["owner"].strip()
            if not rule.known or _all_known(owner, people):
                return owner
    return None


def _all_known(owner: str, people: AbstractSet[str]) -> bool:
    names = [name.strip() for name in re.split(r"/|,|&|\band\b|\bor\b", owner) if name.strip()]
    return bool(names) and all(name.lower() in people or re.fullmatch(_OFFICE, name) for name in names)
