"""A document as PDF by typst: tagged as PDF/UA-1 wants it, so that it can be read aloud, with real footnotes.

The words go to typst as data, never as markup, so that no record can set out the page. Fonts are typst's own, and the
system's for letters that those have not.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ipp_search.errors import BadQuestion
from ipp_search.extras import needed
from ipp_search.output.drafts.document import as_json, title_of
from ipp_search.output.format import printable

if TYPE_CHECKING:
    from ipp_search.output.drafts.document import Document

_NO_FONT = re.compile(r"the text `\"(.{1,20}?)\"` could not be displayed")
_TEMPLATE = """
#let given = json(bytes(sys.inputs.document))
#set document(title: given.title, date: none)
#set page(paper: "a4", margin: 2.2cm, numbering: "1 / 1")
#set text(lang: "en", size: 10.5pt)
#set par(justify: false)
#set table(stroke: 0.5pt + luma(60%), inset: 5pt)
#let said(pieces) = for piece in pieces {
  text(piece.words)
  piece.notes.map(n => footnote(given.sources.at(n - 1))).join(super[,])
}
#for block in given.blocks {
  if block.kind == "heading" { heading(level: block.level, said(block.pieces)) }
  else if block.kind == "bullets" { list(tight: false, ..block.items.map(said)) }
  else if block.kind == "table" {
    table(
      columns: (2fr,) + (block.head.len() - 1) * (1fr,),
      table.header(..block.head.map(cell => strong(said(cell)))),
      ..block.rows.flatten().map(cell => said(cell.pieces)),
    )
  } else { par(said(block.pieces)) }
}
"""


def pdf(document: Document) -> bytes:
    """The document as the bytes of a PDF file, the same for the same document.

    Raises:
        MissingExtra: typst is not installed.
        BadQuestion: no font at hand has a letter of the document.
    """
    with needed("pdf", "A PDF"):
        import typst

    given = {
        "title": printable(title_of(document)),
        "sources": [printable(passage.citation) for passage in document.sources],
        "blocks": _gathered(document),
    }
    try:
        made = typst.compile(
            _TEMPLATE.encode(), sys_inputs={"document": json.dumps(given)}, pdf_standards="ua-1", timestamp=0
        )
    except typst.TypstError as error:
        if lacking := _NO_FONT.search(str(error)):
            raise BadQuestion(
                f"No font on this machine shows “{lacking[1]}”, so that no PDF can be made.",
                "Install one that does, for example of the Noto family, or write .odt or .docx.",
            ) from None
        raise
    assert isinstance(made, bytes)
    return made


def _gathered(document: Document) -> list[dict[str, Any]]:
    """The blocks, with bullets side by side as one list and rows as one table, and headings without a level left out.

    PDF/UA lets no level of headings be skipped on the way down.
    """
    gathered: list[dict[str, Any]] = []
    level = 0
    for block in _printable(as_json(document)["blocks"]):
        last: dict[str, Any] = gathered[-1] if gathered else {"kind": ""}
        match block["kind"]:
            case "heading":
                level = min(block["level"], level + 1)
                gathered.append({**block, "level": level})
            case "bullet" if last["kind"] == "bullets":
                last["items"].append(block["pieces"])
            case "bullet":
                gathered.append({"kind": "bullets", "items": [block["pieces"]]})
            case "row" if last["kind"] == "table":
                last["rows"].append([{"pieces": cell} for cell in block["cells"]])
            case "columns":
                gathered.append({"kind": "table", "head": block["cells"], "rows": []})
            case _:
                gathered.append(block)
    return gathered


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_printable(one) for one in value]
    return {name: _printable(one) for name, one in value.items()} if isinstance(value, dict) else value
