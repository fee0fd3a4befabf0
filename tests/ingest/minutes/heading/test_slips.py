from __future__ import annotations

from pathlib import Path

import pytest

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document

BELOW = "The clerk had written to the owners, who will answer in the spring.\n"


def sections(numbered: list[str]) -> list[str]:
    text = "Harbour Board\nDate: 29 December 2022\n\n" + "\n".join(f"{head}\n{BELOW}" for head in numbered)
    return [path[-1] for path in parse(read_document(Path("m.txt"), text.encode())).meetings[0].sections]


@pytest.mark.parametrize(
    "slip", ["12.2.03 Moorings", "12.22,03 Moorings", "12.22.30 Moorings", "12 22.03 Moorings", "12.22 03 Moorings"]
)
def test_a_mistyped_number_between_its_neighbours_is_of_their_sequence(slip: str) -> None:
    heads = ["12.22.01 Apologies", "12.22.02 Slipway", slip, "12.22.04 Finance", "12.22.05 Close of season"]
    assert [head.split()[-1] for head in sections(heads)] == ["Apologies", "Slipway", "Moorings", "Finance", "season"]


def test_a_number_given_twice_is_the_missing_one() -> None:
    heads = ["12.22.01 Apologies", "12.22.02 Slipway", "12.22.04 Moorings", "12.22.04 Finance", "12.22.05 Dates"]
    assert sections(heads) == heads


def test_initials_of_the_margin_before_a_number_are_no_part_of_its_heading() -> None:
    heads = ["1 Apologies", "2 Slipway", "AL 3 Moorings", "4 Finance", "All 5 Dates of meetings"]
    assert sections(heads) == ["1 Apologies", "2 Slipway", "3 Moorings", "4 Finance", "5 Dates of meetings"]


def test_a_figure_in_a_sentence_fills_no_gap() -> None:
    heads = [
        "12.22.01 Apologies",
        "12.22.02 Slipway",
        "12.2 metres of chain were bought for the outer berths.",
        "12.22.04 Finance",
    ]
    assert sections(heads) == [heads[0], heads[1], heads[3]]
