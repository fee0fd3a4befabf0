"""Versions of a record, and two meetings, side by side."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ipp_search.api import Index

TEXT = (
    "# Quay Board\n\n3 June 2031\n\nPresent: Ann Oake, Bob Reed\n\n## The wall\n\n- The wall was mended in spring.\n"
    "- ACTION: Ann to ask for the keys of the hall.\n"
)


def text_of(page: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


@pytest.fixture
def board(index: Index, tmp_path: Path) -> list[str]:
    """Two meetings of a group, the later in two versions; their ids."""
    folder = tmp_path / "board"
    folder.mkdir()
    (folder / "june draft.md").write_text(TEXT.replace("in spring", "in <i>autumn</i>"), "utf-8")
    (folder / "june.md").write_text(TEXT, "utf-8")
    may = TEXT.replace("3 June", "6 May").replace("Bob Reed", "Cay Lund").replace("The wall", "The roof")
    (folder / "may.md").write_text(may, "utf-8")
    index.ingest([folder])
    return [held.meeting.id for held in index.meetings() if held.meeting.path.startswith(str(folder))]


def test_what_a_draft_says_otherwise_is_shown_word_by_word(site: TestClient, board: list[str]) -> None:
    record = site.get(f"/pages/records/{board[1]}")
    assert "There is another version of this record, which the search leaves out: june draft.md" in text_of(record)
    page = site.get(f"/pages/records/{board[1]}/versions")
    assert "1 place where june.md says something else" in text_of(page)
    assert "<del>" in page.text
    assert "&lt;i&gt;autumn&lt;/i&gt;." in page.text
    assert "one version of this record only" in text_of(site.get(f"/pages/records/{board[0]}/versions"))


def test_two_meetings_are_put_side_by_side_with_what_each_has_alone(site: TestClient, board: list[str]) -> None:
    page = site.get("/pages/compare", params={"one": board[0], "other": board[1]})
    said = text_of(page)
    row = said[said.index("Present here only") : said.index("Headings here only")]
    assert row.index("Cay Lund") < row.index("Bob Reed")
    assert "Ann Oake" not in row
    assert "Ann Oake" in said[said.index("Present at both") :]
    assert page.text.count("Ann to ask for the keys") == 2
    assert "/pages/compare?one=" in site.get(f"/pages/records/{board[1]}").text
    assert site.get("/pages/compare").status_code == 200
    assert site.get("/pages/compare?one=nowhere&other=nothing").status_code == 404
