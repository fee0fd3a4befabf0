"""Which blocks are headings, and of what rank: by markup where there is some, else by shape.

Minutes pasted into plain text lose their styles, but not their shape: a heading is a short
line that ends no sentence and has something below it. Ranks follow numbering where there is
numbering; elsewhere two headings in a row are a section and its first sub-section.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ipp_search.ingest.cues.dates import find_dates
from ipp_search.ingest.cues.labels import LABEL, announced_field, header_field, labelled_kind, listed_fields
from ipp_search.ingest.minutes.numbering import mark_numbered
from ipp_search.ingest.records import TITLE, TOPIC_LEVEL, Block

_MAX_CHARS, _MAX_WORDS = 80, 12
_TITLE_LINES = 8
_NUMBER = re.compile(r"^\d{1,3}(\.\d{1,3})*[.)]?$")
_BULLET = re.compile(r"[·•▪◦‣●○■□–—*-]\s+(?=\S)")
# What a statement has and a title has not, what is signed below minutes, and numbers of files and places.
_STATES = re.compile(r"\b(had|has|have|was|were|is|are|been|proposed|seconded|declared|agreed|resolved)\b")
_SIGNED = re.compile(r"(signed|dated|chair(man|woman|person)?)\b\s*([,:_.…]|$)", re.IGNORECASE)
_CODE = re.compile(r"\d[A-Z]|[A-Za-z]{3}\d|\d/\d")
_STANDING_LINE = re.compile(
    r"((date|time|dates) of )?(the )?next meetings?|other (matters|business)|any other (urgent )?business|a\.?o\.?b\.?"
    r"|(items )?for (the )?next agenda|(summary of )?actions?( list| log| item)?( summary)?|matters arising|close",
    re.IGNORECASE,
)
_ITEM_LABEL = re.compile(r"^(agenda )?(item|section|part)\s+\d+\s*[:.–-]", re.IGNORECASE)
_RECORD = re.compile(r"\b(minutes|notes|meeting|board|committee|council|group|forum|panel|team|call)\b", re.IGNORECASE)
_GENERIC = frozenset("draft final approved meeting minutes notes note record summary of the".split())
_SURE = 4  # numbered headings that tell how this record writes its headings
_AGENDA_ITEMS = 3  # that stand again as headings, before the agenda is taken to tell them
_INITIALS = 4  # letters of whom a line is for, set in bold
_PROSE_WORDS, _PROSE_SHARE = 4, 0.6
# Items that every agenda has at its top level, whatever stands above them.
_STANDING_ITEM = re.compile(
    r"(apologies|introductions?|welcome|minutes of|matters arising|any other business|a\.?o\.?b\b|next meeting"
    r"|date of next|close\b|(summary of )?actions?( summary| points?| items?| log)?$)",
    re.IGNORECASE,
)


def mark_headings(text: str, blocks: Sequence[Block], *, guessed: bool = False) -> list[Block]:
    """The same blocks with every heading's role and level set; the record's title has level TITLE.

    A title that is run into its paragraph becomes a block of its own. ``guessed`` tells that the reader took headings
    from how lines look, so that what numbers them, or stands around them, may prove it wrong.
    """
    blocks = _from_agenda(text, _lone_cells(text, blocks))
    numbering = mark_numbered(text, blocks)
    blocks = numbering.blocks
    if guessed:
        blocks = _doubted(text, blocks, numbering.headings)
        blocks = _standing(text, blocks, numbering.headings)
    if (
        sum(b.role == "heading" and b.level < TOPIC_LEVEL for n, b in enumerate(blocks) if n not in numbering.headings)
        > 1
    ):
        return _with_title_marked(text, _ranked_together(blocks, numbering.headings))
    marked = list(blocks)
    body = _title_end(text, blocks)
    marked[:body] = [dataclasses.replace(b, role="heading", level=TITLE) for b in blocks[:body]]
    listed = listed_fields(text, marked)
    run: list[int] = []
    state = _Ranks()
    for n in range(body, len(blocks)):
        follower = blocks[n + 1] if n + 1 < len(blocks) else None
        if n in numbering.headings:
            _rank(text, marked, run, state)
            run, state.numbered = [], blocks[n].level
            continue
        if guessed and len(numbering.headings) >= _SURE and not _stands_out(text, blocks, n, min(numbering.headings)):
            continue
        if n not in listed and n not in numbering.listed and _is_shaped_like_heading(text, blocks[n], follower):
            run.append(n)
            continue
        _rank(text, marked, run, state)
        run = []
    return marked


def _lone_cells(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks with short titles that have a row of a table to themselves, and something below it, as headings."""
    marked = list(blocks)
    for n, (block, below) in enumerate(pairwise(blocks)):
        words = text[block.start : block.end]
        alone = n > 0 and block.role == "row" and block.gap and " | " not in words and not block.context
        alone = alone and blocks[n - 1].role not in {"heading", "columns"} and find_dates(words) == []
        if (
            alone
            and not below.gap
            and _is_short_line(words.rstrip(":"))
            and not _GENERIC.issuperset(words.lower().split())
        ):
            marked[n] = dataclasses.replace(block, role="heading", level=1)
    return marked


