"""Which files an ingest is to read, and which of those it knows have vanished."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ipp_search.index.report import IngestReport
from ipp_search.ingest.readers import registry
from ipp_search.ingest.readers.finding import find_records, holds_records

# Of the records: where folders lack more, a drive that is not there is likelier than a clearing out.
_MOST_DROPPED = 0.5


def collect(
    paths: Sequence[Path], known: dict[str, tuple[str, str]], report: IngestReport, prune: bool = False
) -> list[Path]:
    """The files to read; what has vanished goes to the report, and is kept where it is too much to be meant."""
    named = [Path(os.path.normpath(given.absolute())) for given in paths]
    files: dict[Path, None] = {}
    unlisted: list[Path] = []

    def cannot_list(place: Path, why: str) -> None:
        unlisted.append(place)
        report.failed.append((str(place), f"{registry.shown(place)}: {why}. Check it and its permissions."))

    for given, path in zip(paths, named, strict=True):
        found: dict[Path, None] = {}
        if path.exists() and holds_records(path):
            found = dict.fromkeys(find_records(path, cannot_list, report.pass_over))
        elif path.exists():
            found = {path: None}
        gone = [
            old
            for old in known
            if Path(old).is_relative_to(path)
            and Path(old) not in found
            and not any(Path(old).is_relative_to(place) for place in unlisted)
        ]
        if not (found or gone or path.exists()):
            report.failed.append((str(given), f"{registry.shown(given)}: no such file or folder. Check the spelling."))
        files |= found
        report.removed += gone
    if not prune and len(set(report.removed) - {str(path) for path in named}) > len(known) * _MOST_DROPPED:
        report.kept, report.removed = report.removed, []
    return list(files)
