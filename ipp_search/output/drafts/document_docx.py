"""A briefing as a Word file: real headings, a real table, and the sources as real footnotes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from ipp_search.errors import UnreadableRecord

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ipp_search.output.drafts.document import Document, Piece

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PART = "/word/footnotes.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_WIDE, _NARROW = 3.3, 0.95  # inches, of a table's columns
# Word wants these two before any footnote: the line above them, and its continuation.
_FIRST = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def docx(document: Document, template: Path | None = None) -> bytes:
    """The briefing as the bytes of a .docx file, in the styles of ``template`` if one is given.

    Raises:
        UnreadableRecord: the template is no Word file, or has footnotes of its own.
    """
    import docx as python_docx
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    try:
        file = python_docx.Document(str(template) if template else None)
    except Exception as error:  # whatever ails the file, it is the template that cannot be used
        raise UnreadableRecord(f"{template} cannot be used as a template ({error}).", "Give a .docx file.") from None
    if template:
        for element in list(file.element.body)[:-1]:  # the last holds the page's measures
            file.element.body.remove(element)
    writer = _Writer(file)
    for block in document.blocks:
        writer.add(block.kind, block.pieces, block.level, block.cells)
    style = next((s.style_id for s in file.styles if s.name and s.name.lower() == "footnote text"), None)
    notes = "".join(
        _footnote(n, document.sources[number - 1].citation, style) for n, number in enumerate(writer.notes, 1)
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {_NS}>{_FIRST}{notes}</w:footnotes>'
    if any(str(part.partname) == _PART for part in file.part.package.iter_parts()):
        raise UnreadableRecord(f"{template} has footnotes of its own.", "Take them out of the template.")
    file.part.relate_to(Part(PackURI(_PART), _TYPE, xml.encode(), file.part.package), _RELATION)
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


class _Writer:
    """Writes blocks into a Word file; ``notes`` are the sources of its footnotes, in order."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._table: Any = None
        self.notes: list[int] = []

    def add(self, kind: str, pieces: Iterable[Piece], level: int, cells: Iterable[Iterable[Piece]]) -> None:
        if kind not in {"columns", "row"}:
            self._table = None
        match kind:
            case "heading":
                self._fill(self._file.add_heading("", level), pieces)
            case "bullet":
                self._fill(self._paragraph("List Bullet"), pieces)
            case "columns" | "row":
                self._row(list(cells), bold=kind == "columns")
            case _:
                self._fill(self._file.add_paragraph(), pieces)

    def _paragraph(self, style: str) -> Any:
        # A department's template may lack the style.
        return self._file.add_paragraph(style=style if style in self._file.styles else None)

    def _row(self, cells: list[Iterable[Piece]], *, bold: bool) -> None:
        from docx.shared import Inches

        if self._table is None:
            self._table = self._file.add_table(0, len(cells))
            self._table.autofit = False
            if "Table Grid" in self._file.styles:
                self._table.style = "Table Grid"
        for n, (cell, pieces) in enumerate(zip(self._table.add_row().cells, cells, strict=True)):
            # Word goes by the cells, LibreOffice by the columns.
            cell.width = self._table.columns[n].width = Inches(_WIDE if n == 0 else _NARROW)
            self._fill(cell.paragraphs[0], pieces, bold=bold)

    def _fill(self, paragraph: Any, pieces: Iterable[Piece], *, bold: bool = False) -> None:
        from docx.oxml import parse_xml

        for piece in pieces:
            paragraph.add_run(piece.words).bold = bold or None
            for n, note in enumerate(piece.notes):
                self.notes.append(note)
                apart = "<w:t>,</w:t>" if n else ""
                paragraph._p.append(
                    parse_xml(
                        f'<w:r {_NS}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                        f'{apart}<w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
                    )
                )


def _footnote(number: int, citation: str, style: str | None) -> str:
    """A footnote in the template's style for them, else small and close to the next."""
    of_paragraph = f'<w:pStyle w:val="{escape(style)}"/>' if style else '<w:spacing w:after="0"/>'
    size = "" if style else '<w:sz w:val="18"/>'
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr>{of_paragraph}</w:pPr>'
        f'<w:r><w:rPr>{size}<w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:rPr>{size}</w:rPr><w:t xml:space="preserve"> {escape(citation)}</w:t></w:r></w:p></w:footnote>'
    )
