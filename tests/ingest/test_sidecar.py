from __future__ import annotations

from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.errors import BadQuestion


@pytest.fixture
def board(tmp_path: Path) -> Path:
    folder = tmp_path / "board"
    folder.mkdir()
    (folder / "spring.txt").write_text("The Board\n\nHousing was discussed on 3/6/2025 by all members present.\n")
    return folder


def test_a_file_beside_the_record_sets_its_facts_and_a_change_of_it_counts(index: Index, board: Path) -> None:
    index.ingest([board])
    (board / "spring.txt.toml").write_text('date = 2025-03-04\nseries = "Estates Board"\n')
    assert len(index.ingest([board]).changed) == 1
    (meeting,) = [m.meeting for m in index.meetings() if "spring" in m.meeting.path]
    assert (str(meeting.date), meeting.series) == ("2025-03-04", "Estates Board")
    assert meeting.date_source is not None
    assert meeting.date_source.startswith("set by hand")
    assert index.ingest([board]).unchanged == 1


@pytest.mark.parametrize("content", ["date = ", 'date = "soon"', "colour = 3", 'month_first = "yes"'])
def test_a_sidecar_that_cannot_be_read_is_named_with_what_it_may_set(index: Index, board: Path, content: str) -> None:
    (board / "spring.txt.toml").write_text(content)
    ((_, why),) = index.ingest([board]).failed
    assert "spring.txt.toml" in why


def test_a_date_given_once_is_kept(index: Index, board: Path) -> None:
    index.ingest(board / "spring.txt", date="4 March 2025")
    assert index.ingest([board]).unchanged == 1
    assert "2025-03-04" in {str(m.meeting.date) for m in index.meetings()}


@pytest.mark.parametrize("date", ["soon", "31 June 2025"])
def test_a_date_that_is_none_is_refused(index: Index, board: Path, date: str) -> None:
    with pytest.raises(BadQuestion, match="cannot be set"):
        index.ingest(board / "spring.txt", date=date)
    with pytest.raises(BadQuestion, match="one file"):
        index.ingest(board, date="2025-03-04")


def test_a_dry_run_tells_and_writes_nothing(tmp_path: Path, board: Path) -> None:
    with Index(tmp_path / "none") as nothing:
        report = nothing.ingest(board, dry_run=True)
    assert [m.meeting.name for m in report.added] == ["The Board"]
    assert not (tmp_path / "none").exists()
