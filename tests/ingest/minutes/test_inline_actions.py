from __future__ import annotations

import pytest
from support.reading import passages

from ipp_search.ingest.records import Passage


def kinds(found: tuple[Passage, ...]) -> list[tuple[str, str]]:
    return [(p.kind, p.text) for p in found]


def test_a_labelled_line_of_a_paragraph_is_an_action_of_its_own() -> None:
    found = passages("# T\n\nCosts rose again.\n**ACTION**: Ann to write.\nand to ask.\n**MOTION**: agreed\n", "m.md")
    assert kinds(found) == [
        ("discussion", "Costs rose again."),
        ("action", "**ACTION**: Ann to write.\nand to ask."),
        ("discussion", "**MOTION**: agreed"),
    ]


def test_a_labelled_sentence_at_the_end_of_a_paragraph_is_an_action_of_its_own() -> None:
    found = passages("T\nDate: 1 May 2024\nData\n· Costs rose. ACTION: Ann to write.\n")
    assert kinds(found)[-2:] == [("discussion", "Costs rose."), ("action", "ACTION: Ann to write.")]
    assert found[-1].owner == "Ann"


@pytest.mark.parametrize("line", ["Costs rose. Action was taken.", "Costs rose.\nActions followed."])
def test_the_word_alone_parts_nothing(line: str) -> None:
    assert [p.text for p in passages(f"# T\n\n{line}\n", "m.md")] == [line]
