from __future__ import annotations

import pytest

from ipp_search.ingest.characters import NotText, decode, searchable


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("naïve – ☐".encode(), "naïve – ☐"),
        ("\ufeffnaïve".encode(), "naïve"),
        ("naïve".encode("utf-16"), "naïve"),
        ("Minutes of the Board".encode("utf-16-le"), "Minutes of the Board"),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_unicode_is_told_by_itself(data: bytes, text: str) -> None:
    assert decode(data) == (text, ())


def test_windows_1252_is_read_and_said() -> None:
    text, warnings = decode("The Board’s café – £5".encode("cp1252"))
    assert text == "The Board’s café – £5"
    assert warnings == ("not UTF-8; read as Windows-1252",)


def test_text_garbled_before_it_was_saved_is_reported_with_its_line() -> None:
    garbled = "fine\nthe Boardâ€™s view"
    text, warnings = decode(garbled.encode())
    assert text == garbled
    assert "line 2" in warnings[0]


def test_binary_is_refused() -> None:
    with pytest.raises(NotText, match="binary"):
        decode(b"\x89PNG\x00\x01\x02\x00\x00")


def test_what_is_searched_has_no_invisible_characters() -> None:
    assert searchable("re\u00adcall\u00a0of \u200bo\ufb03cers") == "recall of officers"
