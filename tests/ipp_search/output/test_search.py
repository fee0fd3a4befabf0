from __future__ import annotations

import click

from ipp_search.api import Index
from ipp_search.output import search as printed
from ipp_search.output.format import counted


def test_folding_to_a_width_changes_no_word(index: Index) -> None:
    result = index.search("recall")
    folded, whole = click.unstyle(printed.search_text(result, 60)), printed.search_text(result, None)
    assert folded.split() == whole.split()
    assert max(map(len, folded.splitlines())) <= 60


def test_on_a_terminal_the_words_that_matched_are_bold_wherever_a_line_is_folded(index: Index) -> None:
    text = printed.search_text(index.search('"out of touch"', limit=1), 60)
    assert {" ".join(bold.split("\033[22m")[0].split()) for bold in text.split("\033[1m")[1:]} == {"out of touch"}
    assert "\033" not in printed.search_text(index.search('"out of touch"', limit=1), None)


def test_every_quotation_in_text_is_the_passage_verbatim(index: Index) -> None:
    result = index.search("recall")
    text = printed.search_text(result, None)
    for hit in result.hits:
        assert f"“{' '.join(hit.passage.text.split())}”" in text
        assert hit.passage.citation in text


def test_numbers_agree_with_their_nouns() -> None:
    assert [counted(n, "action") for n in (0, 1, 2000)] == ["0 actions", "1 action", "2,000 actions"]
