from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.output.export import export_csv

TEXT = (
    "# Quay Board\n\n3 June 2031\n\n- The wall was mended in spring.\n- ACTION: Ann to ask for the keys of the hall.\n"
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "may draft.md").write_text(TEXT.replace("in spring", "in autumn"), "utf-8")
    (folder / "may approved.md").write_text(TEXT, "utf-8")
    return folder


def test_only_the_approved_version_is_searched_and_the_draft_is_told_beside_it(index: Index, records: Path) -> None:
    report = index.ingest([records])
    assert [Path(path).name for path, why in report.no_meeting if "which answers" in why] == ["may draft.md"]
    assert [Path(one.meeting.path).name for one in report.added] == ["may approved.md"]
    (held,) = [held for held in index.meetings() if held.meeting.path.startswith(str(records))]
    assert [Path(path).name for path in held.versions] == ["may draft.md"]
    assert not index.search('"mended in autumn"', lexical=True).hits
    assert len([a for a in index.actions() if a.passage.owner == "Ann"]) == 1


def test_the_other_version_answers_when_the_first_is_gone_or_says_something_else(index: Index, records: Path) -> None:
    index.ingest([records])
    (records / "may approved.md").write_text(TEXT.replace("3 June", "1 July"), "utf-8")
    index.ingest([records / "may approved.md"])
    assert index.search('"mended in autumn"', lexical=True).found
    (records / "may approved.md").write_text(TEXT, "utf-8")
    index.ingest([records])
    assert not index.search('"mended in autumn"', lexical=True).hits
    (records / "may approved.md").unlink()
    index.ingest([records / "may approved.md"])
    assert index.search('"mended in autumn"', lexical=True).found


def test_an_export_has_each_version_and_says_which_answers(index: Index, records: Path) -> None:
    index.ingest([records])
    ours = [one for one in index.export() if one.held.meeting.path.startswith(str(records))]
    assert [(Path(one.held.meeting.path).name, one.version_of is None) for one in ours] == [
        ("may approved.md", True),
        ("may draft.md", False),
    ]
    assert ours[1].passages[-2].text == "The wall was mended in autumn."
    assert "autumn" not in export_csv(ours)


def test_a_second_ingest_reads_nothing(index: Index, records: Path) -> None:
    index.ingest([records])
    report = index.ingest([records])
    assert (report.unchanged, len(report.added), len(report.changed), report.embedded) == (2, 0, 0, 0)


def test_the_order_in_which_files_come_changes_nothing(index: Index, records: Path) -> None:
    for order in permutations(sorted(records.iterdir())):
        for path in order:
            index.ingest([path])
        assert [Path(h.meeting.path).name for h in index.meetings() if h.versions] == ["may approved.md"]
        for path in order:
            moved = path.rename(path.with_suffix(".gone"))
            index.ingest([path])
            moved.rename(path)
