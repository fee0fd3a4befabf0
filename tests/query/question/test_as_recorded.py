from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.testing import FakeEncoder

_RECORD = """# Harbour Board

Date: 4 May 2020

- The AGM was put off.
- The slipway cost £1,200 and the crane 3500 pounds.
- Fees rise by 30% for twelve boats and for 15 rafts.
"""


@pytest.fixture
def board(encoder: FakeEncoder, tmp_path: Path) -> Iterator[Index]:
    (tmp_path / "may.md").write_text(_RECORD, "utf-8")
    with Index(tmp_path / "index") as opened:
        opened.ingest([tmp_path / "may.md"])
        yield opened


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("when is the A.G.M.", {"A.G.M.": "AGM"}),
        ("what cost 1200", {"1200": "1,200"}),
        ("what cost £1.2k", {"1.2k": "1,200"}),
        ("the crane for 3,500", {"3,500": "3500"}),
        ("fees up 30 per cent", {"30 per cent": "30%"}),
        ("12 boats", {"12": "twelve"}),
        ("12 boats in 2012", {"12": "twelve"}),
        ("fifteen rafts", {"fifteen": "15"}),
        ("the AGM of twelve boats at 1,200", {}),
        ("what cost 4700", {}),
        ('"1200"', {}),
    ],
)
def test_a_number_or_acronym_is_read_as_the_records_have_it_where_they_never_have_it_as_typed(
    board: Index, question: str, read_as: dict[str, str]
) -> None:
    assert board.search(question).read_as == read_as


def test_what_was_read_in_another_form_is_found_first(board: Index) -> None:
    assert "£1,200" in board.search("1.2k for the slipway").shown[0].passage.text
