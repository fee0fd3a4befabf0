"""What stands below a label belongs to it, by words with the fake encoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.query.themes.file import Theme
from ipp_search.testing import FakeEncoder

LIST = "- Regatta\n    - Waiting for an answer\n        - None came\n- Nets\n    - Two were bought\n"
TALK = "- The regatta of last year was thought by all to be too long\n    - Nets were bought\n"
PARAGRAPH = "Regatta – it is growing. **Action:** AB to buy nets.\n\nNets were bought.\n"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (LIST, ["None came", "Regatta", "Waiting for an answer"]),
        (TALK, ["The regatta of last year was thought by all to be too long"]),
    ],
)
@pytest.mark.parametrize("theme", ["regatta", Theme("races", words=("regatta",))])
def test_what_a_short_item_of_a_list_names_is_what_stands_below_it(
    theme: str | Theme, said: str, found: list[str], tmp_path: Path
) -> None:
    assert passages(tmp_path, said, theme) == found


def test_a_paragraph_that_begins_with_a_label_is_on_it_to_its_end(tmp_path: Path) -> None:
    found = passages(tmp_path, PARAGRAPH, Theme("races", words=("regatta",)))
    assert not any("were bought" in text for text in found)
    assert any("to buy nets" in text for text in found)


def passages(tmp_path: Path, said: str, theme: str | Theme) -> list[str]:
    (tmp_path / "board.md").write_text(f"# Harbour Board\n\nDate: 2024-02-09\n\n## Items\n\n{said}", "utf-8")
    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.ingest([tmp_path / "board.md"])
        (row,) = index.timeline(theme).rows
    return sorted(cited.passage.text for cited in row.passages)
