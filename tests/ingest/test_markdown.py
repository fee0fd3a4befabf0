from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ipp_search.ingest.markdown import read_blocks


def words(text: str) -> list[tuple[str, int, str]]:
    return [(b.role, b.level, text[b.start : b.end]) for b in read_blocks(text)]


def test_headings_lists_and_tables_keep_their_source_words() -> None:
    text = (
        "# Board\n\n## *Data* #\n\nPara with **bold** and\nsecond line.\n\n- one\n  - nested [link](u)\n"
        "3. three\n\n| Owner | Task |\n| --- | --- |\n| Ann | write |\n"
    )
    assert words(text) == [
        ("heading", 1, "Board"),
        ("heading", 2, "*Data*"),
        ("paragraph", 0, "Para with **bold** and\nsecond line."),
        ("item", 1, "one"),
        ("item", 2, "nested [link](u)"),
        ("item", 1, "three"),
        ("columns", 0, "Owner | Task"),
        ("row", 0, "Ann | write"),
    ]


def test_the_number_of_an_item_is_its_own() -> None:
    assert [b.marker for b in read_blocks("7. seven\n8. eight\n")] == ["7.", "8."]


def test_comments_are_left_out() -> None:
    assert words("<!-- hidden -->\n\nshown\n") == [("paragraph", 0, "shown")]


def test_a_setext_heading_ends_before_its_underline() -> None:
    assert words("Title\n=====\n\nText\n")[0] == ("heading", 1, "Title")


@given(st.text(alphabet="ab #-*|>1.\t\n`_=[](:", max_size=200))
def test_blocks_are_slices_without_outer_space(text: str) -> None:
    for block in read_blocks(text):
        assert text[block.start : block.end] == text[block.start : block.end].strip() != ""
