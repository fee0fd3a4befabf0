from __future__ import annotations

import itertools
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ipp_search.index.encoding.embedding_text import EmbeddingText, plain
from ipp_search.ingest.records import Meeting, Passage


def count(text: str) -> int:
    return len(re.findall(r"\w|[^\w\s]", text)) + 2


PASSAGE = Passage("id", Meeting("m", "M", "m.txt", "0"), "Costs rose.", "discussion", None, ("Data",), 0, 11, 1, 1)

LONG = "far above what had been planned for the year, and no one in the room could at all say why."


def test_context_comes_before_the_words_and_marks_of_markdown_go() -> None:
    passage = replace(
        PASSAGE,
        text=f"**Costs** [rose](http://x) {LONG}",
        context="Budget review",
    )
    assert EmbeddingText(256, count).of(passage) == f"Budget review: Costs rose {LONG}"


def test_a_short_passage_is_read_with_its_heading() -> None:
    assert EmbeddingText(256, count).of(replace(PASSAGE, text="Stage 3.")) == "Data: Stage 3."


def test_long_context_is_cut_and_the_words_are_not() -> None:
    passage = replace(PASSAGE, text="ten words " * 8, context="long context " * 50)
    text = EmbeddingText(128, count).of(passage)
    assert text.endswith(plain(passage.text))
    assert count(text) <= 128


@given(st.text(alphabet="ab .,;\n?é한", max_size=600))
def test_spans_are_in_order_fit_the_encoder_and_hold_every_word(text: str) -> None:
    fitted = EmbeddingText(64, count)
    spans = fitted.split(text)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert all(count(text[start:end]) <= 64 for start, end in spans)
