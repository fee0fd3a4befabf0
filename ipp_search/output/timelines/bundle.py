"""Timelines with all their evidence as a folder that proves itself, anywhere: see ``check.py`` in it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from ipp_search.errors import BadQuestion
from ipp_search.output.as_json import timeline_json, to_json
from ipp_search.output.timelines import tables
from ipp_search.output.timelines.timeline_page import timeline_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ipp_search.ingest.records import Passage
    from ipp_search.query.reading import WholeRecord
    from ipp_search.query.timeline.records import Timeline


def write_bundle(
    folder: Path, timelines: Sequence[Timeline], records: Iterable[WholeRecord], *, command: str, marks: str
) -> None:
    """Write timelines, and of each meeting that has a row its text and every passage with its place in it.

    ``marks`` is the file of marks, empty for none.

    Raises:
        BadQuestion: the folder holds something already, or cannot be made.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadQuestion(f"{folder} holds something already.", "Name a folder that is not there yet.")
    sources: dict[str, dict[str, str]] = {}
    passages: list[str] = []
    files: dict[str, str] = {}
    for record in records:
        meeting = record.meeting
        name = f"texts/{meeting.sha256}.txt"
        files[name] = record.text
        sources[name] = {"path": Path(meeting.path).name, "sha256": meeting.sha256, "text_file": name}
        passages += [_line(passage, name) for passage in record.exported.passages]
    files |= {
        "timelines.json": to_json([timeline_json(one, command=command) for one in timelines]),
        "passages.jsonl": "\n".join(passages),
        "sources.json": to_json(list(sources.values())),
        "passages.csv": tables.passages_csv(timelines),
        "counts.csv": tables.counts_csv(timelines),
        "page.html": timeline_page(timelines, command=command),
        "check.py": Path(__file__).with_name("check.py").read_text("utf-8"),
        **({"marks.csv": marks} if marks else {}),
    }
    written = {name: text.encode("utf-8", "surrogatepass") for name, text in files.items()}
    manifest = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(written.items())}
    written["manifest.json"] = to_json(manifest).encode()
    try:
        (folder / "texts").mkdir(parents=True, exist_ok=True)
        for name, data in written.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise BadQuestion(f"{folder} cannot be written: {error.strerror}.", "Name another folder.") from None


def _line(p: Passage, text_file: str) -> str:
    told = {
        "id": p.id, "meeting": p.meeting.id, "kind": p.kind, "text": p.text, "start": p.start, "end": p.end,
        "text_file": text_file, "citation": p.citation,
    }  # fmt: skip
    return json.dumps(told)
