from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ipp_search.api import Index
from ipp_search.query.briefing.mentions import Mentions
from ipp_search.query.themes.file import Theme, phrase_theme

NOTE = """# The Board

Date: 5 {month} 2024

Present: the Fund Committee

## {heading}

- {line}
"""


@pytest.fixture
def board(encoder: Any, tmp_path: Path) -> Iterator[Index]:
    folder = tmp_path / "minutes"
    folder.mkdir()
    lines = [
        ("January", "Licences", "The Sample Licence Agreement (SLA) was signed."),
        ("February", "Other business", "The SLA was sent to all."),
        ("March", "Fund-raising plans", "Money is short."),
        ("April", "Other business", "Nothing was said of it."),
    ]
    for n, (month, heading, line) in enumerate(lines):
        (folder / f"{n}.md").write_text(NOTE.format(month=month, heading=heading, line=line), "utf-8")
    with Index(tmp_path / "board") as index:
        index.ingest([folder])
        yield index


def months(index: Index, theme: Theme) -> list[str]:
    with index.session.reading() as view:
        mentions = Mentions(view.catalogue, theme)
        return [held.meeting.when.split()[1] for held in index.meetings() if mentions.of(held.meeting)]


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("SLA", ["January", "February"]),
        ("sample licence agreement", ["January", "February"]),
        ("fundraising plan", ["March"]),
        ("money", ["March"]),
        ("fund committee", []),
        ('"(SLA)"', ["January"]),
        ("short money", []),
    ],
)
def test_words_count_in_any_form_below_headings_and_as_acronyms(board: Index, topic: str, found: list[str]) -> None:
    assert months(board, phrase_theme(topic)) == found


def test_what_a_theme_excludes_does_not_count(board: Index) -> None:
    assert months(board, Theme("SLA", words=("SLA",), exclude=("sent to all",))) == ["January"]
