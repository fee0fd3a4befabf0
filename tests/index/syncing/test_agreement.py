from __future__ import annotations

from pathlib import Path

from ipp_search.api import Index
from ipp_search.index.catalogue import Catalogue
from ipp_search.testing import FakeEncoder

RECORDS = {
    "2025-06-03.md": "# HARBOUR BOARD\n\n## Moorings\n\n- The waiting list was read.\n",
    "2025-07-01.md": "# Harbour Board\n\n## Moorings\n\n- The list was closed.\n",
    "2025-08-05.txt": "The slip is closed to all craft.\n\nThe list was opened again.\n",
}


def told(folder: Path, order: list[str], records: Path) -> list[tuple[str, str, str, str]]:
    with Index(folder, encoder=FakeEncoder()) as index:
        for name in order:
            (records / name).write_text(RECORDS[name], "utf-8")
            index.ingest([records / name])
    with Catalogue(folder) as catalogue:
        return catalogue.rows(
            "SELECT m.key, m.series, p.citation, f.meeting FROM passages p JOIN meetings m ON m.id = p.meeting_id"
            " JOIN passages_fts f ON f.rowid = p.id ORDER BY m.date, p.start"
        )


def test_a_group_has_one_name_in_ids_and_citations_whatever_came_first(tmp_path: Path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    rows = told(tmp_path / "index", list(RECORDS), records)
    assert {series for _, series, _, _ in rows} == {"Harbour Board"}
    assert rows[0][0] == "2025-06-03-harbour-board"
    assert {citation.partition(",")[0] for _, _, citation, _ in rows} == {"Harbour Board"}
    assert len(rows) == 4
    assert told(tmp_path / "other", list(RECORDS)[::-1], records) == rows


def test_a_name_goes_with_the_file_that_told_it(tmp_path: Path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    told(tmp_path / "index", list(RECORDS), records)
    (records / "2025-07-01.md").unlink()
    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        report = index.ingest([records])
        assert report.embedded == 0
        assert {held.meeting.series for held in index.meetings()} == {"HARBOUR BOARD"}


def test_an_item_that_one_file_heads_with_a_committee_makes_no_group_where_the_others_name_none(
    tmp_path: Path,
) -> None:
    records = tmp_path / "records"
    records.mkdir()
    for month, item in (("05", "Boats"), ("06", "Report from the Finance Committee"), ("07", "Nets"), ("09", "Ropes")):
        (records / f"2025-{month}.md").write_text(f"# {month}/03/2025 Meeting Notes\n\n## {item}\n\n- We agreed.\n")
    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        foreseen = index.ingest([records], dry_run=True)
        assert {told.meeting.series for told in foreseen.added} == {None}
        index.ingest([records])
        assert {held.meeting.series for held in index.meetings()} == {None}
