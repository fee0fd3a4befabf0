"""The letters of a PDF page as pdfium finds them: words and lines by its own judgement, sizes as they are printed.

A page whose text is turned is read as if it were held upright. Letters that nobody sees on the page (under a filled
shape, in the paper's colour, or invisible and on no picture), those that are struck out, and those of fonts that do
not tell what their letters are, are left out and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ipp_search.ingest.readers.pdf.fonts import unreadable_fonts
from ipp_search.ingest.readers.pdf.letters import Letter, Type, read_parts
from ipp_search.ingest.readers.pdf.shapes import Point, Shapes, holds, read_shapes

_STRUCK = (0.12, 0.5)  # of the size above the baseline: where a stroke goes through small letters
_ALIKE = 16  # of 255; letters that differ less from what they stand on are not seen
_SCAN = 0.3  # of the page


@dataclass(slots=True)
class Glyphs:
    """What is read on a page: ``parts`` are its letters line by line; ``aslant`` and ``struck`` words left out.

    ``hidden`` and ``unreadable`` count letters left out; ``is_picture`` tells that a picture takes most of the page.
    """

    width: float
    height: float
    shapes: Shapes
    parts: list[list[Letter]] = field(default_factory=list)
    letters: int = 0
    aslant: str = ""
    struck: str = ""
    hidden: int = 0
    unreadable: int = 0
    is_picture: bool = False


def read_glyphs(page: Any, text_page: Any) -> Glyphs:
    """The letters of a page, in the order of pdfium's lines."""
    box = page.get_bbox()
    types: dict[int, Type] = {}
    parts = list(read_parts(text_page, types))
    turn = _main_turn(types.values())
    place = _upright(turn, *box)
    shapes = read_shapes(page, place)
    for handle, type_ in types.items():
        order = type_.order = shapes.orders.get(handle)
        fills = shapes.about(type_.origin, type_.size, type_.turn in (1, 3)) if order is not None else []
        type_.covers = [cover for drawn, cover, _ in fills if order is not None and drawn > order]
        type_.may_vanish = type_.light > 255 - _ALIKE or any(abs(light - type_.light) < _ALIKE for *_, light in fills)
    width, height = (box[2] - box[0], box[3] - box[1])[:: -1 if turn % 2 else 1]
    found = Glyphs(width, height, shapes, is_picture=shapes.pictured(box) > _SCAN)
    unreadable = unreadable_fonts((letter.type.font, letter.char) for part in parts for letter in part)
    as_it_is = turn == 0 and box[:2] == (0, 0)
    if not as_it_is:
        for type_ in types.values():
            type_.level = place(type_.origin)[1]
    for part in parts:
        kept = [letter for letter in part if not _left_out(found, letter, unreadable)]
        if not as_it_is:
            for letter in kept:
                _put(letter, place)
        if kept := _unstruck(found, kept):
            found.parts.append(kept)
    if turn:  # pdfium may begin at the far end
        found.parts.sort(key=lambda part: (-round(part[0].type.level), part[0].left))
    return found


def _main_turn(types: Iterable[Type]) -> int:
    turns = Counter[int]()
    for type_ in types:
        if type_.turn is not None:
            turns[type_.turn] += type_.letters
    return turns.most_common(1)[0][0] if turns else 0


def _upright(turn: int, left: float, bottom: float, right: float, top: float) -> Callable[[Point], Point]:
    """Where a place of the page stands when the page is held so that its text is upright."""
    if turn == 1:
        return lambda at: (at[1] - bottom, right - at[0])
    if turn == 2:
        return lambda at: (right - at[0], top - at[1])
    if turn == 3:
        return lambda at: (top - at[1], at[0] - left)
    return lambda at: (at[0] - left, at[1] - bottom)


def _put(letter: Letter, place: Callable[[Point], Point]) -> None:
    (x1, y1), (x2, y2) = place((letter.left, letter.bottom)), place((letter.right, letter.top))
    letter.left, letter.right, letter.bottom, letter.top = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)


def _left_out(found: Glyphs, letter: Letter, unreadable: set[bytes]) -> bool:
    """Whether a letter is no part of what is read; if so it is counted."""
    type_ = letter.type
    if type_.font in unreadable:
        found.unreadable += 1
        return True
    if type_.turn is None:
        found.aslant += f" {letter.char}" if letter.spaced else letter.char
        return True
    unseen = type_.invisible and not found.is_picture
    if type_.may_vanish and not type_.invisible:
        ground = found.shapes.ground(letter.x, letter.y, type_.order or 0)
        unseen = ground is not None and abs(ground - type_.light) < _ALIKE
    if unseen or any(holds(box, letter.x, letter.y) for box in type_.covers):
        found.hidden += letter.char.isalnum()
        return True
    return False


def _unstruck(found: Glyphs, part: list[Letter]) -> list[Letter]:
    """The letters of a line that no stroke goes through; a rule of a table reaches beyond them."""
    if not part or not found.shapes.across:
        return part
    size = max(letter.type.size for letter in part)
    left, right = min(letter.left for letter in part) - size, max(letter.right for letter in part) + size
    low, high = (part[0].type.level + share * size for share in _STRUCK)
    strokes = [
        (begin - 1, end + 1)
        for y, begin, end in found.shapes.across
        if low <= y <= high and begin > left and end < right
    ]
    kept = []
    for letter in part:
        if any(begin <= letter.x <= end for begin, end in strokes):
            found.struck += f" {letter.char}" if letter.spaced else letter.char
        else:
            kept.append(letter)
    return kept
