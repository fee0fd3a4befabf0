"""Files with faults of every kind: read as far as they go, or refused in a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.mutants import mutant
from support.writers import as_docx, as_html, as_md, as_odt, as_pdf, styled

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document

MINUTES = (
    "Quay Forum\nDate: 3 June 2025\nPresent: Ann Lee, Bob Ray\n\nDredging\n- The channel is full.\n"
    "- ACTION: Bob to report.\n"
)
CAPTIONS = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ann Lee>Good morning.</v>\n"
WHOLE = {
    "docx": as_docx(styled(MINUTES)),
    "odt": as_odt(styled(MINUTES)),
    "html": as_html(styled(MINUTES)),
    "md": as_md(styled(MINUTES)),
    "pdf": as_pdf(styled(MINUTES)),
    "txt": MINUTES.encode(),
    "vtt": CAPTIONS.encode(),
    "eml": f"Subject: Quay Forum\nDate: Tue, 3 Jun 2025 10:00:00 +0000\n\n{MINUTES}".encode(),
    "rtf": b"{\\rtf1\\ansi Quay Forum\\par Date: 3 June 2025\\par The channel is full.\\par}",
}


@pytest.mark.parametrize("format_", sorted(WHOLE))
def test_a_file_with_faults_is_read_or_refused_in_a_line(format_: str) -> None:
    for seed in range(20):
        try:
            document = read_document(Path(f"m.{format_}"), mutant(WHOLE[format_], seed))
        except UnreadableRecord:
            continue
        for minutes in parse(document).meetings:
            assert all(document.text[p.start : p.end] == p.text for p in minutes.passages), seed


def test_a_seed_brings_the_same_faults_back() -> None:
    assert mutant(WHOLE["docx"], 3) == mutant(WHOLE["docx"], 3) != WHOLE["docx"]
