"""Who is said to have said a thing, and who is to do one: read from the words themselves."""

from __future__ import annotations

import re

from ipp_search.ingest.cues.kind_labels import after_kind_label, for_whom
from ipp_search.ingest.cues.tasks import named_alone, named_behind

# A name: capitalised words, joined by small ones ("HMPPS and the Parole Board", "Office for Students").
_NAME = (
    r"(?:[Tt]he )?[^\W\d_a-z][\w&’'./-]*"
    r"(?:(?:,? | / ?)(?:[^\W\d_a-z][\w&’'./-]*+|and|of|the|for|&|from|on|in|behalf)(?=[ ,]|$))*"
    r"(?: \([^)]{1,40}\))?"
)
_PEOPLE = r"(?:All |The |Some )?(?:[Mm]embers|[Ss]takeholders|[Aa]ttendees|[Oo]fficials|staff)"
_BODIES = frozenset(
    "all board members member chair chairs chairman chairwoman chairperson vice president secretary secretariat"
    " treasurer clerk convenor convener committee council team staff officers officer everyone everybody group leads"
    " lead editors editor champions champion director executive trustees trustee the".split()
)
"""Words that name a person or body though they are written small elsewhere."""
_OWNER = re.compile(
    rf"(?P<owner>{_NAME}|{_PEOPLE}|(?:All|Both|Every) [\w ]{{1,40}}?|All|Everyone"
    rf"|[Tt]he (?:[a-z]+ )?(?:{'|'.join(sorted(_BODIES))})),? "
    r"(?:to(?! be \w+(?:ed|en|t)\b| (?:the|a|an|our|their|this|that)\b)|will(?! be\b)"
    r"|agreed to|undertook to|is to|are to|shall|should|must) (?:[a-z]|[A-Z]{2})"
)
_INITIALS = r"[A-Z]{2,}(?: ?/ ?[A-Z]{2,})*"  # AL, AL / BR
_WORD = r"[^\W\d_a-z][\w'’-]*\.?"
_ONE = rf"{_WORD}(?: (?:de |van |von |der |la |al )*{_WORD}){{0,3}}(?: \([^()]{{1,30}}\))?"
_JOINED = rf"{_ONE}(?:(?:,? (?:and|&) |, ?| ?/ ?){_ONE})*"
_ASSIGNED = re.compile(
    rf"(?P<owner>(?:All|The|Every|Both) [\w ]{{1,30}}?|{_JOINED})"
    r"\s*(?::\s*(?=\S)|\s[-–—]+\s+(?=\S)|[-–—]\s+(?=[^\W\d_a-z]))(?!$)"
)
"""``Ann:``, ``Ann Lee & Bob Ray (Secretary):``, ``Ann -``, before the task."""
_LIST_OF = re.compile(rf"(?P<owner>{_JOINED}):")  # "Ann:" above what Ann is to do
_ENDS_WITH = re.compile(rf"\S\s+[-–—]+\s+(?P<owner>{_JOINED})[\s*_.]*$")
_HANDLES = re.compile(
    r"(?P<owner>(?:@[\w-]+|\[@?[^\W\d_][^\]]{0,50}\](?:\[\w*\]|\([^)]*\))?)(?:(?:,| and|,? ?&) ?@[\w-]+)*):?\s+(?=\w)"
)
_NICK = re.compile(r"(?P<owner>[a-z][\w-]{1,20}) to (?!the\b|a\b|an\b|be\b|this\b|that\b|our\b|their\b)[a-z]{2,}")
"""``ann to write …``, as chat logs write names."""
_WITH_TO = frozenset(
    "Need Needs Try Want Wants Have Has Continue Decide Prefer Hope Hopes Plan Plans Aim Refer Reply Go".split()
)
_BARE_VERB = re.compile(rf"(?P<owner>{_WORD}(?: {_WORD})?) (?P<verb>[a-z]+)\b")  # "Ann write to …"
# What stands before a colon and is no one: the kind of remark it is, or a day.
_NO_ONE = re.compile(
    r"NB|FYI|AOB|TBC|TBD|RFC|PRs?|FAQ|URL|Unclaimed|Unassigned|Deadlines?|Due|Dates?|Updates?|Status|Notes?|Questions?"
    r"|Topics?|Issues?|Background|Context|Reminders?|To-?dos?|Follow(?:[- ]?ups?)?|Comments?|Options?|Done|Completed?"
    r"|Closed|Open|Ongoing|New|Old|Next|Future|Also|See|Other|Example|Proposals?|Decisions?|Result|Agreed|Outcome|Priority"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Today|Tomorrow|Actions?|Items?|Links?|Subject|Details?|Summary|Goals?"
    r"|Steps?|If|When|For|In|On|At|By|After|Before|From|With|This|That|These|There|It|We|I|You|They|He|She|A|An",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:.*\s)?(?:plans?|policy|reports?|strategy|reviews?|meetings?|website|budget|documents?|survey|process|agenda"
    r"|minutes|actions?|updates?|projects?|lists?|pages?|papers?|proposals?|deadline|dates?|version|profile|notes?|data)",
    re.IGNORECASE,
)
_ALSO_WORDS = frozenset("will mark bill grant rob sue pat jack dean frank grace hope rose drew chase dale".split())
_BY = re.compile(rf"\bto be \w+ by (?P<owner>{_NAME})")
_IN_BRACKETS = re.compile(
    r"[(\[](?P<owner>(?!Done|Complete|Closed|Ongoing|Open|DONE)[^\W\d_a-z][\w'’.-]+"
    r"(?:(?:,? and | & |, | | ?/ ?)[^\W\d_a-z][\w'’.-]+){0,5})[)\]]\W*$"
)
_BRACKETS_FIRST = re.compile(rf"\((?P<owner>{_JOINED})\)\s+(?=[A-Z])")
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
_REMARK = re.compile(r"\([^)\n]{0,100}\)")
_BOX = re.compile(r"\[(?: |x|X|[A-Z ]{4,})\]\s+")  # a tick box, or [PENDING]
_SHORT_REMARK = 25  # letters; a longer remark behind a name is not part of it


