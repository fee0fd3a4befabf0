"""A document as OpenDocument text (.odt): real headings, lists and tables, and the sources as real footnotes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

from ipp_search.output.drafts.document import title_of
from ipp_search.output.format import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipp_search.output.drafts.document import Document, Piece

_SAME = dt.datetime(2000, 1, 1)  # when every file was made, so that the same document gives the same bytes
_NAMES = {"heading": "Heading_20_{}", "paragraph": "Text_20_body", "bullet": "List"}
"""The styles that LibreOffice's own documents have, by block."""
_CELL, _HEAD, _WIDE, _NARROW = "Bordered", "Table_20_Heading", "Wide", "Narrow"


def odt(document: Document) -> bytes:
    """The document as the bytes of an .odt file."""
    import odfdo

    file = odfdo.Document("text")
    file.body.clear()
    for numbering in file.styles.root.get_elements("//text:outline-style"):
        numbering.delete()  # odfdo's template numbers headings
    _add_table_styles(file)
    file.meta.title = printable(title_of(document))
    file.meta.creation_date = _SAME
    file.meta.set_modification_date(_SAME)
    writer = _Writer(document, file.body)
    for block in document.blocks:
        writer.add(block.kind, block.pieces, block.level, block.cells)
    written = io.BytesIO()
    file.save(written)
    return _same_each_time(written)


def _add_table_styles(file: Any) -> None:
    import odfdo

    styles = [
        odfdo.Style("table-cell", name=_CELL, border="0.5pt solid #666666", padding="1mm"),
        odfdo.Style("table-column", name=_WIDE, width="7.5cm"),
        odfdo.Style("table-column", name=_NARROW, width="3cm"),
        odfdo.Style("paragraph", name=_HEAD, area="text", bold=True),
    ]
    for style in styles:
        file.insert_style(style, automatic=True)


class _Writer:
    """Writes blocks into the body of a file; a source cited again has a footnote again, as in print."""

    def __init__(self, document: Document, body: Any) -> None:
        self._sources, self._body = document.sources, body
        self._notes = 0
        self._list: Any = None
        self._table: Any = None

    def add(self, kind: str, pieces: Iterable[Piece], level: int, cells: Iterable[Iterable[Piece]]) -> None:
        import odfdo

        if kind != "bullet":
            self._list = None
        if kind not in {"columns", "row"}:
            self._table = None
        match kind:
            case "heading":
                head = odfdo.Header(level)
                head.style = _NAMES[kind].format(level)  # which odfdo's constructor forgets
                self._body.append(self._filled(head, pieces))
            case "bullet":
                if self._list is None:
                    self._list = odfdo.List()
                    self._body.append(self._list)
                item = odfdo.ListItem()
                item.append(self._filled(odfdo.Paragraph(style=_NAMES[kind]), pieces))
                self._list.append(item)
            case "columns" | "row":
                self._row(cells, heads=kind == "columns")
            case _:
                self._body.append(self._filled(odfdo.Paragraph(style=_NAMES[kind]), pieces))

    def _row(self, cells: Iterable[Iterable[Piece]], *, heads: bool) -> None:
        import odfdo

        row = odfdo.Row()
        for pieces in cells:
            cell = odfdo.Cell(cell_type="string", style=_CELL)
            cell.append(self._filled(odfdo.Paragraph(style=_HEAD if heads else None), pieces))
            row.append(cell)
        if self._table is None:
            self._table = odfdo.Table(f"Table {self._notes + 1}")
            self._body.append(self._table)
            for n in range(len(row.get_cells())):
                self._table.append(odfdo.Column(style=_NARROW if n else _WIDE))
        if heads:  # told as heads to whoever has the table read aloud, and repeated on each page
            above = odfdo.Element.from_tag("table:table-header-rows")
            above.append(row)
            self._table.append(above)
        else:
            self._table.append(row)

    def _filled(self, paragraph: Any, pieces: Iterable[Piece]) -> Any:
        import odfdo

        for piece in pieces:
            paragraph.append_plain_text(printable(piece.words))
            for number in piece.notes:
                self._notes += 1
                note = odfdo.Note(
                    note_class="footnote", note_id=f"ftn{self._notes}", citation=str(self._notes),
                    body=printable(self._sources[number - 1].citation),
                )  # fmt: skip
                paragraph.append(note)
        return paragraph


def _same_each_time(file: io.BytesIO) -> bytes:
    """A packed file whose parts are all of the same moment."""
    written = io.BytesIO()
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(written, "w") as packed:
        for part in parts.infolist():
            part.date_time = _SAME.timetuple()[:6]
            packed.writestr(part, parts.read(part))
    return written.getvalue()
