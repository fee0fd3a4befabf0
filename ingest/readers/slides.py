"""Presentations (.pptx), by python-pptx: a slide is a page, its title a heading, its bullets items."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from ipp_search.ingest.readers import tables
from ipp_search.ingest.readers.builder import Assembly
from ipp_search.ingest.readers.grid import Cell

_DEEPEST = 10  # groups in groups


def read(data: bytes) -> Assembly:
    """The blocks of a presentation."""
    from pptx import Presentation

    assembly = Assembly()
    for page, slide in enumerate(Presentation(io.BytesIO(data)).slides, 1):
        if slide._element.get("show") in {"0", "false"}:
            continue
        title = slide.shapes.title
        if title is not None and title.has_text_frame:
            assembly.add(" ".join(title.text_frame.text.split()), "heading", level=1, page=page)
        others = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
        _shapes(assembly, others, page, 0)
        if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
            for paragraph in notes.paragraphs:
                assembly.add(paragraph.text, "footnote", page=page)
    return assembly


def _shapes(assembly: Assembly, shapes: Iterable[Any], page: int, depth: int) -> None:
    for shape in shapes:
        if hasattr(shape, "shapes") and depth < _DEEPEST:
            _shapes(assembly, shape.shapes, page, depth + 1)
        elif getattr(shape, "has_table", False) and shape.has_table:
            rows = [[_cell(cell) for cell in row.cells if not cell.is_spanned] for row in shape.table.rows]
            tables.add_table(assembly, rows, marked=bool(shape.table.first_row), page=page)
        elif shape.has_text_frame:
            bulleted = shape.is_placeholder and len(shape.text_frame.paragraphs) > 1
            for paragraph in shape.text_frame.paragraphs:
                words = paragraph.text.replace("\v", "\n")
                if bulleted:
                    assembly.add(words, "item", level=paragraph.level + 1, marker="•", page=page)
                else:
                    assembly.add(words, "paragraph", page=page)


def _cell(cell: Any) -> Cell:
    merged = cell.is_merge_origin
    return Cell(
        [paragraph.text for paragraph in cell.text_frame.paragraphs],
        columns=cell.span_width if merged else 1,
        rows=cell.span_height if merged else 1,
    )
