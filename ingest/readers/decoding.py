"""From bytes to text."""

from __future__ import annotations

import re
from collections import Counter

# What UTF-8 becomes when it is read as Windows-1252 and saved again: â€™ for ’, Ã© for é.
_MOJIBAKE = re.compile(
    "\u00e2\u20ac[\u2122\u02dc\u0153\u009d\u201c\u201d\u00a6\u00a2]|\u00c3[\u00a1-\u00bf]|\u00c2[\u00a0\u00a3\u00b7]"
)
_FOREIGN_SHARE = 0.3
_ASIAN = re.compile("(?P<han>[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])|(?P<hangul>[\uac00-\ud7a3])"
                    "|(?P<kana>[\u3040-\u30ff])|(?P<narrow>[\uff66-\uff9d])")  # fmt: skip
_FEWEST_ASIAN = 8  # letters that tell anything
# Of these, in both scripts, any Chinese text is full; of letters by chance, one in a hundred is among them.
_COMMON_HAN = frozenset(
    "的一是不了在人有我他这個个们們来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着下自之年过過发發后後作里用道行所"
    "然家种種事成方多经經么去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心本前开開但因只从從想实實日月二三四五六七"
    "八九十议議员員记記录錄委席"
)


_UNKNOWN = "this is not text in any encoding we know"


class NotText(ValueError):
    """The bytes are no text in any encoding we know."""


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file with line feeds only and no byte order mark, and warnings for the person who ingests.

    UTF-8 and UTF-16 are told by themselves; anything else is taken for Windows-1252, unless most of its letters would
    then be accented: charset-normalizer decides those.

    Raises:
        NotText: it is binary.
    """
    warnings = []
    encoding: str | None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode(encoding := "utf-16", errors="replace")
    elif (encoding := _unmarked_utf16(data)) is not None:
        text = data.decode(encoding, errors="replace")
    elif b"\0" in data:
        raise NotText("this is a binary file, not text")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text, encoding = _decode_legacy(data)
            warnings.append(f"not UTF-8; read as {encoding}")
    if encoding and _is_chance(text):
        raise NotText(_UNKNOWN)
    if garbled := _MOJIBAKE.search(text):
        line = text.count("\n", 0, garbled.start()) + 1
        warnings.append(f"line {line} has {garbled[0]!r}: the text was garbled before it was saved")
    return text.replace("\r\n", "\n").replace("\r", "\n"), tuple(warnings)


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:2000]
    if len(head) < 4 or b"\0" not in head:
        return None
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if odd > len(head) * 0.3 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) * 0.3 and not odd else None


def _is_chance(text: str) -> bool:
    """Whether bytes that mean something else came out as letters of East Asia, which nearly any bytes can do."""
    kinds = Counter(match.lastgroup for match in _ASIAN.finditer(text))
    asian, han = kinds.total(), kinds["han"]
    if asian < _FEWEST_ASIAN or asian * 2 < sum(map(str.isalpha, text)):
        return False
    if kinds["narrow"] * 4 > asian or min(han, kinds["hangul"]) * 4 > asian:
        return True
    return han * 10 > asian * 9 and sum(char in _COMMON_HAN for char in text) * 20 < han


def _decode_legacy(data: bytes) -> tuple[str, str]:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    letters = [char for char in text if char.isalpha()]
    if letters and sum(char > "\x7f" for char in letters) < _FOREIGN_SHARE * len(letters):
        return text, "Windows-1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise NotText(_UNKNOWN)
    return str(best), best.encoding
