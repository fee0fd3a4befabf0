"""Rich Text Format, by striprtf: its paragraphs, those in bold or of an outline, and the rows of its tables."""

from __future__ import annotations

import re
from itertools import groupby

from ipp_search.ingest.cues.labels import reads_as_heading
from ipp_search.ingest.readers import tables
from ipp_search.ingest.readers.builder import Assembly, of_text
from ipp_search.ingest.readers.grid import Cell
from ipp_search.ingest.records import BOLD_LEVEL

_STRUCK = re.compile(r"\{(?:\\[a-z]{1,20}-?\d{0,6} ?){0,12}\\(?:strike|striked1|v|deleted)(?![a-z0-9])[^{}]{0,10000}\}")
# striprtf forgets how words are set; signs that no text has, put where that changes, come through it.
_BOLD, _PLAIN, _OUTLINE = "\x01", "\x02", "\x03"
_TOKEN = re.compile(r"\\(?P<word>[a-z]{1,32})(?P<value>-?\d{1,9})? ?|\\[^a-z]|[{}]")
_SIGNS = re.compile(f"[{_BOLD}{_PLAIN}]|{_OUTLINE}[0-8]?")
_LAST_LEVEL = 8  # of an outline; 9 is body text


def read(data: bytes) -> Assembly:
    """The blocks of a Rich Text file.

    Raises:
        ValueError: it is none.
    """
    from striprtf.striprtf import rtf_to_text

    source = data.decode("latin-1")  # the file itself is ASCII, and names the charset of what it escapes
    if not source.lstrip().startswith("{\\rtf"):
        raise ValueError("damaged, or not a .rtf file")
    signed = _Signed().of(_STRUCK.sub("", _SIGNS.sub("", source)))
    text = rtf_to_text(signed, errors="replace")  # type: ignore[no-untyped-call]
    assembly = Assembly()
    for kind, lines in groupby(text.split("\n"), _kind):
        if kind == "row":
            rows = [_SIGNS.sub("", line).rstrip().removesuffix("|").split("|") for line in lines]
            tables.add_table(assembly, [[Cell([cell.strip()]) for cell in row] for row in rows])
        elif kind == "lead":
            for line in lines:
                assembly.add(_SIGNS.sub("", line), "paragraph", lead=_SIGNS.sub("", _lead(line)))
        elif kind:
            for line in lines:
                assembly.add(_SIGNS.sub("", line), "heading", level=int(kind))
        else:
            assembly.append(of_text("\n".join(_SIGNS.sub("", line) for line in lines)))
    return assembly


class _Signed:
    """Puts a sign into a file behind what makes its words bold, plain or of an outline."""

    def __init__(self) -> None:
        self._bold = False
        self._outer: list[bool] = []

    def of(self, source: str) -> str:
        return _TOKEN.sub(self._sign, source)

    def _sign(self, found: re.Match[str]) -> str:
        token, word, value = found[0], found["word"], found["value"]
        before = self._bold
        if token == "{":
            self._outer.append(self._bold)
        elif token == "}":
            self._bold = self._outer.pop() if self._outer else False
        elif word == "b":
            self._bold = value != "0"
        elif word == "plain":
            self._bold = False
        elif word == "outlinelevel" and value and 0 <= int(value) <= _LAST_LEVEL:
            return f"{token}{_OUTLINE}{value}"
        if self._bold == before and not (self._bold and word == "par"):
            return token
        end = "" if word is None or token.endswith(" ") else " "
        return f"{token}{end}{_BOLD if self._bold else _PLAIN}"


def _kind(line: str) -> str:
    """``row``, ``lead`` of a paragraph that begins in bold, the level of a heading, or nothing."""
    words = _SIGNS.sub("", line).strip()
    if words.endswith("|"):
        return "row"
    if words and (level := re.search(f"{_OUTLINE}([0-{_LAST_LEVEL}])", line)):
        return str(int(level[1]) + 1)
    lead = _SIGNS.sub("", _lead(line)).strip()
    if lead and lead == words:
        return str(BOLD_LEVEL) if reads_as_heading(words) else ""
    return "lead" if lead else ""


def _lead(line: str) -> str:
    """What a line begins with in bold."""
    bold = False
    lead = ""
    for sign, words in re.findall(f"([{_BOLD}{_PLAIN}]?)([^{_BOLD}{_PLAIN}]*)", line):
        bold = sign == _BOLD if sign else bold
        if words.strip() and not bold:
            break
        lead += words
    return lead
