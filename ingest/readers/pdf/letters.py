"""The letters of a PDF page one by one: which they are, where they stand and how they are set."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ipp_search.ingest.readers.pdf.fonts import HYPHEN
from ipp_search.ingest.readers.pdf.shapes import Box, Point, address

_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_SLANT = 12.0  # degrees; text further from level or upright is a stamp across the page


@dataclass(slots=True, eq=False)
class Type:
    """How one piece of text is set.

    ``size`` is in points as printed, ``origin`` where it begins on the page, ``level`` how high its baseline is once
    the page is held upright. ``turn`` counts quarters against the clock, None aslant; ``order`` tells when it is
    drawn, None where that is not known.
    """

    size: float
    origin: Point
    level: float
    bold: bool
    font: bytes
    turn: int | None
    light: int
    invisible: bool
    order: int | None = None
    letters: int = 0
    covers: list[Box] = field(default_factory=list)
    """What is drawn over its line later, and lets nothing through."""
    may_vanish: bool = False
    """Whether the paper or something drawn under its line is as light as itself."""


@dataclass(slots=True)
class Letter:
    """A letter and its box; ``spaced`` tells that white space stands before it."""

    char: str
    left: float
    right: float
    bottom: float
    top: float
    spaced: bool
    type: Type

    @property
    def x(self) -> float:
        """The middle of its width."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """The middle of its height."""
        return (self.bottom + self.top) / 2


def read_parts(text_page: Any, types: dict[int, Type]) -> Iterator[list[Letter]]:
    """The letters of each line as pdfium parts them; ``types`` takes how each piece of text is set."""
    import pypdfium2.raw as pdfium

    raw = text_page.raw
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    places = [ctypes.byref(edge) for edge in (left, right, bottom, top)]
    code_at, piece_at, box_at = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject, pdfium.FPDFText_GetCharBox
    type_of = _Types(raw)
    part: list[Letter] = []
    spaced = False
    high = 0  # the first half of a character beyond 16 bits, which pdfium counts as two
    for n in range(text_page.count_chars()):
        code = code_at(raw, n)
        if part and (code in (10, 13) or part[-1].char == HYPHEN):
            yield part
            part, spaced = [], False
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        char = HYPHEN if code == 2 else chr(code)
        if char.isspace() or not code:
            spaced = bool(part) or code not in (10, 13)
            continue
        piece = piece_at(raw, n)
        handle = address(piece)
        if (type_ := types.get(handle)) is None:
            type_ = types[handle] = type_of(n, piece)
        type_.letters += 1
        box_at(raw, n, *places)
        part.append(Letter(char, left.value, right.value, bottom.value, top.value, spaced, type_))
        spaced = False
    if part:
        yield part


class _Types:
    """Tells how a piece of text is set. What pdfium writes its answers to is kept: a page has hundreds of pieces."""

    def __init__(self, text_page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium, self._page = pdfium, text_page
        self._matrix, self._flags, self._name = pdfium.FS_MATRIX(), ctypes.c_int(), ctypes.create_string_buffer(128)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._to_matrix, self._to_flags = ctypes.byref(self._matrix), ctypes.byref(self._flags)
        self._to_place = ctypes.byref(self._x), ctypes.byref(self._y)
        self._to_colour = [ctypes.byref(part) for part in self._colour]
        self._fonts: dict[int, tuple[bytes, bool]] = {}

    def __call__(self, n: int, piece: Any) -> Type:
        """How the character ``n``, of a piece of text, is set."""
        pdfium, page, matrix = self._pdfium, self._page, self._matrix
        size = float(pdfium.FPDFText_GetFontSize(page, n))
        turn: int | None = 0
        if pdfium.FPDFText_GetMatrix(page, n, self._to_matrix):
            size *= math.hypot(matrix.c, matrix.d)  # a font's own size is nominal where a matrix scales it
            if matrix.b or matrix.a < 0:
                angle = math.degrees(math.atan2(matrix.b, matrix.a))
                turn = round(angle / 90) % 4 if abs((angle + 45) % 90 - 45) <= _SLANT else None
        font = address(pdfium.FPDFTextObj_GetFont(piece))
        if font not in self._fonts:
            pdfium.FPDFText_GetFontInfo(page, n, self._name, 128, self._to_flags)
            self._fonts[font] = (self._name.value, _BOLD_NAME.search(self._name.value) is not None)
        name, bold = self._fonts[font]
        pdfium.FPDFText_GetCharOrigin(page, n, *self._to_place)
        r, g, b, a = (0, 0, 0, 255)
        if pdfium.FPDFPageObj_GetFillColor(piece, *self._to_colour):
            r, g, b, a = (part.value for part in self._colour)
        drawn = pdfium.FPDFTextObj_GetTextRenderMode(piece)
        return Type(
            size=round(abs(size), 1),
            origin=(self._x.value, self._y.value),
            level=self._y.value,
            bold=bold,
            font=name,
            turn=turn,
            light=(r + g + b) // 3,
            invisible=drawn == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or a == 0,
        )
