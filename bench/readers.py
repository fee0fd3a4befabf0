"""How fast and how completely records are read, without indexing them.

    python bench/readers.py FOLDER [FOLDER ...]

For each kind of file: how many were read, the rate of its reader and of understanding what was read (processor time of
one core), and what could not be read or was warned of. Where pdftotext (poppler) is installed: the words of each PDF
that it does not find, and the letters that it finds and we do not, with the worst file of each. PDF and Word are
measured on the bundled notes repeated to 60 pages, made on the spot.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import subprocess
import time
import unicodedata
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from statistics import median

from ipp_search.corpus import NOTES
from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers import registry
from ipp_search.ingest.readers.finding import find_records

PAGES = 60


def main() -> None:
    """Print a table of rates and a list of all warnings."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="*", type=Path)
    files = [path for folder in arguments.parse_args().folders for path in find_records(folder, print)]
    read_seconds: defaultdict[str, float] = defaultdict(float)
    parse_seconds: defaultdict[str, float] = defaultdict(float)
    size, count, meetings, passages, undated = Counter[str](), Counter[str](), Counter[str](), Counter[str](), 0
    told: Counter[str] = Counter()
    for path in files:
        kind = path.suffix.lower()
        try:
            data = registry.read_bytes(path)
            begun = time.process_time()
            document = registry.read_document(path, data)
            read_seconds[kind] += time.process_time() - begun
            begun = time.process_time()
            record = parse(document)
            parse_seconds[kind] += time.process_time() - begun
        except UnreadableRecord as error:
            told[f"not read: {error}"] += 1
            continue
        for minutes in record.meetings:
            for passage in minutes.passages:
                assert document.text[passage.start : passage.end] == passage.text, f"{path}: not an exact slice"
            told.update(re.sub(r"'.*'", "…", warning) for warning in minutes.meeting.warnings)
            undated += minutes.meeting.date is None
        told.update(f"no meeting: {why}" for why in record.no_meeting)
        count[kind] += 1
        size[kind] += len(data)
        meetings[kind] += len(record.meetings)
        passages[kind] += sum(len(minutes.passages) for minutes in record.meetings)
    print(
        "| files | MB | meetings | passages | reader MB/s | understanding MB/s |\n| --- | --- | --- | --- | --- | --- |"
    )
    for kind in sorted(count):
        megabytes = size[kind] / 1e6
        print(
            f"| {count[kind]} {kind} | {megabytes:.1f} | {meetings[kind]} | {passages[kind]}"
            f" | {megabytes / read_seconds[kind]:.1f} | {megabytes / parse_seconds[kind]:.1f} |"
        )
    print(f"\n{len(files)} files, {sum(meetings.values())} meetings, {undated} of them undated; told of them:")
    for warning, times in told.most_common():
        print(f"  {times} × {warning}")
    if shutil.which("pdftotext") and (pdfs := [path for path in files if path.suffix.lower() == ".pdf"]):
        _compare(pdfs)
    for name, data in (("pdf", _pdf()), ("docx", _docx())):
        begun = time.process_time()
        registry.read_document(Path(f"notes.{name}"), data)
        print(f"{name}: {PAGES / (time.process_time() - begun):.0f} pages/s over about {PAGES} pages")


def _compare(files: list[Path]) -> None:
    """Print how our words of PDFs differ from those of pdftotext: words in pieces, and words not read."""
    foreign: list[tuple[float, Path]] = []
    unread: list[tuple[float, Path]] = []
    for path in files:
        try:
            document = registry.read_document(path, registry.read_bytes(path))
        except UnreadableRecord:
            continue
        printed = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True).stdout.decode()
        ours, theirs = _words("\n".join([document.text, *(one.text for one in document.left_out)])), _words(printed)
        whole = set(theirs) | {first + second for first, second in pairwise(theirs)}  # divided at a line's end
        mine, run_on = set(ours), "".join(ours)
        missed = [word for word in theirs if word not in mine and word not in run_on]
        foreign.append((sum(word not in whole for word in ours) / max(len(ours), 1), path))
        unread.append((len("".join(missed)) / max(len("".join(theirs)), 1), path))
    for what, shares in (("words that pdftotext has not", foreign), ("letters of its words that are unread", unread)):
        if shares:
            most, path = max(shares)
            middle = median(share for share, _ in shares)
            print(f"{what}: median {middle:.2%}, most {most:.2%} in {path.name}, of {len(shares)} PDFs")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", ""))


def _lines() -> list[str]:
    notes = [path.read_text("utf-8") for path in sorted(NOTES.glob("*.txt"))]
    return [line.strip() for text in notes for line in text.split("\n") if line.strip()]


def _pdf() -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    style = getSampleStyleSheet()["Normal"]
    page = [Paragraph(line.replace("&", "&amp;"), style) for line in _lines()[:24]]
    written = io.BytesIO()
    SimpleDocTemplate(written).build([part for _ in range(PAGES) for part in [*page, PageBreak()]])
    return written.getvalue()


def _docx() -> bytes:
    import docx

    document = docx.Document()
    for line in _lines()[:24] * PAGES:
        document.add_paragraph(line, "List Bullet" if line.startswith("·") else None)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


if __name__ == "__main__":
    main()
