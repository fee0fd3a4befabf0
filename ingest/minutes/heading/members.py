"""A block that begins with a number, and the title that may follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ipp_search.ingest.cues.kind_labels import labelled_kind
from ipp_search.ingest.minutes.lines import STATES
from ipp_search.ingest.records import TOPIC_LEVEL, Block

_TITLE_WORDS = 14  # the longest of 685 headings of ten bodies but for one in twenty
_RUN_IN_WORDS = 8
_PROSE_WORDS = 4
_ROMAN = {numeral: n for n, numeral in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)}
_NUMBER = re.compile(
    r"[*_#\s]*(?P<word>(?:agenda )?(?:item|section|part)\s+)?"
    r"(?P<open>\(?)(?P<number>\d{1,3}(?:\s?\.\s?\d{1,3}){0,3}|[a-z]|[ivx]{2,5})\\?(?P<close>[.):]?)(?:[*_]*+\s*+[–-])?[*_\s]++(?=[*_\"“'‘(\[]*[^\W_])",
    re.IGNORECASE,
)
_RUN_IN = re.compile(
    r"(?P<title>[^\n.:;?!]{2,70}?)(?P<end>\s*:(?=\s)|\s+[–—-](?=\s)|\*\*\.?(?=\s))\s*(?P<rest>\S.*)", re.DOTALL
)
_INITIALISM = re.compile(r"(?<!\w)[A-Z](?:\.\s?[A-Z]){1,5}\.$")  # "A.O.B." ends no sentence
_DATED = re.compile(r"\d{1,2}(st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\s+\d{4}|\d[./]\d+[./]\d|£|\$|€")


@dataclass(frozen=True, slots=True)
class Member:
    """A block that begins with a number: where its title starts and ends, and whether more of the block follows."""

    place: int
    head: int
    """Where the heading that it would be begins: at the number, or after a letter."""
    scheme: tuple[str, ...]
    ordinal: int
    start: int
    end: int
    loose: tuple[int, int] | None
    """Where a title ends and the rest begins, if all before the first dash or colon is one."""
    rest: int | None
    """Where what follows a title that is run in begins; None where the title is the block."""
    is_title: bool
    emphasised: bool
    strong: bool
    """Printed as a heading: by its reader's evidence, or in bold."""


def members_of(text: str, place: int, block: Block) -> Iterator[Member]:
    """What the number at the beginning of a block may be: none, one, or two (``i`` is a letter and a numeral)."""
    if block.role not in {"heading", "paragraph", "item"} or block.level >= TOPIC_LEVEL or block.speaker is not None:
        return
    words = text[block.start : block.end]
    printed = f"{block.marker} {words}" if block.marker else words
    match = _NUMBER.match(printed)
    if not match or (match["number"].isdigit() is False and not match["number"][0].isdigit() and not match["close"]):
        return
    if labelled_kind(words):
        return
    shift = block.start - (len(printed) - len(words))
    start = match.end() + shift
    parts = [part.strip() for part in match["number"].lower().split(".")]
    for alphabet, ordinal in _readings(parts[-1]):
        title = text[start : block.end].strip()
        emphasised = title.rstrip(". ").endswith(("*", "_")) and printed.lstrip()[:1] in "*_"
        end, rest, is_title = _title(title, start, block)
        yield Member(
            place,
            start if alphabet != "1" else printed_from(text, block),
            _scheme(alphabet, parts, match["open"] + match["close"], block),
            ordinal, start, end, _loose(title, start), rest, is_title, emphasised,
            block.role == "heading" or printed.lstrip().startswith(("**", "__")) or bool(match["word"]),
        )  # fmt: skip


def member_like(one: Member, text: str, place: int, block: Block, head: int, start: int, ordinal: int) -> Member | None:
    """A block as the member ``ordinal`` of the sequence of ``one``, where what follows ``start`` is a title."""
    end, rest, is_title = _title(text[start : block.end].strip(), start, block)
    return Member(place, head, one.scheme, ordinal, start, end, None, rest, True, False, False) if is_title else None


def printed_from(text: str, block: Block) -> int:
    """Where a block begins with its number."""
    if not block.marker:
        return block.start
    found = text.rfind(block.marker, max(0, block.start - len(block.marker) - 8), block.start)
    return found if found >= 0 else block.start


def _scheme(alphabet: str, parts: Sequence[str], marks: str, block: Block) -> tuple[str, ...]:
    deep = f"level {block.level}" if block.role == "item" and block.level > 1 else ""
    return (alphabet, *parts[:-1], f"{len(parts)} parts") if len(parts) > 1 else (alphabet, deep, marks)


def _readings(last: str) -> Iterator[tuple[str, int]]:
    if last.isdigit():
        yield "1", int(last)
        return
    if len(last) == 1:
        yield "a", ord(last) - ord("a") + 1
    if last in _ROMAN:
        yield "i", _ROMAN[last]


def _title(title: str, start: int, block: Block) -> tuple[int, int | None, bool]:
    """Where a title ends, where what is run in begins, and whether it is a title at all."""
    bare = title.strip("*_ ")
    emphasised = title.rstrip(". ").endswith(("*", "_"))
    words = len(bare.split())
    ends = bare.endswith((".", ";", ",", "?", "!")) and not _INITIALISM.search(bare)
    short = "\n" not in bare and words <= _TITLE_WORDS and not ends
    run_in = None if emphasised else _run_in(title)
    if run_in and short and block.role == "heading" and not STATES.search(run_in["rest"]):
        run_in = None  # "Motion: More bicycles"
    if (run_in is None and (short or block.role == "heading")) or (emphasised and words <= 2 * _TITLE_WORDS):
        return block.end, None, True
    if run_in:
        return start + len(run_in["title"].rstrip()), start + run_in.start("rest"), not _DATED.search(run_in["title"])
    return block.end, None, False


def _loose(title: str, start: int) -> tuple[int, int] | None:
    found = _RUN_IN.match(title)
    if not found or found["title"].count("(") > found["title"].count(")"):
        return None
    return start + len(found["title"].rstrip()), start + found.start("rest")


def _run_in(title: str) -> re.Match[str] | None:
    """A short title before a colon or dash, what follows which is a sentence or begins one."""
    found = _RUN_IN.match(title)
    if not found or len(found["title"].split()) > _RUN_IN_WORDS or not found["title"].lstrip("*_ ")[:1].isupper():
        return None
    if found["title"].count("(") > found["title"].count(")"):
        return None
    rest = found["rest"].split()
    lower = sum(word[0].islower() for word in rest)
    prose = len(rest) >= _PROSE_WORDS and lower >= len(rest) / 3
    return found if prose or found["end"].strip() == ":" or rest[-1].endswith(".") else None
