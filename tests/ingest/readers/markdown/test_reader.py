from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.markdown import front_matter
from ipp_search.ingest.readers.markdown.reader import comments, read_blocks
from ipp_search.ingest.readers.registry import read_document


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


def test_an_escaped_first_letter_is_quoted_as_typed() -> None:
    assert words("- \\[x] any\n") == [("item", 1, "\\[x] any")]


def test_footnotes_are_blocks_of_their_own() -> None:
    assert words("Said.[^1]\n\n[^1]: By the chair.\n")[1] == ("footnote", 0, "By the chair.")


def test_a_rule_in_the_text_opens_no_front_matter() -> None:
    text = "# Notes\n\n---\nDate: 3 June 2025\n---\n"
    assert front_matter.read(text).facts == {}
    assert front_matter.read("---\ntitle: Board\n---\n").facts == {"title": "Board"}
    assert words("---\ntitle: Board\n---\nText\n") == [("paragraph", 0, "Text")]


def test_comments_are_left_out_and_told_a_line_each() -> None:
    text = "<!-- hidden -->\n\nshown\n\n<!--\nfirst\nsecond\n-->\n"
    assert words(text) == [("paragraph", 0, "shown")]
    assert [(one.line, one.text) for one in comments(text, read_blocks(text))] == [
        (1, "hidden"), (6, "first"), (7, "second")
    ]  # fmt: skip


def test_a_comment_within_a_paragraph_is_a_part_of_it() -> None:
    text = "Written as `<!-- quoted -->` in code.\n"
    assert list(comments(text, read_blocks(text))) == []


def test_lines_between_rules_that_are_no_front_matter_are_read() -> None:
    assert words("---\n**Quay Forum of May**\n---\n\nText\n")[0] == ("heading", 2, "**Quay Forum of May**")
    assert words("---\nThe quay is shut.\n\n---\nText\n")[0][2] == "The quay is shut."


def test_what_front_matter_says_beside_the_facts_is_told_by_its_line() -> None:
    front = front_matter.read("---\nlayout: page\ntitle: Board\ntags:\n  - quay\n---\nText\n")
    assert [(one.line, one.text) for one in front.left_out] == [(2, "layout: page"), (4, "tags:"), (5, "- quay")]
    assert front.facts_at == ((17, 29),)


def test_a_setext_heading_ends_before_its_underline() -> None:
    assert words("Title\n=====\n\nText\n")[0] == ("heading", 1, "Title")


@given(st.text(alphabet="aé #-*|>1.\t\n`_=[](:\\^", max_size=200))
def test_blocks_are_slices_without_outer_space(text: str) -> None:
    for block in read_blocks(text):
        assert text[block.start : block.end] == text[block.start : block.end].strip() != ""


def test_only_the_front_matters_own_keys_tell_of_the_meeting_and_no_day_of_an_edit() -> None:
    nested = (
        "---\ntitle: Quay Forum\ndate: 2024-05-14\nauthor:\n  title: Clerk\n  date: 2020-01-01\n---\n# Quay Forum\n"
    )
    assert front_matter.read(nested).facts == {"title": "Quay Forum", "front_matter_date": "2024-05-14"}
    wiki = "---\ntitle: Quay Forum\ndate: 2023-01-04T10:00:00Z\ndateCreated: 2023-01-03T10:00:00Z\n---\n# Quay Forum\n"
    assert front_matter.read(wiki).facts == {"title": "Quay Forum"}


def test_the_state_of_a_task_is_a_part_of_its_mark() -> None:
    text = "# Quay Forum\n\n- [-] Ivo Marsh to paint the crane\n- [/] [Fees](a.md) rise\n- [x](b.md) link\n"
    found = [(block.marker, text[block.start : block.end]) for block in read_blocks(text) if block.role == "item"]
    assert found == [
        ("- [-]", "Ivo Marsh to paint the crane"),
        ("- [/]", "[Fees](a.md) rise"),
        ("-", "[x](b.md) link"),
    ]


@pytest.mark.parametrize("task", [r"Oil the winch \| crane", r"Ask for `a\|b` twice", r"\| begins it"])
def test_a_pipe_with_a_backslash_is_a_letter_of_its_cell(task: str) -> None:
    """Owner and due date stay in their columns."""
    head = "# Quay Board\n\nDate: 7 June 2024\n\n## Actions\n\n| Action | Owner | Due |\n|---|---|---|\n"
    (one,) = parse(read_document(Path("m.md"), f"{head}| {task} | Dinah Cole | 1 July 2024 |\n".encode())).meetings
    (found,) = [passage for passage in one.passages if passage.kind == "action"]
    assert (found.text, found.owner) == (f"{task} | Dinah Cole | 1 July 2024", "Dinah Cole")
