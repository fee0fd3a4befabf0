"""What one file calls the group that meets: the words of its title lines without what is of this meeting only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import PurePath

from ipp_search.ingest.cues.dates import find_dates
from ipp_search.ingest.cues.kind_labels import labelled_kind
from ipp_search.ingest.cues.labels import announced_field
from ipp_search.ingest.records import MONTHS, TITLE, Block
from ipp_search.ingest.text import safe

_KIND_OF_MEETING = r"(ordinary|regular|special|adjourned|extraordinary|monthly|quarterly|weekly|working group)"
# Words around a group's name that say only that these are minutes.
_BOILERPLATE = re.compile(
    r"^\W*((draft|final|approved|agreed|unconfirmed|confirmed|signed|unapproved)\s+)?(meeting\s+)?(minutes|notes|record)(\s+(of|from|for))?(\s+the)?"
    r"(\s+meeting\s+(of|held))?(\s+the)?\b|(?:(?<!\W)\W++)?\b((draft|final|approved|meeting|call)\s+){0,6}(minutes|notes)\W*$"
    r"|(?<![\s,–—:(|-])[\s,–—:(|-]++((held|meeting)\s+)?(on|of|at)\W*$"
    r"|(?<![\s,–—:(|-])[\s,–—:(|-]++(approved|draft|final|agreed)\W*$|(?:(?<!\W)\W++)?\b(mon|tues|wednes|thurs|fri|satur|sun)day\W*$",
    re.IGNORECASE,
)
_OF_THIS_MEETING = re.compile(
    r"^\W*(report|agenda)\s+(on|of|from|for)\s+(the\s+)?|^\W*agenda\s*[-–—:]\s*"
    r"|(?<!\W)\W++(agenda|summary|transcript|recording)\W*$"
    r"|^\W*(the\s+)?(\d+(st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+(?=\w+)"
    rf"|^\W*(an?\s+)?({_KIND_OF_MEETING}\s+)?meeting\s+of\s+(the\s+)?|(?<!\s)\s++(was\s+)?held\b.*|(?<!\s)\s++meeting\s+minutes\b.*"
    r"|(?:(?<!\s)\s++)?[:–—-]\s*plenary(\s+session)?\W*$"
    r"|(?<!\s)\s++meeting\s++(?:(no\.?|number|#)\s*+)?\d{1,3}\b.*|(?<![\s,])[\s,]++\d{3,4}\s*[-–]\s*\d{3,4}\W*$"
    rf"|(?<!\s)\s*+[,–—-]\s*+({'|'.join(MONTHS)})\W*$"
    rf"|(?<![\s,])[\s,]++(19|20)\d\d([\s-]+({'|'.join(MONTHS)}|{'|'.join(m[:3] for m in MONTHS)}))?\W*$",
    re.IGNORECASE,
)
# What meeting software adds to the name of a meeting: when the recording was begun.
_RECORDED = re.compile(r"(?<![-_ ])[-_ ]++\d{8}_\d{6}(UTC)?([-_ ]+meeting (recording|transcript))?$", re.IGNORECASE)
CLOCK = re.compile(r"(?:(?<![\s,–—-])[\s,–—-]++)?\b\d{1,2}[:.]\d{2}\s*+([ap]\.?m\.?)?\W*$", re.IGNORECASE)
"""A time of day at the end of a title."""

_GROUP = re.compile(
    r"\b((sub-?)?committee|council|board|groups?|team|forum|society|association|club|trust|assembly|panel|commission"
    r"|network|community|cabinet|senate|governors|trustees|meeting|plenary|call|stand-?up|wg|cg|sig|tf|tc"
    r"|[ae]gm|pmb|task force|workshops?)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"^\W*((the|meeting|meetings|minutes|notes|record|agenda|draft|final|approved|unconfirmed|copy|transcript|summary|present"
    r"|attendees|attendance|index|untitled|document|page|information|details|time|date|overview|actions|on|of"
    r"|open|first|general|adjourned|scan|version|v)\b[\W\d]*)*$"
    r"|^\W*(approv\w+|adopt\w+|welcome)\b|\b(web-?ex|zoom|ms teams|microsoft teams|google meet|bluejeans|skype"
    r"|tele-?conference|video-?conference|conference call"
    r"|room|hall|street|road|pavilion|held|clerk|template|ref|tel|fax|page)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\d+(\.\d+)*[.):]?\s\W*[^\W\d]")
_IN_TEXT = re.compile(r"^…|[<>*]|:\s|@|://")
_HEADS_MINUTES = re.compile(
    r"^\W*((the|draft|final|approved)\s+)*(minutes|notes|report|record)\b|\bmeeting of\b", re.IGNORECASE
)
_BESIDE_DATE = re.compile(r"^\W*[^\W\d]+(\s[^\W\d]+)?,\s*\d{1,2}\s")  # "Norwick, 30 August 2025" heads a letter
_PAGE = re.compile(r"\bpage\b", re.IGNORECASE)
_HEAD_BLOCKS = 8  # a name further down is the name of something else
_NAME_WORDS = 12
_LINE_WORDS = 24
_LEAST_LETTERS = 3


def series_of(title: str) -> str | None:
    """The name of the group: its title without date and time, and the words every title has."""
    title = _RECORDED.sub("", title)
    for found in reversed(find_dates(title, year=2000, compact=True)):
        title = title[: found.start] + title[found.end :]
    before = None
    while before != title:
        before = title
        title = _BOILERPLATE.sub("", CLOCK.sub("", title)).strip(" ,–—:|-()#*_")
        title = _OF_THIS_MEETING.sub("", title).strip(" ,–—:|-#*_")
    return title or None


def is_name(words: str) -> bool:
    """Whether words may name a group: no place, no number, no "Draft"."""
    letters = sum(char.isalpha() for char in words)
    return (
        letters >= _LEAST_LETTERS
        and letters * 2 > len(words)
        and len(words.split()) <= _NAME_WORDS
        and _NO_NAME.search(words) is None
    )


def names_a_group(words: str) -> bool:
    """Whether words say what kind of group they name: a council, a board, a team."""
    return is_name(words) and _GROUP.search(words) is not None


def names_in(text: str, blocks: Sequence[Block], stated: Mapping[str, str]) -> tuple[str, ...]:
    """What the file may call the group, likeliest first: kinds of group, other titles, what is beside a date."""
    titles = [stated.get("title", ""), *(text[b.start : b.end] for b in blocks if _is_title(b))]
    titles += [name_in(stated.get("page_header", "")), re.split(r":\s+(?=[\"“])", stated.get("page_title", ""))[0]]
    found: dict[str, int] = {}
    for title in [*titles, *_lines_above(text, blocks)]:
        name = series_of(" ".join(title.split()))
        if name and is_name(name):
            found.setdefault(name, 0 if names_a_group(name) else 2 if _BESIDE_DATE.search(title) else 1)
    return tuple(sorted(found, key=found.__getitem__))


def _is_title(block: Block) -> bool:
    return block.role == "heading" and block.level == TITLE


def _lines_above(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """The other lines above the first item that name a group or say that they head the minutes of one."""
    titled = any(_is_title(b) and is_name(series_of(text[b.start : b.end]) or "") for b in blocks)
    for n, block in enumerate(islice(blocks, _HEAD_BLOCKS)):
        words = text[block.start : block.end]
        if block.role not in {"heading", "paragraph"} or block.speaker or _is_title(block):
            continue
        if announced_field(words) or labelled_kind(words) or _ITEM.match(words):
            return
        if words.rstrip().endswith((".", ",", ";", "?")) or len(words.split()) > _LINE_WORDS or _IN_TEXT.search(words):
            continue
        # A heading below the others is the first item, not a line of the title.
        above = [b.level if b.role == "heading" else -1 for b in islice(blocks, n)]
        first = not titled and block.role == "heading" and all(level >= block.level for level in above)
        if first or _HEADS_MINUTES.search(words) or names_a_group(series_of(words) or ""):
            yield words


def name_in(header: str) -> str:
    """The words of a page's header that name the record: more than one, and no page number."""
    parts = [" ".join(part.split()) for part in re.split(r"[\t\n]", header)]
    named = (part for part in parts if len((series_of(part) or "").split()) > 1 and not _PAGE.search(part))
    return next(named, "")


def name_in_path(path: PurePath) -> str | None:
    """What the name of a file calls the group, without its date; None where that says nothing."""
    stem = re.sub(r"(?<!\d)\d{5,}(?!\d)", "", re.sub(r"(?<=\d)_(?=\d)", "-", safe(path.stem)))
    name = series_of(re.sub(r"(?<=\D)[-_](?=\d)|(?<=\d)[-_](?=\D)|(?<=[^\W\d])[-_](?=[^\W\d])|_", " ", stem))
    return name if name and is_name(name) else None
