from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ipp_search.api import Index
from ipp_search.query.verification.sources import Checked

MONTHS = ("January", "February", "March", "April")
Board = Callable[..., Index]


@pytest.fixture
def board(encoder: Any, tmp_path: Path) -> Iterator[Board]:
    """An index of monthly meetings of one board, each given as lines."""
    opened: list[Index] = []

    def make(*meetings: str) -> Index:
        folder = tmp_path / "minutes"
        folder.mkdir()
        for n, lines in enumerate(meetings):
            (folder / f"{n}.md").write_text(f"# The Board\n\nDate: 5 {MONTHS[n]} 2024\n\n{lines}\n", "utf-8")
        index = Index(tmp_path / "board")
        index.ingest([folder])
        opened.append(index)
        return index

    yield make
    for index in opened:
        index.close()


def checked(index: Index, text: str, tmp_path: Path) -> Checked:
    (tmp_path / "draft.md").write_text(text, "utf-8")
    return index.verify(tmp_path / "draft.md")


@pytest.mark.parametrize(
    ("behind", "open_"),
    [
        ("", True),
        (" Ann replied that all of it was paid.", False),
        ("\n- Ann explained that all of it was paid.", False),
        ("\n- ACTION: Ann to look into it.", False),
        ("\n\n## Other\n\n- Bob was pleased.", True),
    ],
)
def test_a_question_is_open_only_where_no_answer_stands_near_it(board: Board, behind: str, open_: bool) -> None:
    index = board(f"## Bridge\n\n- Bob asked how the bridge is paid for.{behind}", "## Other\n\n- The bridge is blue.")
    assert bool(index.brief("bridge").unanswered) is open_


def test_what_should_be_done_is_no_question(board: Board) -> None:
    index = board("## Bridge\n\n- The bridge should be painted.", "## Other\n\n- The bridge is blue.")
    assert index.brief("bridge").unanswered == ()


def test_decisions_come_first_and_a_heading_is_told_where_the_words_need_it(board: Board, tmp_path: Path) -> None:
    index = board(
        "## Bridge\n\n- It is at a standstill.\n- RESOLVED: that the bridge be closed.",
        "## Roads\n\n- The bridge is blue.",
    )
    text = index.brief("bridge").to_markdown()
    assert text.index("## Decisions") < text.index("## The story by meeting")
    assert "- On 5 January 2024: “RESOLVED: that the bridge be closed.”" in text
    assert "- Under Bridge: “It is at a standstill.”" in text
    assert "Under Roads" not in text
    assert checked(index, text, tmp_path).verdict == "proved"
    assert checked(index, text.replace("Under Bridge", "Under Roads"), tmp_path).verdict == "false"
    moved = text.replace(
        "## The story by meeting", "- On 5 February 2024: “The bridge is blue.”\n\n## The story by meeting"
    )
    assert checked(index, moved, tmp_path).verdict == "false"


def test_a_passage_quoted_before_is_named(board: Board, tmp_path: Path) -> None:
    index = board("## Bridge\n\n- Ann Lee said that the bridge is blue.")
    text = index.brief("bridge").to_markdown()
    assert "Quoted above, from 5 January 2024, Bridge." in text
    assert checked(index, text, tmp_path).verdict == "proved"
    assert checked(index, text.replace("from 5 January", "from 6 January"), tmp_path).verdict == "false"
