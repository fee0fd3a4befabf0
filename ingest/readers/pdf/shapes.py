"""What a PDF page draws besides letters: strokes that may rule a table, shapes that may cover words, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

NEAR = 3.0
"""Points; rules less apart are one rule, drawn doubly or in pieces."""
_MOST_OBJECTS = 50_000  # on a page, those in forms included; beyond is a drawing
_MOST_SEGMENTS = 8_000
_DEEPEST = 12  # forms in forms
_OPAQUE = 250  # of 255
_MOST_FILLS = 2_000
_PAPER = 255

Point = tuple[float, float]
Rule = tuple[float, float, float]
"""At which place, from where, to where."""
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class Shapes:
    """Rules ``across`` and ``down`` a page, opaque ``fills`` (when drawn, box, lightness from 0 to 255), ``pictures``.

    ``orders`` tells of each piece of text by its address when it is drawn.
    """

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    fills: list[tuple[int, Box, int]] = field(default_factory=list)
    pictures: list[tuple[int, Box]] = field(default_factory=list)
    orders: dict[int, int] = field(default_factory=dict)
    segments: int = 0

    def about(self, origin: Point, size: float, upright: bool) -> list[tuple[int, Box, int]]:
        """The fills over or under the line of text that begins at ``origin`` and goes up or across."""
        side = 0 if upright else 1
        return [fill for fill in self.fills if fill[1][side] - size < origin[side] < fill[1][side + 2] + size]

    def ground(self, x: float, y: float, order: int) -> int | None:
        """How light it is at a place when ``order`` is drawn, 0 to 255; None on a picture."""
        below: list[tuple[int, int | None]] = [
            (drawn, light) for drawn, box, light in self.fills if drawn < order and holds(box, x, y)
        ]
        below += [(drawn, None) for drawn, box in self.pictures if drawn < order and holds(box, x, y)]
        return max(below, key=lambda each: each[0], default=(0, _PAPER))[1]

    def pictured(self, page: Box) -> float:
        """How much of a page its pictures take, from 0 to 1."""
        area = max((page[2] - page[0]) * (page[3] - page[1]), 1.0)
        boxes = [_shared(box, page) for _, box in self.pictures]
        return min(sum((b[2] - b[0]) * (b[3] - b[1]) for b in boxes if b) / area, 1.0)


def read_shapes(page: Any, place: Callable[[Point], Point] = lambda at: at) -> Shapes:
    """The shapes of a page, rules at the places that ``place`` makes of the page's own."""
    import pypdfium2.raw as pdfium

    shapes = Shapes()
    for order, (shape, matrix) in enumerate(_objects(page)):
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            shapes.orders[address(shape)] = order
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and (box := _bounds(shape, matrix)):
            shapes.pictures.append((order, box))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and shapes.segments <= _MOST_SEGMENTS:
            _add_path(shapes, shape, matrix, order, place)
    if shapes.segments > _MOST_SEGMENTS:
        shapes.across, shapes.down = [], []
    return shapes


def address(handle: Any) -> int:
    """By which one of pdfium's objects is told from another."""
    return ctypes.addressof(handle.contents) if handle else 0


