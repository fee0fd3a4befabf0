"""Plain text: blocks told apart by empty lines, list markers and indentation alone."""

from __future__ import annotations

import re
from dataclasses import replace

from ipp_search.ingest.cues.labels import announced_field, split_label
from ipp_search.ingest.records import Block

_BULLET = r"[·•▪◦‣●○■□☐☑☒–—*+-]"
# A second mark may follow the first, as word processors write them out: "- ☐ text", "- o text".
_ITEM = re.compile(
    rf"(?P<indent>[ \t\u00a0]*)"
    rf"(?P<marker>(?:{_BULLET}|o(?=[ \t]))(?:[ \t\u00a0]+(?:[☐☑☒✓✔]|\[[ xX]\]|o(?=[ \t])))?"
    rf"|\(?(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}|[a-z]|[ivx]{{1,5}})[.)]|\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})"
    rf"[ \t\u00a0]+(?=\S)"
)
_RULE = re.compile(r"\s*(?P<mark>[=\-_~*#—–])(?:\s?(?P=mark)){2,}\s*")
_SENTENCE_END = (".", "!", "?", ":", ";")
_FIGURE = re.compile(r"[£$€]?\d[\d.,]*\s[a-z]")
_PROSE_CHARS, _PROSE_SHARE = 40, 0.7  # a line so long, and so near the longest, is wrapped
_WIDEST_WRAP = 120  # columns; files with longer lines are not hard-wrapped


def read_blocks(text: str) -> list[Block]:
    """Split plain text into items and paragraphs; which paragraphs are headings is not decided here."""
    blocks: list[Block] = []
    depths: list[tuple[int, str]] = []  # (indent, marker class) of the open lists, outermost first
    width = max((len(line) for line in text.split("\n")), default=0)
    gap, start = False, 0
    previous = ""  # the line before, if it belongs to the last block
    for line in text.split("\n"):
        end = start + len(line)
        if not line.strip():
            gap, previous = True, ""
        elif rule := _RULE.fullmatch(line):
            if previous and blocks[-1].role == "paragraph":  # the line above is underlined: a heading
                blocks[-1] = replace(blocks[-1], role="heading", level=1 if rule["mark"] in "=#" else 2)
            gap, previous = True, ""
        elif match := _ITEM.match(line):
            level = nesting_depth(depths, len(match["indent"].expandtabs(4)), match["marker"])
            blocks.append(_block(text, start + match.end(), end, "item", level, match["marker"], gap))
            gap, previous = False, line
        elif previous and _continues(previous, line, width, blocks[-1]):
            last = blocks[-1]
            blocks[-1] = _block(text, last.start, end, last.role, last.level, last.marker, last.gap)
            previous = line
        else:
            if not line[0].isspace():
                depths.clear()
            blocks.append(_block(text, start, end, "paragraph", 0, "", gap))
            gap, previous = False, line
        start = end + 1
    return blocks


def split_marker(line: str) -> tuple[str, int]:
    """The list mark that a line begins with, as typed, and where its words begin; ``("", 0)`` without one."""
    match = _ITEM.match(line)
    return (" ".join(match["marker"].split()), match.end()) if match else ("", 0)


def _block(text: str, start: int, end: int, role: str, level: int, marker: str, gap: bool) -> Block:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Block(start, end, "item" if role == "item" else "paragraph", level, " ".join(marker.split()), gap)


def nesting_depth(depths: list[tuple[int, str]], indent: int, marker: str) -> int:
    """The nesting depth of an item, from 1; ``depths`` is updated to the lists now open."""
    kind = "1" if marker[-1] in ".)" or marker[0].isdigit() else " ".join(marker.split())
    while depths and depths[-1][0] > indent:
        depths.pop()
    same = [n for n, open_list in enumerate(depths) if open_list == (indent, kind)]
    if same:
        del depths[same[0] + 1 :]
    else:
        depths.append((indent, kind))
    return len(depths)


def _continues(previous: str, line: str, width: int, block: Block) -> bool:
    """Whether ``line`` goes on with the sentence of ``previous``, cut by hard wrapping."""
    if previous.rstrip().endswith(_SENTENCE_END) and not (block.role == "item" and line[0].isspace()):
        return False
    word = line.split()[0]
    if word[0].islower():
        return True
    if split_label(line)[1] and announced_field(line):
        return False  # "Regrets: …" below "Present: …"
    if block.role == "item" and line[0].isspace():
        return True
    if _FIGURE.match(line) and len(previous.rstrip()) > max(_PROSE_CHARS, width * _PROSE_SHARE) and previous[0] != " ":
        return True  # "… with a fence" over "6 ft high, and …"
    # A wrapped line ends where its next word would not have fitted.
    return 40 < width <= _WIDEST_WRAP and len(previous.rstrip()) + 1 + len(word) > width
