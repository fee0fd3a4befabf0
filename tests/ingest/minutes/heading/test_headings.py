from __future__ import annotations

from ipp_search.ingest.minutes.heading.headings import mark_headings
from ipp_search.ingest.readers.plain_text import read_blocks

NAMES = ("Moorings", "Buoys", "Fees", "Lights")


def headings(text: str) -> list[tuple[int, str]]:
    marked = mark_headings(text, read_blocks(text))
    return [(b.level, text[b.start : b.end]) for b in marked if b.role == "heading"]


def test_short_lines_above_the_first_fact_are_the_title() -> None:
    assert headings("The Board\nMinutes\nDate: 3 June 2025\nData\n- x.\n") == [
        (0, "The Board"),
        (0, "Minutes"),
        (1, "Data"),
    ]


def test_two_headings_in_a_row_are_section_and_subsection_and_a_single_one_goes_on() -> None:
    text = "T\nDate: 1 May 2024\nData\nPrisons\n- a.\nCourts\n- b.\nAOB\n- c.\n"
    assert headings(text)[1:] == [(1, "Data"), (2, "Prisons"), (2, "Courts"), (1, "AOB")]


def test_an_empty_line_sets_a_section_apart_where_headings_have_none() -> None:
    text = "T\nDate: 1 May 2024\nIntro\n- a.\nData\nPrisons\n- b.\n\nWomen\n- c.\n"
    assert headings(text)[-1] == (1, "Women")


def test_numbers_rank_headings() -> None:
    text = "T\n\n1. Finance\n- a.\n1.1 Budget\n- b.\n2. AOB\n- c.\n"
    assert headings(text)[1:] == [(1, "1. Finance"), (2, "1.1 Budget"), (1, "2. AOB")]


def test_a_numbered_list_is_no_run_of_headings() -> None:
    assert headings("T\nDate: 1 May 2024\n1. Apologies\n2. Minutes\n3. Close\n") == [(0, "T")]


def test_a_list_of_names_is_no_run_of_headings() -> None:
    text = "T\nDate: 1 May 2024\nAnn Smith\nBob Jones\nCleo Hart\n- a.\n"
    assert headings(text) == [(0, "T")]


def test_a_sentence_is_no_heading() -> None:
    text = "T\nDate: 1 May 2024\nThe board met.\n- a.\nspeaker: yes\n- b.\n"
    assert headings(text) == [(0, "T")]


def test_what_every_agenda_has_is_a_heading_also_where_it_is_said_on_the_same_line() -> None:
    items = "".join(f"{n}. {name}\n\nThe {name.lower()} were discussed.\n\n" for n, name in enumerate(NAMES, 1))
    text = (
        f"Quay Forum\n\nDate: 1 May 2024\n\n{items}For next agenda : the lights\n\n"
        "Date of next meeting:\n\n3 June 2024\n\n"
        "Planning officers: two were there\n\nAction: Ann to write.\n"
    )
    marked = mark_headings(text, read_blocks(text), guessed=True)
    found = [text[block.start : block.end] for block in marked if block.role == "heading"]
    assert [words.rstrip(": ") for words in found][-2:] == ["For next agenda", "Date of next meeting"]
    assert "the lights" in [text[block.start : block.end] for block in marked]
