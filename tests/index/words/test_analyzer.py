from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.index.words.analyzer import stem, stemmed
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
