"""An answer is never longer than was asked for, and its pages together are the whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp_search.errors import BadQuestion
from ipp_search.mcp.budget import LEAST, Place, fill, shortened, tokens

_ITEMS = st.lists(
    st.fixed_dictionaries({"text": st.text(max_size=400).map(lambda t: t * 9), "citation": st.text(max_size=60)}),
    max_size=40,
)


def pages(items: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    found, cursor = [], None
    while True:
        answer: dict[str, Any] = {"note": "n"}
        fill(answer, "rows", items, most, Place("tool", {"a": 1}, cursor))
        found.append(answer)
        if (cursor := answer.get("cursor")) is None:
            return found


@given(_ITEMS, st.integers(LEAST, 3 * LEAST))
def test_every_page_is_within_its_length(items: list[dict[str, Any]], most: int) -> None:
    assert all(tokens(page) <= most for page in pages(items, most))


@given(_ITEMS, st.integers(LEAST, 3 * LEAST))
def test_the_pages_hold_every_item_once_and_in_order(items: list[dict[str, Any]], most: int) -> None:
    told = [row for page in pages(items, most) for row in page["rows"]]
    assert len(told) == len(items)
    for row, item in zip(told, items, strict=True):
        assert row == item or (row["cut"] and item["text"].startswith(row["text"]))


def test_an_item_that_fits_is_not_cut_and_a_cut_one_says_so() -> None:
    assert "cut" not in shortened({"text": "word " * 10}, 100)
    assert shortened({"text": "word " * 1000}, 100)["cut"]
    assert shortened({"rows": [{"text": "word " * 1000}]}, 100)["rows"][0]["cut"]


@pytest.mark.parametrize("cursor", ["", "1", "x.y", "1.00000000", "-1.00000000", "99999999999.0", "²." + "0" * 8])
def test_a_cursor_that_is_of_no_such_question_is_refused(cursor: str) -> None:
    with pytest.raises(BadQuestion, match="another question"):
        Place("tool", {}, cursor)


def test_a_cursor_of_other_arguments_or_another_tool_is_refused() -> None:
    cursor = Place("tool", {"query": "a"}, None).cursor(3)
    assert Place("tool", {"query": "a"}, cursor).begin == 3
    for tool, asked in (("tool", {"query": "b"}), ("other", {"query": "a"})):
        with pytest.raises(BadQuestion):
            Place(tool, asked, cursor)


def test_a_cursor_behind_the_end_is_refused() -> None:
    place = Place("tool", {}, None)
    place.begin = 2
    with pytest.raises(BadQuestion, match="nothing behind"):
        fill({}, "rows", [{"text": "a"}], LEAST, place)
