"""Characters of symbol fonts, which a Word file stores by their place in the font (U+F000 and up)."""

from __future__ import annotations

# Adobe's Symbol encoding, of which Word's Symbol font is a copy: letters are Greek, above them signs.
_GREEK = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SIGNS = dict(
    zip(
        range(0xA1, 0xEF),
        "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩",
        strict=True,
    )
)
_SYMBOL = {ord(char): sign for char, sign in _GREEK.items()} | _SIGNS
# Those of the Wingdings fonts that minutes use: ticks, boxes, bullets, arrows.
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA7: "▪",
    0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "☒", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑", 0x4A: "☺", 0x28: "☎", 0x2A: "✉", 0x46: "☞",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA2: "■", 0xA3: "☐",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character that the page shows and we cannot name."""


def character(font: str, code: int) -> str:
    """The character that ``font`` draws for a place in it: ``°`` for Symbol's F0B0."""
    if not 0xF000 <= code <= 0xF0FF and font.lower() not in _FONTS:
        return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else UNKNOWN
    place = code & 0xFF
    named = _FONTS.get(font.lower(), _SYMBOL).get(place)
    if named:
        return named
    return chr(place) if font.lower() == "symbol" and 0x20 <= place < 0x7F else UNKNOWN


def without_private(words: str, font: str) -> str:
    """``words`` with the characters of a symbol font as those they show."""
    if not any("\uf000" <= char <= "\uf0ff" for char in words):
        return words
    return "".join(character(font, ord(char)) if "\uf000" <= char <= "\uf0ff" else char for char in words)
