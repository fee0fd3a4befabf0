from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp_search.api import Index
from ipp_search.index.filters import Filters
from ipp_search.query.question.acronyms import Acronym
from ipp_search.query.question.interpret import Reading
from ipp_search.query.question.parse import read_question
from ipp_search.query.search.matched_words import matched_words, sought
from ipp_search.testing import FakeEncoder


def _lit(question: str, text: str, *acronyms: Acronym) -> list[str]:
    asked = sought(Reading(read_question(question), Filters(), acronyms, {}))
    return [text[begin:end] for begin, end in matched_words(text, asked)]


@pytest.mark.parametrize(
    ("question", "text", "lit"),
    [
        ("who was recalled", "Recalls of those who recall.", ["Recalls", "recall"]),
        ("the cafés", "A CAFÉ, the cafe.", ["CAFÉ", "cafe"]),
        ("resentencing", "A re-sentencing exercise.", ["re-sentencing"]),
        ("what was decided on tags", "Decided: electronic tags.", ["tags"]),
        ("meetings", "The meeting began.", ["meeting"]),
        ('"out of touch" tags', "Out of\ntouch, tagged.", ["Out of\ntouch", "tagged"]),
        ("tags", "Nothing of it.", []),
    ],
)
def test_words_of_a_question_are_lit_in_any_form_and_phrases_as_they_stand(
    question: str, text: str, lit: list[str]
) -> None:
    assert _lit(question, text) == lit


def test_what_an_acronym_stands_for_is_lit_as_one_and_so_is_the_acronym() -> None:
    acronym = Acronym("HB", "Harbour Board", 0, 1)
    assert _lit("HB fees", "The Harbour Board (HB), a board.", acronym) == ["Harbour Board", "HB"]


@given(st.text(max_size=120), st.text(alphabet="abé -1\u4e00", min_size=1, max_size=20))
def test_places_rise_lie_within_the_text_and_none_overlaps_another(text: str, question: str) -> None:
    if not any(char.isalnum() for char in question):
        return
    spans = matched_words(text, sought(Reading(read_question(question), Filters(), (), {})))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= begin < end <= len(text) for begin, end in spans)


def test_each_hit_tells_where_its_words_stand_in_its_text(encoder: FakeEncoder, tmp_path: Path) -> None:
    (tmp_path / "board.md").write_text("# Board\n\nDate: 4 May 2020\n\n- The moorings are worn.\n", "utf-8")
    with Index(tmp_path / "index") as index:
        index.ingest([tmp_path / "board.md"])
        (hit,) = index.search("worn mooring", limit=1).shown
    assert [hit.passage.text[begin:end] for begin, end in hit.matches] == ["moorings", "worn"]
