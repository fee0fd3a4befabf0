from __future__ import annotations

import pytest

from ipp_search.ingest.readers.decoding import NotText, decode
from ipp_search.ingest.text import searchable


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


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe" + bytes(range(0x40, 0xA0)),
        bytes((n * 7919 + 13) % 127 + 128 for n in range(20)),
        "Протокол заседания совета. Председатель приветствовал.".encode("koi8-r"),
    ],
)
def test_bytes_that_are_letters_of_east_asia_only_by_chance_are_refused(data: bytes) -> None:
    """Rare letters without the common ones, or scripts that no text mixes, are no text."""
    with pytest.raises(NotText, match="not text"):
        decode(data)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "会议纪要：会议于2025年6月3日召开，主席欢迎各位成员。成员讨论了召回的数字。"),
        ("big5", "會議記錄：會議於六月三日召開，主席歡迎各位成員。成員討論了召回的數字。"),
        ("shift_jis", "会議の議事録です。委員長は委員を歓迎しました。"),
        ("euc_kr", "회의록입니다. 위원장은 위원들을 환영했습니다."),
        ("utf-16", "会议纪要：会议于六月三日召开。"),
    ],
)
def test_minutes_of_east_asia_are_read_in_their_own_encodings(encoding: str, text: str) -> None:
    """What has the letters that every text has is text."""
    assert decode(text.encode(encoding))[0] == text


def test_what_is_searched_has_no_invisible_characters() -> None:
    assert searchable("re\u00adcall\u00a0of \u200bo\ufb03cers") == "recall of officers"
