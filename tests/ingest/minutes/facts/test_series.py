"""The first item below a title that is a date names no group; headings with and without numbers are of one level."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document

RECORD = """# March 3, 2024 Meeting Notes

## {first}

- The agenda was agreed by all who were there.

## 4.1 Roofs

- The east roof leaks after every storm.

## 4.4 Windows in `__init__`

- The windows were measured again.

## 4.3 Doors, *not* gates * or hatches

- Two doors stick.

## Any other thoughts

- None were offered on the day.
"""


@pytest.mark.parametrize("first", ["Welcome", "Approval of the minutes from last meeting", "Roof repairs"])
def test_the_first_item_below_a_dated_title_is_no_name_and_all_items_are_of_one_level(first: str) -> None:
    (minutes,) = parse(read_document(Path("2024-03.md"), RECORD.format(first=first).encode())).meetings
    assert minutes.meeting.series is None
    assert [passage.section for passage in minutes.passages] == [
        (first,),
        ("4.1 Roofs",),
        ("4.4 Windows in `__init__`",),
        ("4.3 Doors, not gates * or hatches",),
        ("Any other thoughts",),
    ]
