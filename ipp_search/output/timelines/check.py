"""Proves the evidence bundle it lies in.

    python check.py [FOLDER OF THE RECORD FILES]

It needs Python 3 and nothing else. It recomputes, from the files of the bundle alone:

- the SHA-256 of every file, against manifest.json;
- that each passage stands, letter for letter, at its place in the text of its record;
- that each passage of a timeline is one of those, and each hit a place in it;
- every count of a meeting and a year, and the digests of sources and data.

With a folder, also that each record file is there, by its SHA-256. Exit code 0: all proved; 1: something is not.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

Passages = Mapping[str, Mapping[str, Any]]


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def read(path: Path) -> str:
    """A file as text."""
    return path.read_bytes().decode("utf-8", "surrogatepass")


def check_manifest(here: Path) -> Iterator[str]:
    """Which files are not as they were written."""
    listed = json.loads(read(here / "manifest.json"))
    there = {path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file()} - {"manifest.json"}
    for name in sorted(there ^ listed.keys()):
        yield f"{name}: {'not in the manifest' if name in there else 'missing'}"
    for name in sorted(there & listed.keys()):
        if digest((here / name).read_bytes()) != listed[name]:
            yield f"{name}: not as it was written"


def check_passages(passages: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> Iterator[str]:
    """Which passages do not stand at their place."""
    for passage in passages:
        text = texts.get(passage["text_file"], "")
        if text[passage["start"] : passage["end"]] != passage["text"]:
            yield f"passage {passage['id']}: its words do not stand at its place in {passage['text_file']}"


def words(passages: Iterable[Mapping[str, Any]]) -> int:
    """The words of passages on matter."""
    return sum(len(passage["text"].split()) for passage in passages if passage["kind"] != "header")


def check_row(row: Mapping[str, Any], by_meeting: Mapping[str, Passages]) -> Iterator[str]:
    """What is wrong with a meeting of a timeline."""
    held, shown = by_meeting.get(row["meeting"]["id"], {}), row["passages"]
    for passage in shown:
        own = held.get(passage["id"])
        if own is None or any(own[key] != passage[key] for key in ("text", "start", "end", "kind")):
            yield f"{passage['citation']}: no such passage in the record"
        if any(not 0 <= start < end <= len(passage["text"]) for start, end in passage["hits"]):
            yield f"{passage['citation']}: a hit lies outside it"
    counted = {
        "passages": len(shown), "hits": sum(len(p["hits"]) for p in shown), "discussed": int(bool(shown)),
        "words": words(shown), "meeting_words": words(held.values()), "meetings": 1,
    }  # fmt: skip
    for name, value in counted.items():
        if row["counts"][name] != value:
            yield f"{row['meeting']['id']}: {name} is {value}, not {row['counts'][name]}"
    if row["status"] != ("discussed" if shown else "not discussed"):
        yield f"{row['meeting']['id']}: its status is wrong"


def check_years(timeline: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a timeline's years."""
    for year in timeline["years"]:
        own = [r["counts"] for r in timeline["rows"] if (r["meeting"]["date"] or "undated")[:4] == year["period"][:4]]
        for name in ("meetings", "discussed", "passages", "hits", "words", "meeting_words"):
            if year[name] != sum(counts[name] for counts in own):
                yield f"{year['period']}: {name} is not the sum of its meetings"
        rate = round(1000 * year["hits"] / year["meeting_words"], 3) if year["meeting_words"] else 0.0
        if year["hits_per_thousand"] != rate:
            yield f"{year['period']}: hits in 1,000 words are {rate}"


def check_timeline(timeline: Mapping[str, Any], by_meeting: Mapping[str, Passages]) -> Iterator[str]:
    """What is wrong with a timeline."""
    data = {key: value for key, value in timeline.items() if key != "provenance"}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if digest(text.encode("utf-8", "surrogatepass")) != timeline["provenance"]["data_sha256"]:
        yield "the data are not those of which the digest was told"
    for row in timeline["rows"]:
        yield from check_row(row, by_meeting)
    yield from check_years(timeline)


def check_files(folder: str, sources: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Which record files are not in a folder."""
    there = {digest(path.read_bytes()) for path in Path(folder).rglob("*") if path.is_file()}
    for source in sources:
        if source["sha256"] not in there:
            yield f"{source['path']}: no file in {folder} has its SHA-256"


def main() -> bool:
    """Print what is wrong; whether anything is."""
    here = Path(__file__).resolve().parent
    wrong = list(check_manifest(here))
    sources = json.loads(read(here / "sources.json"))
    texts = {source["text_file"]: read(here / source["text_file"]) for source in sources}
    passages = {(p["meeting"], p["id"]): p for p in map(json.loads, read(here / "passages.jsonl").splitlines())}
    by_meeting: dict[str, dict[str, Mapping[str, Any]]] = {}
    for (meeting, id_), passage in passages.items():
        by_meeting.setdefault(meeting, {})[id_] = passage
    wrong += check_passages(passages.values(), texts)
    timelines = json.loads(read(here / "timelines.json"))
    for timeline in timelines:
        wrong += [f"{timeline['theme']}: {what}" for what in check_timeline(timeline, by_meeting)]
    if len(sys.argv) > 1:
        wrong += check_files(sys.argv[1], sources)
    for what in wrong:
        print(what)  # noqa: T201 - it runs where this program is not
    print(f"{len(timelines)} timelines, {len(passages)} passages, {len(sources)} records: ", end="")  # noqa: T201 - it runs where this program is not
    print(f"{len(wrong)} faults" if wrong else "all proved")  # noqa: T201 - it runs where this program is not
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
