from __future__ import annotations

import os
from pathlib import Path

import pytest

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.readers.registry import read_bytes, read_document


def document_text(path: Path, data: bytes) -> str:
    return read_document(path, data).text


def test_line_ends_and_byte_order_marks_do_not_reach_the_text() -> None:
    assert document_text(Path("a.txt"), b"\xef\xbb\xbfone\r\ntwo\rthree\n") == "one\ntwo\nthree\n"


def test_utf16_with_a_mark_is_read() -> None:
    assert document_text(Path("a.txt"), "naïve ☐".encode("utf-16")) == "naïve ☐"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"PK\x03\x04\x00\x00", "binary"),
    ],
)
def test_what_is_not_text_is_refused_with_its_name_and_why(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableRecord, match=why) as refused:
        read_document(Path("minutes.txt"), data)
    assert "minutes.txt" in str(refused.value)


def test_an_unknown_kind_of_file_is_refused_with_the_kinds_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRecord, match=r"\.md, .*\.txt"):
        read_bytes(tmp_path / "minutes.xyz")


def test_a_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRecord, match="no such file"):
        read_bytes(tmp_path / "gone.txt")


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        os.truncate(file.fileno(), 2_000_000_000)
    with pytest.raises(UnreadableRecord, match="2,000 MB is more than the limit of 50 MB"):
        read_bytes(large)
    os.truncate(large, 2_000_000)
    monkeypatch.setenv("IPP_SEARCH_MAX_MB", "1.5")
    with pytest.raises(UnreadableRecord, match="limit of 2 MB"):
        read_bytes(large)
