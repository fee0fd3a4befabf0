"""What a Word file keeps in parts of their own: footnotes, endnotes, and documents of other formats put into it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ipp_search.ingest.readers import decoding, zip_check
from ipp_search.ingest.readers.builder import Assembly, of_text
from ipp_search.ingest.readers.word.styles import Styles
from ipp_search.ingest.readers.word.words import W, note_marks, words_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_TYPES = "[Content_Types].xml"
_INNER = re.compile(
    rb'<(?:Override [^<>]{0,500}PartName="[^"<>]{1,300}\.docx"|Default [^<>]{0,500}Extension="docx")'
    rb'[^<>]{0,200}ContentType="(?P<type>[^"<>]{1,200})"',
    re.IGNORECASE,
)
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def with_documents_closed(data: bytes) -> bytes:
    """A Word file in which whole Word files that were put into it are told from its own body.

    Programs that put them in declare both alike, and python-docx would take the inner ones for XML.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read(_TYPES)
        closed = _INNER.sub(lambda match: match[0].replace(match["type"], b"application/zip"), types)
        if closed == types:
            return data
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as made:
            for part in archive.infolist():
                made.writestr(part, closed if part.filename == _TYPES else archive.read(part))
    return written.getvalue()


class Notes:
    """The footnotes and endnotes of a document, by what refers to them."""

    def __init__(self, document: WordDocument, styles: Styles) -> None:
        from lxml import etree

        self._notes: dict[tuple[str, str], str] = {}
        for relation in document.part.rels.values():
            kind = relation.reltype.rpartition("/")[2].removesuffix("s")
            if kind not in {"footnote", "endnote"} or relation.is_external:
                continue
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            for note in root.iter(f"{W}{kind}"):
                if note.get(f"{W}type") in {None, "normal"}:
                    words = " ".join(words_of(paragraph, styles) for paragraph in note.iter(f"{W}p")).strip()
                    self._notes[kind, note.get(f"{W}id", "")] = words

    def of(self, element: Any) -> list[str]:
        """The notes that a paragraph or a cell refers to, in order."""
        return [note for mark in note_marks(element) if (note := self._notes.get(mark))]


def part_as_text(document: WordDocument, element: Any, read_word: Callable[[bytes], Assembly]) -> Assembly:
    """What an ``altChunk`` puts in its place: a web page, a text, or another Word file.

    Raises:
        ValueError: it is of a kind that is not read.
    """
    from ipp_search.ingest.readers.html import reader as html

    relation = document.part.rels[element.get(_ID, "")]
    if relation.is_external:
        raise ValueError("a part of it lies in another file")
    data, kind = relation.target_part.blob, relation.target_part.content_type.lower()
    if zipfile.is_zipfile(io.BytesIO(data)):
        zip_check.check(data)
        return read_word(data)
    text, _ = decoding.decode(data)
    if "html" in kind:
        return html.read(text)
    if kind != "text/plain":
        raise ValueError(f"a part of it is of a kind that is not read, {kind}")
    return of_text(text)
