"""The dates that the name of a file and its folders give."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import PurePath

from ipp_search.ingest.cues.dates import FoundDate, find_dates, month_of
from ipp_search.ingest.text import safe

_YEAR_ALONE = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_FOLDER_YEAR, _FOLDER_MONTH = re.compile(r"((?:1[6-9]|20)\d{2})"), re.compile(r"(0[1-9]|1[0-2])")
_FOLDER_DAY = re.compile(r"(0[1-9]|[12]\d|3[01])(?![\d])")
_FOLDERS = 3  # a year, a month and a day at most


def spaced(stem: str) -> str:
    """The name of a file, without its ending, with its dates set apart from what is joined to them."""
    return re.sub(r"(?<=\d)_(?=\d)", "-", re.sub(r"(?<=\D)[-_](?=\d)|(?<=\d)[-_](?=\D)", " ", stem))


def in_folders(path: PurePath) -> list[FoundDate]:
    """The day or month that the folders of a file name: ``2025/10/06``, ``2025/10``, ``2024-06-05-june-meeting``."""
    folders = [safe(part) for part in path.parts[:-1]][-_FOLDERS:]
    for n in range(len(folders)):
        if not _FOLDER_YEAR.fullmatch(folders[n]) or not _FOLDER_MONTH.fullmatch("".join(folders[n + 1 : n + 2])):
            continue
        year, month = int(folders[n]), int(folders[n + 1])
        day = _FOLDER_DAY.match("".join(folders[n + 2 : n + 3]))
        try:
            first = dt.date(year, month, int(day[0])) if day else None
        except ValueError:
            first = None
        if first:
            return [FoundDate(first, first, 0, 0)]
        start, end = month_of(year, month)
        return [FoundDate(start, end, 0, 0, "month")]
    for folder in reversed(folders):
        found = find_dates(spaced(folder), compact=True)
        if found and folder[:1].isdigit() and found[0].start == 0:
            return found[:1]
    return []


def year_of(path: PurePath, found: Sequence[FoundDate]) -> int | None:
    """The year of dates in the text that name none: that of the file name, else of the nearest folder that has one."""
    if found:
        return found[0].first.year
    for name in [safe(path.stem), *(safe(part) for part in reversed(path.parts[:-1][-_FOLDERS:]))]:
        years = _YEAR_ALONE.findall(name)
        if len(years) == 1:
            return int(years[0])
    return None
