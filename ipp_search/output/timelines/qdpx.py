"""Timelines as a REFI-QDA project (.qdpx), which NVivo, ATLAS.ti and MAXQDA open: a code a theme, coded passages.

The standard is that of www.qdasoftware.org (REFI-QDA 1.0): a zip archive with ``project.qde`` and the texts of the
sources. Ids are made from what they stand for, so the same timelines give the same bytes.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from ipp_search._version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ipp_search.query.reading import WholeRecord
    from ipp_search.query.timeline.records import ThemePassage, Timeline

_NAMESPACE = "urn:QDA-XML:project:1.0"
_OURS = uuid.UUID("0c6c1c0e-5f0b-5c0a-9d3e-7d1f6f0a2b11")  # that from which ids of this program are made
_PROGRAM = "ipp-search"
_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can tell: no clock is read
_DAY = {"creationDateTime": "1980-01-01T00:00:00Z"}  # the standard leaves it open, but QualCoder cannot read without


def qdpx(timelines: Sequence[Timeline], records: Iterable[WholeRecord]) -> bytes:
    """The archive: of every record whose meeting has a row its text, its passages on a theme coded with it.

    A passage that a person marked is coded by that person, else by the program.
    """
    texts = {record.meeting.path: record.text for record in records}
    cited: dict[str, list[tuple[Timeline, ThemePassage]]] = {path: [] for path in texts}
    for timeline in timelines:
        for row in timeline.rows:
            cited[row.meeting.path] += [(timeline, passage) for passage in row.passages]
    project = ElementTree.Element(
        "Project", {"xmlns": _NAMESPACE, "name": "Theme timelines", "origin": f"{_PROGRAM} {__version__}"}
    )
    users = ElementTree.SubElement(project, "Users")
    for name in dict.fromkeys([_PROGRAM, *(_coder(one) for some in cited.values() for _, one in some)]):
        ElementTree.SubElement(users, "User", {"guid": _guid("user", name), "name": name})
    codes = ElementTree.SubElement(ElementTree.SubElement(project, "CodeBook"), "Codes")
    for timeline in timelines:
        code = {"guid": _guid("code", timeline.theme), "name": timeline.theme, "isCodable": "true"}
        ElementTree.SubElement(ElementTree.SubElement(codes, "Code", code), "Description").text = (
            timeline.description or timeline.followed_as
        )
    sources = ElementTree.SubElement(project, "Sources")
    files: dict[str, str] = {}
    for path, text in texts.items():
        guid = _guid("source", path)
        files[f"Sources/{guid}.txt"] = text
        source = ElementTree.SubElement(
            sources, "TextSource", {"guid": guid, "name": path, "plainTextPath": f"internal://{guid}.txt", **_DAY}
        )
        for timeline, one in cited[path]:
            _code(source, timeline, one)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        named = ElementTree.tostring(project, encoding="utf-8", xml_declaration=True)
        archive.writestr(zipfile.ZipInfo("project.qde", _WHEN), named)
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _WHEN), text.encode("utf-8", "replace"))
    return written.getvalue()


def _code(source: ElementTree.Element, timeline: Timeline, one: ThemePassage) -> None:
    passage, coder = one.passage, _guid("user", _coder(one))
    selection = ElementTree.SubElement(
        source,
        "PlainTextSelection",
        {
            "guid": _guid("selection", timeline.theme, passage.id),
            "name": passage.citation,
            "startPosition": str(passage.start),
            "endPosition": str(passage.end),
            "creatingUser": coder,
            **_DAY,
        },
    )
    if one.mark and one.mark.memo:
        ElementTree.SubElement(selection, "Description").text = one.mark.memo
    coding = {"guid": _guid("coding", timeline.theme, passage.id), "creatingUser": coder, **_DAY}
    code = {"targetGUID": _guid("code", timeline.theme)}
    ElementTree.SubElement(ElementTree.SubElement(selection, "Coding", coding), "CodeRef", code)


def _coder(one: ThemePassage) -> str:
    return (one.mark and one.mark.coder) or _PROGRAM


def _guid(*parts: str) -> str:
    return str(uuid.uuid5(_OURS, "\0".join(parts)))
