from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.index.words.analyzer import COMPOUND, WORD, stem, stemmed
from ipp_search.ingest.text import searchable
from ipp_search.testing import FakeEncoder


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Siôn", "Sion"), ("Łódź", "Lodz"), ("œuvre", "oeuvre"), ("Ærø", "Aero"), ("Zürich", "Zurich")],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_word_is_one_word_with_its_marks_or_without(written: str, typed: str, form: str) -> None:
    shaped = unicodedata.normalize(form, f"the {written} plan")  # type: ignore[arg-type]
    assert stemmed(shaped) == stemmed(f"the {typed} plan")
    assert len(stemmed(shaped).split()) == 3
    assert stem(searchable(shaped).split()[1]) == stem(typed)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["Môn", "mon", "Mo\u0302n", '"Siôn Llwyd"', '"sion llwyd"'])
def test_records_with_decomposed_accents_are_found_and_quoted_as_is(tmp_path: Path, form: str, typed: str) -> None:
    words = unicodedata.normalize(form, "Siôn Llwyd of Ynys Môn wrote.")  # type: ignore[arg-type]
    (tmp_path / "m.txt").write_text(f"Forum\nDate: 1 May 2024\n\n- {words}\n- The crane is sold.\n", "utf-8")
    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.ingest(tmp_path / "m.txt")
        assert [hit.passage.text for hit in index.search(typed, lexical=True).hits] == [words]


@pytest.mark.parametrize("typed", ["Siôn", "sion", "Sio\u0302n Llwyd"])
def test_an_owner_is_found_typed_with_or_without_marks(tmp_path: Path, typed: str) -> None:
    words = unicodedata.normalize("NFD", "ACTION: Siôn Llwyd to mend the pontoon.")
    (tmp_path / "m.txt").write_text(f"Forum\nDate: 1 May 2024\n\n- {words}\n- The crane is sold.\n", "utf-8")
    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.ingest(tmp_path / "m.txt")
        assert [hit.passage.text for hit in index.search("pontoon", lexical=True, owner=typed).hits] == [words]


_BOARD = """Harbour Board
Date: 1 May 2024

Fees

The fees rise in June.
港口委员会决定维修北码头的起重机。
クレーンを修理する。
The A.G.M. will be held in the chapel.
The U.K register lists forty barges.
"""


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("起重机", "港口委员会决定维修北码头的起重机。"),
        ('"维修北码头"', "港口委员会决定维修北码头的起重机。"),
        ("クレーン", "クレーンを修理する。"),
        ("AGM", "The A.G.M. will be held in the chapel."),
        ("when is the agm", "The A.G.M. will be held in the chapel."),
        ("A.G.M.", "The A.G.M. will be held in the chapel."),
        ("UK", "The U.K register lists forty barges."),
    ],
)
def test_words_without_spaces_and_acronyms_with_points_are_found(tmp_path: Path, typed: str, found: str) -> None:
    (tmp_path / "m.txt").write_text(_BOARD, "utf-8")
    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.ingest(tmp_path / "m.txt")
        (first, *_) = index.search(typed, lexical=True).hits
        assert first.passage.text == found


@pytest.mark.parametrize("text", ["A." * 10_000, "a-" * 10_000, "机" * 10_000, "a.b" * 10_000])
def test_words_of_hostile_text_are_cut_in_one_pass(text: str) -> None:
    """A pattern that went back over it would not end."""
    assert COMPOUND.findall(text) is not None
    assert len(WORD.findall(text)) > 1
