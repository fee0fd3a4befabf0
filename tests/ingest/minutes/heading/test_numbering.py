from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.reading import passages

from ipp_search.ingest.minutes.heading.headings import mark_headings
from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.plain_text import read_blocks
from ipp_search.ingest.readers.registry import read_document


def sections(text: str, name: str = "m.txt") -> list[str]:
    return [path[-1] for path in parse(read_document(Path(name), text.encode())).meetings[0].sections]


@pytest.mark.parametrize(
    "items",
    [
        ["1. Clerk to write.", "2. Chair to call the divers.", "3. Treasurer to pay the bill."],
        ["1. Fees adopted.", "2. Slip to close in winter.", "3. Grant refused."],
        ["a) Fees adopted.", "b) Slip closed.", "c) Grant refused."],
        ["(1) That the fees stand. Carried.", "(2) That the slip close. Lost."],
    ],
)
@pytest.mark.parametrize("below", ["\nClose\n\nThe meeting closed at nine.\n", "\nThe crane was sold to a yard.\n"])
def test_the_last_item_of_a_numbered_list_is_an_item_like_the_others(items: list[str], below: str) -> None:
    text = "Harbour Forum\nDate: 7 June 2024\n\nResolutions\n\n" + "\n".join(items) + "\n" + below
    found = {p.text: p.section for p in passages(text)}
    last = items[-1].split(" ", 1)[1]
    assert found[last] == ("Resolutions",)
    assert not any(last in title for section in found.values() for title in section)


def test_numbers_made_of_month_and_year_are_of_one_sequence_and_titles_may_be_run_in() -> None:
    text = (
        "Harbour Board\nDate: 31 August 2023\n\n08.23.01 Apologies\nAnn Lee sent word that she was ill.\n\n"
        "08.23.02 Playground – the bench had been mended in the spring by volunteers.\n\n"
        "08.23.03 Finance: The accounts were approved for payment.\n\n08.23.04 Planning\nNo objection was raised.\n"
    )
    assert sections(text) == ["08.23.01 Apologies", "08.23.02 Playground", "08.23.03 Finance", "08.23.04 Planning"]
    found = {p.text: p.section for p in passages(text)}
    assert found["The accounts were approved for payment."] == ("08.23.03 Finance",)


def test_who_speaks_before_a_dash_in_a_numbered_list_is_no_heading() -> None:
    text = "# Board\n\nDate: 1 May 2024\n\n1. **Dredging**\n\n    1. AL - The channel is full.\n    2. TR - Not yet.\n"
    text += "    3. AL - Soon, though.\n\n2. **Leases**\n\n    1. TR - They end in June.\n    2. AL - So they do.\n\n"
    text += "3. **Other business**\n\n    1. AL - None.\n"
    assert sections(text, "m.md") == ["1. Dredging", "2. Leases", "3. Other business"]


def test_letters_below_numbers_are_a_level_below() -> None:
    text = (
        "T\n\n1. Finance\nThe accounts stand.\n2. Updates\na) Playground\nThe bench is mended.\nb) Wood\nTrees fell.\n"
    )
    text += "c) Club\nNo report came.\n3. Close\nIt closed.\n"
    marked = mark_headings(text, read_blocks(text))
    assert [(b.level, text[b.start : b.end]) for b in marked if b.role == "heading"][1:] == [
        (1, "1. Finance"), (1, "2. Updates"), (2, "Playground"), (2, "Wood"), (2, "Club"), (1, "3. Close"),
    ]  # fmt: skip


def test_statements_that_are_numbered_stay_statements() -> None:
    lines = [
        f"{n}. The board noted report {n} of the harbour master and thanked her for it.\n\nThat was all.\n"
        for n in (1, 2, 3)
    ]
    assert sections("Board\nDate: 1 May 2024\n\n" + "\n".join(lines)) == []


def test_what_only_looks_like_a_heading_is_none_where_numbers_tell_the_headings() -> None:
    """Names above the first number, statements and initials in bold: a reader that goes by looks marks them all."""
    text = (
        "Harbour Board\nAnn Lee (AL) CHAIR\n\n1. Apologies\nNone came.\n\nThere were no declarations\nAL\n\n"
        "2. Dredging\nThe channel is full.\n\n3. Leases\nThey end.\n\n4. Slip\nIt is shut.\n\nOther matters\n\nNone.\n"
    )
    looks = {"Ann Lee (AL) CHAIR", "There were no declarations", "AL", "Harbour Board"}
    blocks = [replace(b, role="heading", level=2) if text[b.start : b.end] in looks else b for b in read_blocks(text)]
    marked = mark_headings(text, blocks, guessed=True)
    assert [text[b.start : b.end] for b in marked if b.role == "heading"] == [
        "Harbour Board", "1. Apologies", "2. Dredging", "3. Leases", "4. Slip", "Other matters",
    ]  # fmt: skip


def test_lines_that_repeat_the_agenda_above_are_headings() -> None:
    items = ["Welcome and thanks", "State of the channel", "Plans for the slip"]
    text = "Harbour Board\nDate: 1 May 2024\n\nThe agenda was this.\n" + "".join(f"- {item}\n" for item in items)
    text += "\nThe meeting began.\n" + "".join(f"\n- {item}\n\nMuch was said of it, and more.\n" for item in items)
    assert sections(text)[-3:] == items


def test_a_reference_to_a_figure_and_the_address_of_a_link_are_no_part_of_a_heading() -> None:
    text = "# T\n\n## Use of data (see Figure 3)\n\nx.\n\n## [Earlier minutes](http://example.org/m)\n\ny.\n\n"
    text += "## End\n\nz.\n"
    assert sections(text, "m.md") == ["Use of data", "Earlier minutes", "End"]


def test_the_name_of_a_figure_is_no_heading() -> None:
    text = "# T\n\n## Use of data\n\nx.\n\n## Figure 1: The channel\n\ny.\n\n## End\n\nz.\n"
    assert sections(text, "m.md") == ["Use of data", "End"]


def test_where_most_titles_are_run_in_a_short_rest_is_no_part_of_one() -> None:
    text = "Board\nDate: 1 May 2024\n\n1. Wood – the trees that fell were taken away.\n\n2. Club – No report\n\n"
    text += "3. Slip – it was shut for the winter by the harbour master.\n\n4. Close\nIt closed.\n"
    assert sections(text) == ["1. Wood", "2. Club", "3. Slip", "4. Close"]


def test_bold_that_a_line_below_ends_leaves_no_mark_in_a_heading() -> None:
    body = "".join(f"**{n}. {name}**\nIt was noted.\n\n" for n, name in enumerate(("Boats", "Fees", "Crane"), 1))
    assert sections(f"# Quay Board\n\nDate: 3 June 2024\n\n{body}", "m.md") == ["1. Boats", "2. Fees", "3. Crane"]
