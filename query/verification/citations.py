"""The notes of a document: whether each names a passage, says no more, and what it names still stands in its file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from ipp_search.ingest.records import Passage
from ipp_search.query.verification.dates import in_full
from ipp_search.query.verification.folding import folded
from ipp_search.query.verification.records import Records
from ipp_search.query.verification.sources import Sources
from ipp_search.query.verification.statements import Statement

_PLACE = re.compile(r"(?:\b(?:lines?|page|paragraph) \d+(?:–\d+)?|\d\d:\d\d(?::\d\d)?.*)\W*$")
_LEFT_OUT = {"note", "path", "sha256"}  # of a JSON file's sources: where a record lies differs by machine


def resolve(name: str, citation: str, records: Records, files: Sources) -> tuple[Statement, list[Passage]]:
    """What is found of a note, and the passages it leads to."""
    place = f"note {name}"
    citation = citation.rstrip(".; ")
    passages = records.cited(citation)
    if not passages:
        passages = _inside(citation, records)
        if passages:
            why = "words stand beside the citation; they are not of the records"
            return Statement(place, citation, "unproved", why, nearest=passages[0]), passages
        known = any(citation.startswith(f"{meeting.name}, {meeting.when}") for meeting in records.meetings)
        if known and _PLACE.search(citation):
            return Statement(place, citation, "false", f"no passage carries the citation “{citation}”"), []
        return Statement(place, citation, "unproved", "it names no passage of the records"), []
    for passage in passages:
        if fault := files.check(passage):
            return Statement(place, citation, "false", f"{fault.fault}: {fault.detail}", nearest=passage), passages
    written = {folded(citation), folded(in_full(citation))}
    if not any(written & {folded(passage.citation), passage.id} for passage in passages):
        why = f"the citation reads “{passages[0].citation}”"
        return Statement(place, citation, "unproved", why, nearest=passages[0]), passages
    return Statement(place, citation, "proved", "it names a passage that stands in its file", passages[0]), passages


def _inside(citation: str, records: Records) -> list[Passage]:
    """The passages of a citation with words behind it, or in brackets."""
    words = citation.strip().strip("()[]").rstrip(".; ")
    while words:
        if found := records.cited(words):
            return found
        words = words.rpartition(",")[0].strip()
    return []


def fields_of(name: str, stated: Mapping[str, object], passages: list[Passage]) -> Iterator[Statement]:
    """What a JSON file states of a source and the passage is not."""
    known = _known(passages[0]) if passages else {}
    for field, value in _leaves("", stated):
        if field.split(".")[-1] in _LEFT_OUT or value is None:
            continue
        place = f"source {name}, {field}"
        if field in known:
            if str(value) != known[field]:
                why = f"the record has “{known[field]}”"
                yield Statement(place, str(value), "false", why, nearest=passages[0])
        elif str(value).strip():
            yield Statement(place, str(value), "unproved", "no field of a passage")


def _known(passage: Passage) -> dict[str, str]:
    held: dict[str, Any] = {**asdict(passage), "citation": passage.citation}
    held["meeting"]["date_precision"] = passage.meeting.precision
    held["link"] = passage.link or ""
    return {field: str(value) for field, value in _leaves("", held) if value is not None}


def _leaves(prefix: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(f"{prefix}.{key}" if prefix else str(key), inner)
    elif isinstance(value, list | tuple):
        yield prefix, " › ".join(map(str, value))
    else:
        yield prefix, PurePath(value).name if isinstance(value, PurePath) else value
