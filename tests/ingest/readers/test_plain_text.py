from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from ipp_search.ingest.readers.plain_text import read_blocks


def words(text: str) -> list[tuple[str, int, str, str]]:
    return [(b.role, b.level, b.marker, text[b.start : b.end]) for b in read_blocks(text)]


def test_bullets_of_every_kind_lose_their_mark_and_keep_their_words() -> None:
    text = "· one\n- ☐ two\n* [x] three\n• four\n1. five\n(a) six\n2.1 seven\n"
    assert [row[3] for row in words(text)] == ["one", "two", "three", "four", "five", "six", "seven"]


def test_an_o_bullet_below_a_dash_is_nested() -> None:
    text = "- ☐ lead:\n - o first\n - o second\n- ☐ next\n"
    assert [(level, body) for _, level, _, body in words(text)] == [
        (1, "lead:"),
        (2, "first"),
        (2, "second"),
        (1, "next"),
    ]


def test_indentation_nests_and_returns() -> None:
    text = "- a\n    - b\n        - c\n    - d\n- e\n"
    assert [level for _, level, _, _ in words(text)] == [1, 2, 3, 2, 1]


def test_a_hard_wrapped_sentence_is_one_block() -> None:
    text = (
        "The group agreed that the policy team would look again at the\n"
        "Ministry's figures and report back to the next meeting of the\n"
        "group.\n"
        "A new paragraph starts here.\n"
    )
    assert len(words(text)) == 2


def test_lines_of_unlimited_length_are_paragraphs_of_their_own() -> None:
    text = "Heading\n" + "Long " * 60 + "end.\nAnother line\n"
    assert len(words(text)) == 3


def test_an_indented_line_continues_its_bullet() -> None:
    text = "- The first line of a bullet.\n  Its second sentence, indented.\nNot part of it.\n"
    assert [row[3] for row in words(text)] == [
        "The first line of a bullet.\n  Its second sentence, indented.",
        "Not part of it.",
    ]


def test_a_word_that_begins_with_a_letter_mark_is_no_bullet() -> None:
    assert [row[0] for row in words("option one\na.m. session\nox and cart\n")] != ["item", "item", "item"]
    assert words("one of us\n")[0][0] == "paragraph"


@given(st.text(alphabet="ab ·-☐o1.\t\n:A", max_size=200))
def test_blocks_are_in_order_apart_and_without_outer_space(text: str) -> None:
    blocks = read_blocks(text)
    for block in blocks:
        assert block.start < block.end
        assert text[block.start : block.end] == text[block.start : block.end].strip()
    assert all(a.end <= b.start for a, b in itertools.pairwise(blocks))


def test_a_figure_that_a_line_was_wrapped_before_goes_on_with_it() -> None:
    text = "After much talk it was decided to offer the corner with a fence of\n6 ft high, and to look at it again.\n"
    assert len(words(text)) == 1
    assert len(words("1 Boats\n\nOne came.\n\n2 Fees\n3 visitors paid.\n")) == 4
