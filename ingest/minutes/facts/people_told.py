"""What sentences say of who was there: who sent apologies, who was present, who took the chair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ipp_search.ingest.cues.names import FULL_NAME, IN_BRACKETS, PERSON, SHORTENED, TITLE_BEFORE, is_person, names_in
from ipp_search.ingest.records import Block

_FROM = re.compile(
    r"\bapologies(?: for (?:their |his |her )?(?:absence|non-attendance))?"
    r"(?: (?:were|was|had|have|has|been|also|received|noted|accepted|sent|given|tendered|made|recorded|and)){0,5}"
    r" (?:from|by|for):? (?!absen)(?P<names>[^\n|]+)",
    re.IGNORECASE,
)
_SENT = re.compile(r"\b(?:sent|sends|gave|given|tendered|offered|made) (?:his|her|their|in his|in her) apologies\b")
_OFFICE = re.compile(r"(?:vice[- ])?(?:chair(?:man|woman|person)?|president|mayor|secretary|clerk)\b.*", re.IGNORECASE)
_CHAIRED = re.compile(
    rf"\b(?:chaired by|in the chair (?:was|:)) (?P<by>{PERSON.pattern})"
    rf"|\bcalled to order (?:at [^,;]{{1,20}}? )?by (?:the )?(?:(?:[Vv]ice[- ])?(?:Board |Committee "
    rf"|Council )?(?:Chair(?:man"
    rf"|woman|person)?|President|Mayor|Convenor|Commodore|Captain),? )?(?P<called>{PERSON.pattern})"
    rf"|(?P<who>(?>{PERSON.pattern}))(?: \([A-Z]{{1,4}}\))? (?:was in the chair|took the chair|presided|chaired\b"
    rf"|in the chair\b)"
    rf"|\b[Tt]he [Cc]hair(?:man|woman|person)?, (?P<office>{PERSON.pattern}),"
)
# "Present were the Rector, Ann Lee, in the Chair; Bob Ray and …", "There were present: …", "Those attending were …"
_PRESENT = re.compile(
    r"(?:(?:also |those |members |there were )?(?:present|attending|in attendance)(?: at the meeting)? (?:were|was):?"
    r"|there were (?:also )?present:?"
    r"|(?:the )?following (?:\w+ ){0,2}(?:were|was) (?:also )?(?:present|in attendance):?)"
    r" (?P<names>[^\n|]+)",
    re.IGNORECASE,
)
_IN_CHAIR = re.compile(r"\(?\bin the chair\b\)?|\(?\bpresiding\b\)?", re.IGNORECASE)
_SPLIT = re.compile(r"[;,]\s*+(?![^()]{0,200}\))|\band\b")
_TITLED = re.compile(rf"(?:the )?(?:Reverend |Revd?\.? )?(?P<name>{TITLE_BEFORE}\.? [^\W\d_a-z][\w’'-]+.*)")
_NOT_SHORTENED = "".join(rf"(?<!\b{word})" for word in SHORTENED)
_END = re.compile(rf"(?<![A-Z]){_NOT_SHORTENED}\.(?:\s|$)")


def said_in(text: str, blocks: Sequence[Block]) -> list[str]:
    """What the first blocks say, a list that goes on in the next one with it."""
    said: list[str] = []
    for block in blocks:
        words = " ".join(text[block.start : block.end].split())
        if said and said[-1].endswith((";", ",", " and")):
            said[-1] = f"{said[-1]} {words}"
        elif block.speaker is None:
            said.append(words)
    return said


def apologies_told(words: str) -> list[str]:
    """Who is said in a sentence to have sent apologies."""
    if match := _FROM.search(words):
        names = names_in(_END.split(match["names"])[0])
        told = []
        for name in names:
            name = re.sub(r"(?<!\s)\s++(?:who|due to|because|as|for|had|has|were|was|had been|and)\b.*", "", name)
            if not is_person(name):
                break
            told.append(name)
        return told
    if match := _SENT.search(words):
        names = [found[0] for found in FULL_NAME.finditer(words[: match.start()])]
        return names[:1]
    return []


def present_told(words: str) -> list[str]:
    """Who is said in a sentence to have been there; who was in the chair is marked ``(Chair)``."""
    match = _PRESENT.search(words)
    if match is None:
        return []
    found: list[str] = []
    for part in _SPLIT.split(_END.split(match["names"])[0]):
        name = IN_BRACKETS.sub("", part).strip(" ,.")
        chair = _IN_CHAIR.search(part) is not None
        name = _IN_CHAIR.sub("", name).strip(" ,.")
        name = titled["name"] if (titled := _TITLED.fullmatch(name)) else name
        if FULL_NAME.fullmatch(name) and is_person(name):
            found.append(f"{name} (Chair)" if chair else name)
        elif chair and found and not name:
            found[-1] = f"{found[-1]} (Chair)"
    return found


def chairs_told(said: Sequence[str]) -> Iterator[str]:
    """Who is said, in some sentences, to have taken the chair."""
    for words in said:
        if match := _CHAIRED.search(words):
            name = _END.split(match["by"] or match["called"] or match["who"] or match["office"])[0]
            if not _OFFICE.fullmatch(name):
                yield name
