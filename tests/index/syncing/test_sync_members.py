"""Records inside other files follow them, and are proved against them like any other."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ipp_search.api import Index


def archive(place: Path, **members: str) -> None:
    with zipfile.ZipFile(place, "w") as made:
        for name, text in members.items():
            made.writestr(f"{name}.txt", text)


MAY = "Quay Forum\nDate: 14 May 2024\n\nThe yard dredges the inner basin.\n"


def test_records_in_an_archive_come_and_go_with_it_and_are_proved_against_it(index: Index, tmp_path: Path) -> None:
    place = tmp_path / "all.zip"
    archive(place, may=MAY, june=MAY.replace("May", "June"))
    report = index.ingest([place])
    assert (len(report.added), report.failed) == (2, [])
    assert index.ingest([tmp_path / "all.zip"]).unchanged == 2
    (found,) = index.search('"inner basin"', lexical=True, until="2024-05-31").hits
    assert Path(found.passage.meeting.path) == place / "may.txt"
    assert not index.verify().faults
    archive(place, may=MAY.replace("inner", "outer"))
    assert len(index.verify().faults) == 3  # the changed sentence, and both passages of what is gone
    report = index.ingest([place])
    assert (len(report.changed), [Path(path).name for path in report.removed]) == (1, ["june.txt"])
    assert not index.verify().faults
