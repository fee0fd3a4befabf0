from __future__ import annotations

from pathlib import Path

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document


def test_the_escapes_of_markdown_are_no_part_of_a_sections_name() -> None:
    text = (
        "# Quay Forum\n\n1\\. Apologies\n\nNone came.\n\n2\\. Fees \\& dues\n\nThe fees were kept.\n\n"
        "3\\. Buoys\n\nThe buoys were laid.\n"
    )
    (minutes,) = parse(read_document(Path("m.md"), text.encode())).meetings
    assert minutes.sections == (("1. Apologies",), ("2. Fees & dues",), ("3. Buoys",))
