"""Smallest Word and OpenDocument files around a body written by hand, for what no library writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Document, Passage

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"'
    for name, of in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
HEAD = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Quay Forum</w:t></w:r></w:p>'
_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
)


def p(words: str, properties: str = "", run: str = "") -> str:
    """A paragraph of Word with one run."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


def tc(words: str, properties: str = "") -> str:
    """A cell of a table in Word."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of a table in Word; a cell is its words or its XML."""
    made = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def docx(
    body: str, *, styles: str = "", numbering: str = "", parts: Mapping[str, tuple[str, str, bytes]] | None = None
) -> bytes:
    """A Word file; ``parts`` are further ones by relation id, each with its relation's kind, its type and its bytes."""
    held: dict[str, tuple[str, str, str, bytes]] = {
        "styles.xml": (
            "s",
            "styles",
            f"{_WORD}.styles+xml",
            f"<w:styles {_SPACES}>{_STYLES}{styles}</w:styles>".encode(),
        )
    }
    if numbering:
        data = f"<w:numbering {_SPACES}>{numbering}</w:numbering>".encode()
        held["numbering.xml"] = ("n", "numbering", f"{_WORD}.numbering+xml", data)
    for id_, (kind, type_, data) in (parts or {}).items():
        ending = "docx" if data.startswith(b"PK") else "part"
        held[f"{id_}.{ending}"] = (id_, kind, type_, data)
    types = "".join(
        f'<Override PartName="/word/{name}" ContentType="{type_}"/>' for name, (*_, type_, _) in held.items()
    )
    links = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{name}"/>' for name, (id_, kind, *_) in held.items()
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
            f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="d" Type="{_OFFICE}/officeDocument"'
            f' Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
        )
        for name, (*_, data) in held.items():
            archive.writestr(f"word/{name}", data)
    return written.getvalue()


def notes_part(kind: str, *notes: str) -> tuple[str, str, bytes]:
    """A part of footnotes or endnotes, numbered from 1."""
    inner = "".join(f'<w:{kind} w:id="{n}">{p(words)}</w:{kind}>' for n, words in enumerate(notes, 1))
    return f"{kind}s", f"{_WORD}.{kind}s+xml", f"<w:{kind}s {_SPACES}>{inner}</w:{kind}s>".encode()


def odt(body: str, automatic: str = "") -> bytes:
    """An OpenDocument text; ``automatic`` are its automatic styles."""
    head = f'<?xml version="1.0" encoding="UTF-8"?><office:document-{{0}} {_ODF} office:version="1.2">'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f"{head.format('content')}<office:automatic-styles>{automatic}</office:automatic-styles><office:body>"
            f"<office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr("styles.xml", f"{head.format('styles')}<office:styles/></office:document-styles>")
        archive.writestr("meta.xml", f"{head.format('meta')}<office:meta/></office:document-meta>")
        archive.writestr("settings.xml", f"{head.format('settings')}</office:document-settings>")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/"'
            ' manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>',
        )
    return written.getvalue()


def read(data: bytes | str, suffix: str) -> Document:
    """What is read of a file of this kind."""
    return read_document(Path(f"m.{suffix}"), data.encode() if isinstance(data, str) else data)


def words(data: bytes | str, suffix: str) -> list[tuple[str, str, str]]:
    """Role, mark and words of every block."""
    document = read(data, suffix)
    return [(b.role, b.marker, document.text[b.start : b.end]) for b in document.blocks]


def actions(data: bytes | str, suffix: str) -> list[tuple[str, str | None]]:
    """The words and owners of the actions in the one meeting of a file."""
    return [(passage.text, passage.owner) for passage in passages(data, suffix) if passage.kind == "action"]


def passages(data: bytes | str, suffix: str) -> tuple[Passage, ...]:
    """The passages of the one meeting in a file."""
    (minutes,) = parse(read(data, suffix)).meetings
    return minutes.passages
