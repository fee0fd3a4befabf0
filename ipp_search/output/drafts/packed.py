"""A document in the formats that word processors and viewers open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from ipp_search.output.drafts.document import Document

Packed = Literal["docx", "odt", "pdf"]


def packed(document: Document, format_: Packed, template: Path | None = None) -> bytes:
    """The document as the bytes of a file; ``template`` is a .docx whose styles a .docx takes.

    Raises:
        UnreadableRecord: the template cannot be used.
        MissingExtra: what writes PDF is not installed.
    """
    match format_:
        case "docx":
            from ipp_search.output.drafts.document_docx import docx

            return docx(document, template)
        case "odt":
            from ipp_search.output.drafts.document_odt import odt

            return odt(document)
        case "pdf":
            from ipp_search.output.drafts.document_pdf import pdf

            return pdf(document)