def _from_agenda(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks with those lines as headings that repeat an item of the agenda above and have paragraphs below."""
    listed: dict[str, int] = {}  # the subject of an item, and in which list it first stands
    again: list[int] = []
    lists = 0
    for n, block in enumerate(blocks[:-1]):
        if block.role != "item":
            lists += 1
            continue
        subject = _subject(text[block.start : block.end])
        if listed.setdefault(subject, lists) != lists and blocks[n + 1].role == "paragraph":
            again.append(n)
    subjects = {_subject(text[blocks[n].start : blocks[n].end]): n for n in again}
    agenda = Counter(listed[subject] for subject in subjects).most_common(1)
    if not agenda or agenda[0][1] < _AGENDA_ITEMS:
        return list(blocks)
    again = [n for n in again if listed[_subject(text[blocks[n].start : blocks[n].end])] == agenda[0][0]]
    kind = {(blocks[n].marker, blocks[n].level) for n in again}
    marked = list(blocks)
    for n in range(again[0], len(blocks) - 1):
        block, words = blocks[n], text[blocks[n].start : blocks[n].end]
        alike = (block.marker, block.level) in kind and block.role == "item" and blocks[n + 1].role == "paragraph"
        if alike and (n in again or not words.endswith((".", ";", ":"))):
            marked[n] = dataclasses.replace(block, role="heading", level=2, marker="")
    return marked


def _subject(words: str) -> str:
    return " ".join(re.split(r"\s[–—-]\s", words)[0].lower().split())


def _doubted(text: str, blocks: Sequence[Block], numbered: frozenset[int]) -> list[Block]:
    """The blocks without headings that only look like one: bullets, rows of a table, names above the first number."""
    sure = len(numbered) >= _SURE
    first = min(numbered, default=0)
    opening = next((n for n, block in enumerate(blocks) if block.role == "heading"), 0)
    kept = list(blocks)
    for n, block in enumerate(blocks):
        if block.role != "heading" or n in numbered or block.level >= TOPIC_LEVEL:
            continue
        words = text[block.start : block.end]
        if bullet := _BULLET.match(words):
            kept[n] = dataclasses.replace(
                block, role="item", level=1, marker=bullet[0].strip(), start=block.start + bullet.end()
            )
        elif sure and (not _may_head(text, blocks, n) or (opening < n < first and header_field(words) is None)):
            kept[n] = dataclasses.replace(block, role="paragraph", level=0)
    return kept


def _standing(text: str, blocks: Sequence[Block], numbered: frozenset[int]) -> list[Block]:
    """The blocks with items as headings that every agenda has, where numbered ones go before and do not name them."""
    if len(numbered) < _SURE:
        return list(blocks)
    marked = list(blocks)
    level = max(blocks[n].level for n in numbered if blocks[n].level <= min(blocks[k].level for k in numbered))
    for n in range(min(numbered), len(blocks) - 1):
        words = text[blocks[n].start : blocks[n].end].strip(" :*_")
        if blocks[n].role == "paragraph" and _STANDING_LINE.fullmatch(words):
            marked[n] = dataclasses.replace(blocks[n], role="heading", level=level)
    return marked


def _stands_out(text: str, blocks: Sequence[Block], n: int, first: int) -> bool:
    """Whether a line without a number may be a heading among numbered ones: it is set apart, and reads as one."""
    return n > first and blocks[n].gap and _may_head(text, blocks, n)


def _may_head(text: str, blocks: Sequence[Block], n: int) -> bool:
    """Whether a line that looks like a heading reads as one: it is a title, and no line of a table or list of names."""
    words = text[blocks[n].start : blocks[n].end]
    plain = [word for word in words.split() if len(word) > 2 and word.strip("():").isalpha()]
    figures = sum(any(char.isdigit() for char in word) for word in words.split())
    return (
        n + 1 < len(blocks)
        and not (len(words) <= _INITIALS and words.isupper())
        and bool(plain)
        and figures < 2
        and not any(sign in words for sign in "£…●○")
        and not any(_CODE.search(word) for word in words.split())
        and not _STATES.search(words)
        and not _SIGNED.match(words)
        and not _reads_like_prose(words)
    )


def _ranked_together(blocks: Sequence[Block], numbered: frozenset[int]) -> list[Block]:
    """Numbered headings at the levels that markup gave those among them, so that both kinds are one outline."""
    marked = [block.level for n, block in enumerate(blocks) if block.role == "heading" and n not in numbered]
    least = min(marked, default=1)
    return [
        dataclasses.replace(block, level=block.level + least - 1) if n in numbered and least > 1 else block
        for n, block in enumerate(blocks)
    ]


def _with_title_marked(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Where markup tells headings, the first is the title if it outranks all others, or opens and names the record."""
    first = next(n for n, block in enumerate(blocks) if block.role == "heading")
    words = text[blocks[first].start : blocks[first].end]
    others = [block.level for block in blocks[first + 1 :] if block.role == "heading"]
    marked = list(blocks)
    opening = text[blocks[0].start : blocks[0].end]
    if first and blocks[0].role == "paragraph" and _is_short_line(opening) and _names_record(text, opening, blocks[1]):
        marked[0] = dataclasses.replace(blocks[0], role="heading", level=TITLE)
        return marked
    if announced_field(words) is None and (
        blocks[first].level < min(others) or (first == 0 and _names_record(text, words, blocks[1]))
    ):
        marked[first] = dataclasses.replace(blocks[first], level=TITLE)
        below = blocks[first + 1]
        if below.role == "heading" and _GENERIC.issuperset(text[below.start : below.end].lower().split()):
            marked[first + 1] = dataclasses.replace(below, level=TITLE)  # "Meeting Notes" below the group's name
    return marked


def _names_record(text: str, words: str, follower: Block) -> bool:
    below = text[follower.start : follower.end]
    return (
        bool(find_dates(words, year=2000))
        or _RECORD.search(words) is not None
        or follower.role == "heading"
        or announced_field(below) is not None
    )


def _title_end(text: str, blocks: Sequence[Block]) -> int:
    """How many leading blocks are title lines: all short lines above the first header fact, at least one."""
    for n, block in enumerate(blocks[:_TITLE_LINES]):
        words = text[block.start : block.end]
        if announced_field(words) or (n and find_dates(words, year=2000)):
            return n
        if not _is_short_line(words) or block.role == "item" or block.speaker is not None:
            break
    first = text[blocks[0].start : blocks[0].end] if blocks else ""
    return int(
        bool(first)
        and blocks[0].speaker is None
        and blocks[0].role in {"paragraph", "heading"}
        and _is_short_line(first)
    )


def _is_short_line(words: str) -> bool:
    words = words.strip("*_ ")
    return (
        bool(words)
        and len(words) <= _MAX_CHARS
        and len(words.split()) <= _MAX_WORDS
        and "\n" not in words
        and words[-1] not in ".;:,?!"
        and (words[0].isupper() or words[0].isdigit())
        and not LABEL.match(words)
    )


def _is_shaped_like_heading(text: str, block: Block, follower: Block | None) -> bool:
    if follower is None or block.end - block.start > _MAX_CHARS or block.role not in {"paragraph", "item"}:
        return False
    if block.speaker is not None:
        return False  # a short turn of speech
    numbered = block.role == "item" and _NUMBER.match(block.marker)
    if block.role == "item" and not numbered:
        return False
    if numbered and follower.role == "item" and _NUMBER.match(follower.marker) and not _is_child(block, follower):
        return False  # the next number follows at once: a list
    words = text[block.start : block.end].strip("*_ ")
    bare = words
    if (numbered and words.endswith(".") and len(words.split()) <= _MAX_WORDS // 2) or (
        words.endswith(":") and words.isupper()
    ):
        bare = words[:-1]
    elif _ITEM_LABEL.match(words):
        bare = words.replace(":", "", 1)
    if not _is_short_line(bare) or labelled_kind(words) or (announced_field(words) and header_field(words) is None):
        return False
    if block.role == "paragraph" and follower.role == "paragraph" and not follower.gap and _reads_like_prose(words):
        return False
    # A line with a date is a fact; headings that name meetings are told apart before.
    return not find_dates(words)


def _reads_like_prose(words: str) -> bool:
    """Whether a line is rather the first of a hard-wrapped sentence: several words, mostly without capitals."""
    rest = words.split()[1:]
    return len(rest) >= _PROSE_WORDS - 1 and sum(word[0].islower() for word in rest) > _PROSE_SHARE * len(rest)


def _is_child(block: Block, follower: Block) -> bool:
    return follower.marker.startswith(block.marker.strip(".)") + ".")


class _Ranks:
    """What the headings met so far tell of the next one's level."""

    numbered = 0  # the level of the last numbered heading
    has_subsections = False  # the current section opened with a sub-section
    headings = 0
    tight = False  # headings stand without an empty line above, so one that has it starts afresh


def _rank(text: str, blocks: list[Block], run: list[int], state: _Ranks) -> None:
    """Set the levels of ``run``, headings that stand directly below one another."""
    if len(run) > 2:
        return  # a list of short lines (names, say), not headings
    for place, n in enumerate(run):
        block = blocks[n]
        words = text[block.start : block.end]
        if _NUMBER.match(block.marker):
            level = state.numbered = block.marker.strip(".)").count(".") + 1
            blocks[n] = dataclasses.replace(block, start=text.rindex(block.marker, 0, block.start), marker="")
        elif len(run) == 2:
            level = state.numbered + 1 + place
            state.has_subsections = True
        elif state.numbered:
            level = state.numbered + 1
        elif state.has_subsections and not _STANDING_ITEM.match(words) and not (block.gap and state.tight):
            level = 2
        else:
            level = 1
            state.has_subsections = False
        state.tight = state.tight or (not block.gap and place == 0 and state.headings > 0)
        state.headings += 1
        blocks[n] = dataclasses.replace(blocks[n], role="heading", level=level)
