"""Markdown and plain text, line by line."""

from __future__ import annotations

import re
from html import unescape

from ipp_search.query.briefing import wording
from ipp_search.query.verification.statements import Block, Draft, mark

_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:\s*(.*)$")
_MARK = re.compile(r"\[\^([^\]\s]{1,100})\]")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*)$")
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d+[.)]|\([a-z0-9]{1,3}\))\s+")
_RULE = re.compile(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*")
_CELLS = re.compile(r"(?<!\\)\|")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_STRONG = re.compile(r"(?<!\\)(?:\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SOURCE = re.compile(r"^\[(\d+)\] (.+)$")
_NUMBER = re.compile(r" \[(\d+)\]")
_WIDEST = 200  # characters; a text with a longer line is not folded, and each of its lines is a paragraph


def read_markdown(text: str) -> Draft:
    """The blocks of a Markdown text and its footnotes; what is in HTML comments is told as such."""
    blocks: list[Block] = []
    for comment in _COMMENT.finditer(text):
        blocks.append(Block(comment[1], f"line {text.count(chr(10), 0, comment.start()) + 1}", aside="a comment"))
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    notes: dict[str, str] = {}
    paragraph: list[str] = []
    begun, note = 0, ""

    def end() -> None:
        if paragraph:
            blocks.append(Block(_words(" ".join(paragraph)), f"line {begun}"))
            paragraph.clear()

    for number, line in enumerate(text.split("\n"), 1):
        place = f"line {number}"
        if found := _NOTE.match(line):
            end()
            note = found[1]
            if note in notes:
                blocks.append(Block(found[2], place, aside=f"a second note {note}"))
            else:
                notes[note] = found[2].strip()
            continue
        heading, row = _HEADING.match(line), line.lstrip().startswith("|")
        if note and line.strip() and not heading and not row:
            notes[note] += f" {line.strip()}"
            continue
        note = note if not line.strip() and note else ""
        if note:
            # After an empty line only what is indented belongs to a note.
            note = ""
            continue
        if heading or row or _BULLET.match(line) or not line.strip():
            end()
        if heading:
            blocks.append(Block(_words(_unclosed(heading[2])), place, len(heading[1])))
        elif row and not _RULE.fullmatch(line):
            cells = tuple(_words(cell.strip()) for cell in _CELLS.split(line.strip().strip("|")))
            blocks.append(Block(" | ".join(cells), place, cells=cells))
        elif line.strip() and not _RULE.fullmatch(line):
            begun = begun if paragraph else number
            paragraph.append(_BULLET.sub("", line).strip().removeprefix("> ").removeprefix(">"))
    end()
    return Draft(blocks, notes)


def read_text(text: str) -> Draft:
    """The lines of a plain text, each a block; below ``SOURCES``, ``[1] …`` is a note."""
    notes: dict[str, str] = {}
    lines = text.split("\n")
    for line in lines:
        if found := _SOURCE.match(line):
            notes[found[1]] = found[2].strip()

    def noted(match: re.Match[str]) -> str:
        return mark(match[1]) if match[1] in notes else match[0]

    blocks: list[Block] = []
    known = {"Briefing: ", "Summary: "}
    fixed = {
        wording.WHERE,
        wording.DECISIONS,
        wording.STORY,
        wording.POSITIONS,
        wording.ACTIONS,
        wording.RAISED,
        wording.SOURCES,
    }
    paragraph: list[str] = []
    section = ""

    def end(before: int, *, bullet: bool = False) -> None:
        nonlocal section
        if paragraph:
            words = " ".join(paragraph)
            title = any(words.casefold().startswith(name.casefold()) for name in known)
            level = 1 if title else 2 if words.casefold() in {name.casefold() for name in fixed} else 0
            section = words.casefold() if level else section
            marked, place = _NUMBER.sub(noted, words), f"line {before - len(paragraph)}"
            name = section == wording.POSITIONS.casefold() and marked == words and not level and not bullet
            row = _row(marked) if section == wording.ACTIONS.casefold() and bullet else None
            if row and not blocks[-1].cells:
                blocks.append(Block(" | ".join(wording.COLUMNS), place, cells=wording.COLUMNS))
            blocks.append(
                (row and Block(" | ".join(row), place, cells=row)) or Block(marked, place, 3 if name else level)
            )
            paragraph.clear()

    bullet = False
    unwrapped = any(len(line) > _WIDEST for line in lines)
    for number, line in enumerate(lines, 1):
        if unwrapped or not line.strip() or _SOURCE.match(line) or _BULLET.match(line):
            end(number, bullet=bullet)
            bullet = _BULLET.match(line) is not None
        if line.strip() and not _SOURCE.match(line):
            paragraph.append(_BULLET.sub("", line).strip())
    end(len(lines) + 1, bullet=bullet)
    return Draft(blocks, notes)


def _row(words: str) -> tuple[str, ...] | None:
    """The cells of an action in a list, of which the first is its words with their note; None if it has others."""
    action, behind, rest = words.partition("\x03; ")
    cells = (action + behind.rstrip("; "), *rest.split("; "))
    return cells if behind and len(cells) == len(wording.COLUMNS) else None


def _words(text: str) -> str:
    """A text without the marks of emphasis, its escapes undone and its notes marked."""
    plain = _ESCAPED.sub(r"\1", _STRONG.sub("", text))
    return _MARK.sub(lambda match: mark(match[1]), unescape(plain))


def _unclosed(heading: str) -> str:
    """A heading without the ``##`` that may close it."""
    bare = heading.rstrip().rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else heading.rstrip()
