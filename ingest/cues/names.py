"""What is written like the name of a person, and the ways in which one person is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ipp_search.ingest.cues.labels import header_field, is_sentence

TITLE_BEFORE = (
    r"(?:(?:County |District |Parish |Town )?(?:[A-Z]/)?Cllrs?|Councillors?|Cyng(?:horydd)?\.?|Father|Mr|Mrs|Ms"
    r"|Miss|Mx|Dr|Prof|"
    r"Professor|Rev|Revd|Canon|Sir|Dame|Lord|Lady|Maj|Major|Capt|Col|Hon|DCI|DI|DS|PC|PCSO|Insp|Inspector|Sgt|Supt)"
)
SHORTENED = "Cllr Cllrs Cyng Mr Mrs Ms Dr Prof Rev Revd St Hon Capt Col No Nos Ref Fig cf vs approx".split()
"""Words whose point is no end of a sentence, as that of an initial is none."""
_WORD = r"(?:[^\W\d_a-z][\w’'‘.-]{0,40}|(?:de|van|von|der|la|le|al|ap|ab|ferch|bin|di|da|du)(?= ))"
PERSON = re.compile(rf"(?:{TITLE_BEFORE}\.? )?{_WORD}(?: {_WORD}){{0,4}}")
_SHORT_WORD = 2  # letters; a last name that is no longer is rather a word
IN_BRACKETS = re.compile(r"(?:(?<!\s)\s++)?[(\[][^()\[\]]{1,80}[)\]]")
_ROLE = re.compile(
    r"(?:(?<![\s,–(\[-])[\s,–(\[-]++)?\b(?:(?:acting|vice|deputy|parish|town|sc|tc|managing|joint|co)[- ]){0,4}(?:chair"
    r"(?:man|woman|person|ing|ed)?"
    r"|clerk|secretary|treasurer|rfo|minutes?|minuting|minute[- ]taker|scribe|secretariat|convenor|facilitator)\W*$",
    re.IGNORECASE,
)
CHAIR = re.compile(r"(?<!vice)(?<!vice-)(?<!vice )(?<!deputy )\bchair(?:man|woman|person|ing|ed)?\b", re.IGNORECASE)
_INITIALS_FIRST = re.compile(r"(?P<initials>[A-Z][A-Za-z]{0,2}[A-Za-z])\s+[-–—]\s+(?P<name>[^\W\d_a-z].*)", re.DOTALL)
INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Za-z]")
_DASH = re.compile(r"(?<!\s)\s++[-–—]++\s++(?![^()]{0,200}\))")
_NAMED_FIRST = re.compile(r"[^()\[\]]{3,50} \([A-Z]\w{0,4}\)(?= [A-Z])")
_AGENDA = re.compile(
    r"\b(?:minutes|matters|arising|apologies|welcome|introductions?|agenda|reports?|finance|planning"
    r"|declarations?|interests?"
    r"|participation|updates?|meetings?|business|next|actions?|items?|summary|discussion|location|venue|date"
    r"|time|adoption"
    r"|opening|review|correspondence|overview|background|roles?|quorum|purpose|call|open|roll)\b",
    re.IGNORECASE,
)
"""Words of headings of a meeting's business, which are written with capitals as names are."""
_NOBODY = re.compile(r"(?:none|nil|n/?a|no apologies.*|all(?: .*)?|tbc|there (?:were|are) no .*)\W*", re.IGNORECASE)
_BEHIND_INITIALS = re.compile(r"(\([A-Z]\w{0,4}\)) [-–—] \S.*$")  # what "Ann Lee (AL) – Practice Manager" is
_OFFICES_BEHIND = re.compile(r"(?:[^,;()]{3,50}(?:,[^,;]{3,50})?;\s*+){2,}[^,;()]{3,50}(?:,[^,;]{3,50})?")
_OFFICE_ALONE = re.compile(
    r"(?:[A-Z][a-z]+ ){0,2}(?:President|Treasurer|Secretary|Manager|Director|Officer|Co-?ordinator|Engineer|Attorney"
    r"|Administrator|Clerk|Planner|Superintendent|Headteacher|Principal|Solicitor|Accountant|Architect|Surveyor|Auditor)"
)
_COMMA = re.compile(r",(?![^()]{0,200}\))")  # not one within brackets
_PLURAL = re.compile(r"^(?:Cllrs|Councillors|Messrs|Mesdames|Drs)\.? ")  # before the first of several
_HOW_MANY = re.compile(
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|no|several) (?:\w+ ){0,2}(?:members?|residents?"
    r"|parishioners?|people|persons?|guests?|visitors?|observers?|representatives?|others?|public|press)\b",
    re.IGNORECASE,
)
FULL_NAME = re.compile(r"(?=\S{0,40}[a-z])[^\W\d_a-z][\w’'-]{1,40}(?: [^\W\d_a-z][\w’'-]{1,40})+(?: \([A-Z]\w{1,3}\))?")


