"""How the words of each PDF agree with those that pdftotext (poppler) finds in it.

    python bench/pdf_words.py FOLDER [FOLDER ...]

A line a PDF, worst first: the share of our words that pdftotext does not have (words in pieces, or letters read as
others), and the first such words. Words that are divided at a line's end count as pdftotext has them and as one.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import unicodedata
from itertools import pairwise
from pathlib import Path
from statistics import median

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.readers import registry
from ipp_search.ingest.readers.finding import find_records

_SHOWN = 5  # words a file


def main() -> None:
    """Print a line a PDF, and the median and the most of all."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="+", type=Path)
    folders = arguments.parse_args().folders
    if not shutil.which("pdftotext"):
        raise SystemExit("pdftotext is not installed: it comes with poppler-utils.")
    shares: list[tuple[float, Path, list[str]]] = []
    for path in (path for folder in folders for path in find_records(folder, print)):
        if path.suffix.lower() == ".pdf":
            try:
                foreign, count = foreign_words(path)
            except UnreadableRecord as error:
                print(f"not read: {error}")
                continue
            shares.append((len(foreign) / max(count, 1), path, foreign))
    for share, path, foreign in sorted(shares, reverse=True):
        print(f"{share:7.2%}  {path.name}  {' '.join(foreign[:_SHOWN])}")
    if shares:
        every = [share for share, *_ in shares]
        print(f"{len(every)} PDFs: median {median(every):.2%}, most {max(every):.2%}")


def foreign_words(path: Path) -> tuple[list[str], int]:
    """The words we read in a PDF that pdftotext does not have, in order, and how many we read."""
    document = registry.read_document(path, registry.read_bytes(path))
    printed = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True).stdout.decode()
    theirs = _words(printed)
    whole = {*theirs, *(first + second for first, second in pairwise(theirs))}
    ours = _words(document.text)
    return [word for word in ours if word not in whole], len(ours)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", ""))


if __name__ == "__main__":
    main()
