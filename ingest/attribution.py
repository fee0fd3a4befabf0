"""Who is said to have said a thing, and who is to do one: read from the words themselves."""

from __future__ import annotations

import re

from ipp_search.ingest.labels import after_kind_label

# A name: capitalised words, joined by small ones ("HMPPS and the Parole Board", "Office for Students").
_NAME = (
    r"(?:[Tt]he )?[^\W\d_a-z][\w&’'./-]*"
    r"(?:(?:,? | ?/ ?)(?:[^\W\d_a-z][\w&’'./-]*|and|of|the|for|&|from|on|in|behalf)(?=[ ,]|$))*"
    r"(?: \([^)]{1,40}\))?"
)
_PEOPLE = r"(?:All |The |Some )?(?:[Mm]embers|[Ss]takeholders|[Aa]ttendees|[Oo]fficials|staff)"
_OWNER = re.compile(
    rf"(?P<owner>{_NAME}|{_PEOPLE}|All),? "
    r"(?:to(?! be \w+(?:ed|en|t)\b)|will(?! be\b)|agreed to|undertook to|is to|are to|shall) (?:[a-z]|[A-Z]{2})"
)
_INITIALS = r"[A-Z]{2,}(?: ?/ ?[A-Z]{2,})*"  # AL, AL / BR
_DASHED = re.compile(rf"(?P<owner>[A-Z][\w'’]+(?: [A-Z][\w'’]+){{1,3}}|{_INITIALS})\s+[-–—]\s+[a-z]")
_ROLE = r"(?:Vice[- ])?(?:Chair(?:man|woman|person)?|President|Secretary|Secretariat|Treasurer|Clerk|Convenor|Convener)"
# A single other word before a colon is rather what the action is about ("Deadline: …").
_BEFORE_COLON = re.compile(
    rf"(?P<owner>(?!NB|FYI|AOB)(?:(?:The )?{_ROLE}|{_INITIALS}|[A-Z][\w'’]+(?: [A-Z][\w'’]+){{1,2}}))\s*:\s+\S"
)
_BY = re.compile(rf"\bto be \w+ by (?P<owner>{_NAME})")
_IN_BRACKETS = re.compile(r"[(\[](?P<owner>[A-Z][\w'’.-]+(?:(?: | ?/ ?)[A-Z][\w'’.-]+){0,3})[)\]]\W*$")
_NAME_ALONE = re.compile(_NAME)
_IMPERATIVES = frozenset(
    "Add Agree Aim Approve Arrange Ask Book Check Circulate Confirm Consider Contact Create Discuss Draft Email Explore"
    " Find Follow Get Include Investigate Invite Look Make Meet Move Need Obtain Organise Prepare Present Produce"
    " Provide Publish Put Raise Refer Reply Report Request Respond Return Review Send Set Share Speak Start Submit Talk"
    " Try Update Use Write".split()
)
_GROUP = (
    r"(?:(?:The |Some |Several |Many |All |Other )?(?:[Ee]xternal |[Oo]ther )?"
    r"(?:[Ss]takeholders|[Mm]embers|[Aa]ttendees|[Oo]fficials))"
)
_SPOKE = (
    "accepted|acknowledged|added|advised|advocated|agreed|announced|apologised|argued|asked|cautioned|challenged"
    "|clarified|commented|committed|confirmed|considered|demonstrated|described|discussed|emphasised|emphasized"
    "|encouraged|expressed|explained|felt|gave|highlighted|informed|introduced|invited|moved|noted|objected|observed"
    "|offered|opened|outlined|pointed|presented|proposed|provided|queried|questioned|raised|recommended|reflected"
    "|reiterated|remarked|reminded|replied|reported|requested|responded|said|sent|shared|spoke|stated|stressed"
    "|suggested|summarised|talked|thanked|thought|told|undertook|updated|urged|voiced|wanted|warned|welcomed|wished|wrote"
)
_SPEAKER = re.compile(
    rf"(?P<who>{_GROUP}|{_NAME})(?:,[^,.]{{1,60}},)? (?:(?:also|then|further|again|have|has|had|strongly) )*"
    rf"(?:{_SPOKE})\b"
)
_NO_SPEAKER = frozenset(
    "All Those It This That There They We He She I You Concerns Questions Action Actions Minutes Report Reports Matter"
    " Matters Recommendation Recommendations Budget Last Following Item Items Proposal Paper Papers".split()
)
_TITLE = r"(?:(?:Rt|Right|Hon|Dr|Mr|Mrs|Ms|Mme|Prof|Rev|Cllr|St|Sir|Dame|Lord|Lady)\.? |[A-Z]\. ?)"
_TURN = re.compile(
    rf"(?P<who>(?:The )?{_TITLE}{{0,3}}[^\W\d_a-z][^:\n.!?()]{{0,60}}?)(?P<of>\s*\([^:\n]{{1,90}}\))?\s*:\s+(?=\S)"
)
_SHORT_REMARK = 25  # letters; a longer remark behind a name is not part of it


def owner_of(words: str) -> str | None:
    """Who is to do an action: ``HMPPS`` of ``ACTION: HMPPS to report``, None where it is not said."""
    task, named = after_kind_label(words)
    task = task.strip("*_ ")
    if named and _NAME_ALONE.fullmatch(named):
        return named.strip()
    if match := _BY.search(task):
        return match["owner"].rstrip(".")
    match = _OWNER.match(task) or _DASHED.match(task) or _BEFORE_COLON.match(task)
    if match and match["owner"].strip(" ,") not in _IMPERATIVES:
        return match["owner"].strip(" ,")
    in_brackets = _IN_BRACKETS.search(task)
    return in_brackets["owner"] if in_brackets else None


def speaker_of(words: str) -> str | None:
    """Who is said to have noted, asked or raised it: ``HMPPS`` of ``HMPPS noted that …``, else None."""
    match = _SPEAKER.match(words.lstrip("*_ "))
    who = match["who"].strip(" ,") if match else None
    return who if who not in _NO_SPEAKER else None


def turn_of(words: str) -> tuple[str, int] | None:
    """The name before a colon, and where the speech begins: ``("Ann Smith", 11)`` of ``Ann Smith: yes``.

    A short remark in brackets (``Ann Smith (HMPPS)``) belongs to the name, a long one does not.
    """
    match = _TURN.match(words)
    if match is None or len(match["who"].split()) > 8:
        return None
    remark = (match["of"] or "").strip()
    who = match["who"].strip("*_ ")
    return (f"{who} {remark}" if 0 < len(remark) <= _SHORT_REMARK else who), match.end()
