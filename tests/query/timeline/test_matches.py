from __future__ import annotations

from pathlib import Path

from ipp_search.api import Index
from ipp_search.query.themes.file import Theme
from ipp_search.query.themes.marks import Mark
from ipp_search.testing import FakeEncoder

RECORD = """# Harbour Board

Date: 2025-06-03

## Boats

- The Harbour Master Fund (HMF) pays.

## Fund boats

- Nothing was said.
- Bread funds came up.

## Items

- The HMF and funds were told; funded again.
"""


def test_a_theme_shows_its_phrases_forms_acronyms_and_reasons_and_exclude_wins_over_headings(tmp_path: Path) -> None:
    (tmp_path / "board.md").write_text(RECORD, "utf-8")
    theme = Theme("fund", words=("fund", "harbour master fund"), exclude=("bread fund",))
    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.ingest([tmp_path / "board.md"])
        found = index.matches(theme)
        assert (found.meetings, found.passages) == (1, 3)
        assert found.phrases == (("fund", 2), ("harbour master fund", 1))
        assert found.forms == (("HMF", 2), ("funded", 1), ("funds", 1), ("harbour master fund", 1))
        assert found.reasons == (("heading", 1, 1), ("words", 2, 2))
        assert found.first is not None
        index.mark(Mark("fund", found.first, "out"))
        assert index.matches(theme) == found
