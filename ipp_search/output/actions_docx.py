"""The ledger of actions as a Word document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ipp_search.output.actions import HEADS, NONE, row_of
from ipp_search.output.format import counted
from ipp_search.query.actions.ledger import latest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.actions.records import Action


def actions_docx(actions: Sequence[Action]) -> bytes:
    """Each action once, as a row of a table in a Word document."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement

    document = docx.Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    document.core_properties.title = "Actions"
    document.core_properties.author = ""
    document.add_heading("Actions", level=1)
    held = latest(actions)
    if not held:
        document.add_paragraph(NONE)
    else:
        document.add_paragraph(counted(len(held), "action"))
        table = document.add_table(rows=1, cols=len(HEADS), style="Table Grid")
        for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated on each page
        for action in held:
            for cell, words in zip(table.add_row().cells, row_of(action), strict=True):
                cell.text = words
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
