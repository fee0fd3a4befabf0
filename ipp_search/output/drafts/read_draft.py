"""Reads a document to check, of any of the formats that people send, as a person may have edited it."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.readers import registry
from ipp_search.ingest.readers.decoding import NotText, decode
from ipp_search.output.drafts.draft_readers.markdown import read_markdown, read_text
from ipp_search.output.drafts.draft_readers.opendocument import read_odt
from ipp_search.output.drafts.draft_readers.structured import read_json
from ipp_search.output.drafts.draft_readers.web import read_html
from ipp_search.output.drafts.draft_readers.word import read_docx
from ipp_search.query.verification.statements import Block, Draft

_TEXTS = {
    "md": read_markdown, "markdown": read_markdown, "txt": read_text, "html": read_html, "htm": read_html,
    "json": read_json,
}  # fmt: skip
_PACKED = {"docx": read_docx, "odt": read_odt}
_AS_RECORDS = ("pdf", "rtf")
FORMATS = (*_TEXTS, *_PACKED, *_AS_RECORDS)


def read_draft(path: Path) -> Draft:
    """The blocks of a document, and the citations behind its notes.

    Raises:
        UnreadableRecord: the file is missing, of another format, or damaged.
    """
    kind = path.suffix[1:].lower()
    if kind not in FORMATS:
        raise UnreadableRecord(f"{path} is no document that can be checked.", f"Give a {', '.join(FORMATS)} file.")
    try:
        if kind in _PACKED:
            return _PACKED[kind](path)
        if kind in _AS_RECORDS:
            return _as_record(path, kind)
        return _read(decode(path.read_bytes())[0], kind)
    except OSError as error:
        raise UnreadableRecord(f"{path} cannot be read: {error.strerror or error}.", "Check the spelling.") from None
    except (NotText, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile, SyntaxError) as error:
        raise UnreadableRecord(f"{path} cannot be read as a document: {error}.", "Write it again.") from None


def read_draft_text(text: str) -> Draft:
    """The same of a text that is in no file: as of a Markdown file that holds it.

    Raises:
        UnreadableRecord: it cannot be read.
    """
    try:
        return _read(decode(text.encode("utf-8", "replace"))[0], "md")
    except NotText as error:
        raise UnreadableRecord(f"The text cannot be read: {error}.", "Write it again.") from None


def _read(text: str, kind: str) -> Draft:
    return _TEXTS[kind](text) if text.strip() else Draft((), {})


def _as_record(path: Path, kind: str) -> Draft:
    """A document by the reader of records, which leaves out what stands beside the text: that is told."""
    document = registry.read_document(path, registry.read_bytes(path))
    beside = f"comments, hidden layers and pictures of a .{kind} file are not read: look at them yourself"
    blocks: list[Block] = []
    open_page: int | None = None
    broken = -1
    for one in document.blocks:
        text = document.text[one.start : one.end]
        goes_on = one.role == "paragraph" and open_page is not None and one.page != open_page and text[:1].islower()
        if goes_on:
            blocks[broken] = replace(blocks[broken], text=f"{blocks[broken].text} {text}")
        else:
            line = document.text.count("\n", 0, one.start) + 1
            cells = tuple(cell.strip() for cell in text.split("|")) if one.role in {"columns", "row"} else ()
            level = max(one.level, 1) if one.role == "heading" else 0
            blocks.append(Block(text, f"line {line}", level, cells))
        if one.role in {"paragraph", "item"}:
            broken = broken if goes_on else len(blocks) - 1
            open_page = one.page if re.search(r"[\w,;’-]$", text) else None
        elif one.role != "footnote":
            open_page = None
    left = [Block(one.text, "left out of the text", aside=one.why) for one in document.left_out]
    return Draft([*blocks, *left, Block(path.name, "the file", aside=beside)], {})