def owner_of(words: str, common: frozenset[str] = frozenset()) -> str | None:
    """Who is to do an action: ``HMPPS`` of ``ACTION: HMPPS to report``, None where it is not said.

    ``common`` are the words that the record writes small somewhere: a single one of them before a colon is no name.
    """
    if alone := named_alone(words) or named_behind(words):
        return alone
    task, named = after_kind_label(words)
    labelled = task != words
    task = _BOX.sub("", task.strip("*_ ")).replace("**", "").strip("*_ ")
    named = (named or "").strip(" *_?:-–—@")
    if named.rstrip("s") in {"AP", "AI"}:
        named = ""  # the label's own short form
    if named and (for_whom(words) or _NAME_ALONE.fullmatch(named) or named.lower().split()[0] in _BODIES):
        return named
    if match := _BY.search(task):
        return match["owner"].rstrip(".")
    if (match := _LIST_OF.fullmatch(task)) and _is_someone(match["owner"], common):
        return match["owner"]
    match = _OWNER.match(task)
    if match and match["owner"].split()[0].strip(",") not in _IMPERATIVES and "- " not in match["owner"]:
        return match["owner"].strip(" ,")
    if match := _HANDLES.match(task):
        owner = match["owner"].partition("](")[0].removesuffix("[]").strip("[]")
        return None if _NO_ONE.fullmatch(owner) else owner
    if labelled and (match := _NICK.match(task)) and match["owner"].title() not in _IMPERATIVES | _WITH_TO:
        return match["owner"]
    verb = _BARE_VERB.match(task) if labelled else None
    found = (
        _ASSIGNED.match(task)
        or (verb if verb and verb["verb"].title() in _IMPERATIVES else None)
        or _IN_BRACKETS.search(task)
        or _BRACKETS_FIRST.match(task)
        or _ENDS_WITH.search(task)
    )
    return found["owner"].strip(" ,") if found and _is_someone(found["owner"], common) else None


def _is_someone(who: str, common: frozenset[str]) -> bool:
    """Whether a capitalised run of words is rather a person or body than what the action is about."""
    bare = _REMARK.sub("", who).strip(" ,.")
    first = bare.split()[0].strip(",") if bare else ""
    if not first or _NO_ONE.fullmatch(bare) or _NO_ONE.fullmatch(first) or first in _IMPERATIVES:
        return False
    if first.lower() in _BODIES:
        return True
    names = [word for word in bare.lower().replace("/", " ").replace(",", " ").split() if word not in {"and", "&"}]
    return not _SUBJECT.fullmatch(bare) and not all(word in common and word not in _ALSO_WORDS for word in names)


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
