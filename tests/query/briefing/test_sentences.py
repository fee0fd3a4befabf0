from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ipp_search.query.briefing.sentences import sentences


def test_sentences_end_where_a_reader_would_end_them() -> None:
    text = "Mr. Smith asked about No. 7, e.g. the tags. Did it rise by 3.5%? Dr. Ray said “yes.” It did"
    assert sentences(text) == [
        "Mr. Smith asked about No. 7, e.g. the tags.",
        "Did it rise by 3.5%?",
        "Dr. Ray said “yes.”",
        "It did",
    ]


@given(st.text(alphabet="abAB .?!”“\n1", max_size=60))
def test_sentences_are_slices_in_order_and_nothing_is_lost(text: str) -> None:
    parts = sentences(text)
    assert "".join("".join(part.split()) for part in parts) == "".join(text.split())
    assert all(part in text for part in parts)