def person_at(line: str) -> str | None:
    """The person a line of a list names, without what they represent."""
    line = " ".join(line.split())
    if match := _INITIALS_FIRST.fullmatch(line):
        line = match["name"]
        rest = line.partition(",")[2]
        name = f"{line.partition(',')[0]} ({match['initials']})"
    else:
        name, rest = _COMMA.split(line, maxsplit=1) if _COMMA.search(line) else (line, "")
        name, *after = _DASH.split(name, maxsplit=1)
        rest = " ".join([*after, rest])
        if match := _NAMED_FIRST.match(name):
            name, rest = match[0], f"{name[match.end() :]} {rest}"
    if is_sentence(line) or not is_person(name) or re.fullmatch(r"[A-Z]{1,4}|All", name):
        return None
    return f"{name.strip()} (Chair)" if is_chair(rest) and not is_chair(name) else name.strip()


def is_person(words: str) -> bool:
    """Whether words are written like the name of a person, remarks in brackets and offices aside."""
    bare = _ROLE.sub("", IN_BRACKETS.sub("", words)).strip(" .*_")
    return PERSON.fullmatch(bare) is not None and not _AGENDA.search(bare) and not is_nobody(bare)


def is_nobody(bare: str) -> bool:
    """Whether words say that there is no one, or are a label themselves."""
    return _NOBODY.fullmatch(bare) is not None or header_field(bare) is not None


def forms_of(entry: str) -> Iterator[str]:
    """The ways in which minutes may name a person who is listed as ``Mrs Ann Lee (AL)``, in lower case."""
    for inside in IN_BRACKETS.findall(entry):
        yield from (part.lower() for part in re.findall(r"\w+", inside) if INITIALS.fullmatch(part))
    bare = _ROLE.sub("", IN_BRACKETS.sub("", entry)).strip()
    name = re.sub(rf"^{TITLE_BEFORE}\.? ", "", bare)
    parts = name.replace(".", " ").split()
    if not parts:
        return
    yield from {name.lower(), bare.lower(), parts[0].lower() if len(parts[0]) > 2 else name.lower()}
    if len(parts) > 1:
        yield "".join(part[0] for part in re.split(r"[\s-]+", " ".join(parts)) if part).lower()
        yield "".join(part[0] for part in parts).lower()
        if len(parts[-1]) > _SHORT_WORD:
            yield parts[-1].lower()
        yield from (f"{title} {parts[-1].lower()}" for title in ("mr", "mrs", "ms", "dr", "cllr", "miss"))


def names_in(value: str) -> list[str]:
    """The names of a list in one line, such as ``A, B and C``; "and" inside an earlier name does not split it."""
    if _OFFICES_BEHIND.fullmatch(value):  # "Ann Lee, President; Bob Ray, Treasurer; …"
        value = re.sub(r",[^;]*", lambda office: " (Chair)" if is_chair(office[0]) else "", value)
    parts = [part.strip() for part in re.split(r"[;,]\s*+(?![^()]{0,200}\))", value) if part.strip()]
    if parts and (len(parts) > 1 or " and " in parts[0]):
        *before, last = re.split(r" and (?![^()]{0,200}\))", re.sub(r"^and\s+", "", parts[-1]))
        parts[-1:] = [" and ".join(before), last] if before else [last]
    for n in range(len(parts) - 1, 0, -1):  # "Ann Lee, Chair, Bob Ray, Clerk"
        if CHAIR.fullmatch(parts[n].strip(" .*_")):
            parts[n - 1 : n + 1] = [f"{parts[n - 1]} (Chair)"]
    parts = [part for n, part in enumerate(parts) if not (n and _OFFICE_ALONE.fullmatch(part.strip(" .*_")))]
    names = [_PLURAL.sub("", part.strip(" .*_")) for part in parts]
    return [name for name in names if name and not _NOBODY.fullmatch(name) and not _HOW_MANY.match(name)]


def named(entry: str) -> str:
    """An entry of a list as a name: offices behind it are left off, what stands in brackets stays."""
    bare = _BEHIND_INITIALS.sub(r"\1", _ROLE.sub("", entry))
    if bare.count("(") > bare.count(")"):  # "(Mayor, in the Chair)" is one remark
        name, _, remark = bare.rpartition("(")
        bare = f"{name}({remark.strip(' ,')})" if INITIALS.fullmatch(remark.strip(" ,")) else name
    return bare.strip(" ,-–.") or entry


def is_chair(words: str) -> bool:
    """Whether words name the office of the chair, and not of a deputy."""
    return CHAIR.search(words) is not None


def once(entries: Iterable[str]) -> list[str]:
    """Each person once, in the order of the first mention; ``AL`` is who else is listed as ``Ann Lee (AL)``."""
    kept: list[str] = []
    listed = list(entries)
    by_initials = {
        part for entry in listed for inside in IN_BRACKETS.findall(entry) for part in re.findall(r"\w+", inside)
    }
    for entry in listed:
        words = _bare_words(entry)
        if INITIALS.fullmatch(entry) and entry.isupper() and entry in by_initials:
            continue
        if words and not any(words == _bare_words(one) for one in kept):
            kept.append(entry)
    return kept


def _bare_words(entry: str) -> frozenset[str]:
    bare = re.sub(rf"^{TITLE_BEFORE}\.? ", "", _ROLE.sub("", IN_BRACKETS.sub("", entry)).strip())
    return frozenset(re.findall(r"\w+", (bare or entry).lower()))