def _objects(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """The objects of a page in the order they are drawn, each with the matrix of the forms around it."""
    import pypdfium2.raw as pdfium

    left = _MOST_OBJECTS
    raw = page.raw
    open_: list[tuple[Iterator[Any], _Matrix]] = [
        ((pdfium.FPDFPage_GetObject(raw, n) for n in range(pdfium.FPDFPage_CountObjects(raw))), _SAME)
    ]
    while open_ and left:
        shapes, matrix = open_[-1]
        if (shape := next(shapes, None)) is None:
            open_.pop()
            continue
        left -= 1
        if pdfium.FPDFPageObj_GetType(shape) == pdfium.FPDF_PAGEOBJ_FORM:
            if len(open_) <= _DEEPEST:
                open_.append((_held(shape), _times(_matrix(shape), matrix)))
        else:
            yield shape, matrix


def _held(form: Any) -> Iterator[Any]:
    import pypdfium2.raw as pdfium

    return (pdfium.FPDFFormObj_GetObject(form, n) for n in range(pdfium.FPDFFormObj_CountObjects(form)))


def _matrix(shape: Any) -> _Matrix:
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(shape, ctypes.byref(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(a: _Matrix, b: _Matrix) -> _Matrix:
    """First ``a``, then ``b``."""
    return (
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    )  # fmt: skip


def _put(x: float, y: float, by: _Matrix) -> Point:
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def _add_path(shapes: Shapes, shape: Any, matrix: _Matrix, order: int, place: Callable[[Point], Point]) -> None:
    import pypdfium2.raw as pdfium

    shapes.segments += pdfium.FPDFPath_CountSegments(shape)
    if shapes.segments > _MOST_SEGMENTS:
        return
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(shape, ctypes.byref(filled), ctypes.byref(stroked))
    if not (filled.value or stroked.value):
        return
    outlines = list(_outlines(shape, _times(_matrix(shape), matrix)))
    if filled.value and len(shapes.fills) < _MOST_FILLS:
        _add_fill(shapes, shape, matrix, order, outlines)
    for points in ([place(point) for point in points] for points in outlines):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = ((min(xs), min(ys)), (max(xs), max(ys)))
        thin = min(box[1][0] - box[0][0], box[1][1] - box[0][1]) <= NEAR
        for (x1, y1), (x2, y2) in [box] if thin else pairwise(points) if stroked.value else ():
            if abs(y2 - y1) <= min(NEAR, abs(x2 - x1)):
                shapes.across.append(((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
            elif abs(x2 - x1) <= NEAR:
                shapes.down.append(((x1 + x2) / 2, min(y1, y2), max(y1, y2)))


def _add_fill(shapes: Shapes, shape: Any, matrix: _Matrix, order: int, outlines: list[list[Point]]) -> None:
    """Note each upright rectangle that nothing shines through, as far as it is not clipped away."""
    import pypdfium2.raw as pdfium

    colour = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(shape, *map(ctypes.byref, colour))
    if colour[3].value < _OPAQUE or pdfium.FPDFPageObj_HasTransparency(shape):
        return
    clip = _clip(shape, matrix)
    for points in outlines:
        xs, ys = {round(x, 1) for x, _ in points}, {round(y, 1) for _, y in points}
        box = (min(xs), min(ys), max(xs), max(ys))
        if len(xs) == len(ys) == 2 and box[3] - box[1] > NEAR and (seen := _shared(box, clip) if clip else box):
            shapes.fills.append((order, seen, sum(part.value for part in colour[:3]) // 3))


def _clip(shape: Any, matrix: _Matrix) -> Box | None:
    """The box to which a shape is clipped, None where it is not."""
    import pypdfium2.raw as pdfium

    path = pdfium.FPDFPageObj_GetClipPath(shape)
    box: Box | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for n in range(max(pdfium.FPDFClipPath_CountPaths(path), 0)):
        points = []
        for k in range(max(pdfium.FPDFClipPath_CountPathSegments(path, n), 0)):
            pdfium.FPDFPathSegment_GetPoint(
                pdfium.FPDFClipPath_GetPathSegment(path, n, k), ctypes.byref(x), ctypes.byref(y)
            )
            points.append(_put(x.value, y.value, matrix))
        if points:
            xs, ys = [at[0] for at in points], [at[1] for at in points]
            each = (min(xs), min(ys), max(xs), max(ys))
            box = (_shared(box, each) or (0, 0, 0, 0)) if box else each
    return box


def _outlines(shape: Any, matrix: _Matrix) -> Iterator[list[Point]]:
    """The corners of each outline of a shape, where they stand on the page."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for n in range(pdfium.FPDFPath_CountSegments(shape)):
        segment = pdfium.FPDFPath_GetPathSegment(shape, n)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(_put(x.value, y.value, matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _bounds(shape: Any, matrix: _Matrix) -> Box | None:
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(shape, *map(ctypes.byref, edges)):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    corners = [_put(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def holds(box: Box, x: float, y: float) -> bool:
    """Whether a place lies in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _shared(a: Box, b: Box) -> Box | None:
    box = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return box if box[0] < box[2] and box[1] < box[3] else None
