from __future__ import annotations

from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.query.themes.file import Theme
from ipp_search.testing import FakeEncoder

SAID = {
    "2024-01-09": "## Items\n\n- ED spoke of boats.",
    "2024-02-09": "## Items\n\n- The Executive Director (ED) was thanked.",
    "2024-03-09": "## ED updates\n\n- Nets were bought.\n\n## Items\n\n- He edits the leaflet.\n- The EDs met.",
    "2024-04-09": "## Items\n\n- An executive director is to be sought.",
}


def rows(tmp_path: Path, theme: Theme, more: dict[str, str] | None = None) -> list[list[str]]:
    folder = tmp_path / f"records-{len(more or {})}-{theme.name.strip()}"
    for group, said in (("Harbour Board", SAID), ("Ferry Forum", more or {})):
        (folder / group).mkdir(parents=True)
        for day, text in said.items():
            (folder / group / f"{day}.md").write_text(f"# {group}\n\nDate: {day}\n\n{text}\n", "utf-8")
    with Index(folder / "index", encoder=FakeEncoder()) as index:
        index.ingest([folder / "Harbour Board", folder / "Ferry Forum"])
        timeline = index.timeline(theme)
    return [[c.passage.text for c in row.passages] for row in timeline.rows if row.meeting.series == "Harbour Board"]


def test_an_acronym_counts_from_the_meeting_that_states_it_in_headings_too_and_only_in_capitals(tmp_path: Path) -> None:
    found = rows(tmp_path, Theme("lead", words=("executive director",)))
    assert found[0] == []
    assert found[1] == ["The Executive Director (ED) was thanked."]
    assert sorted(found[2]) == ["Nets were bought.", "The EDs met."]
    assert found[3] == ["An executive director is to be sought."]


def test_words_are_found_by_their_acronym(tmp_path: Path) -> None:
    found = rows(tmp_path, Theme("short", words=("ED",)))
    assert found[3] == ["An executive director is to be sought."]


def test_what_another_group_states_gives_this_one_no_acronym(tmp_path: Path) -> None:
    theme = Theme("lead", words=("executive director",))
    others = {"2023-01-09": "## Items\n\n- The executive director (ED) came."}
    assert rows(tmp_path, theme, others) == rows(tmp_path, theme)


INITIALS = {
    "2024-01-09": "## Items\n\n- Buoys were painted.",
    "2024-02-09": "## Items\n\n- A harbour review was made.\n- MG is to send the HR off.",
    "2024-03-09": "## Items\n\n- The HR is done.\n- Tom is to do the hr.",
}


def initialled(tmp_path: Path, **changed: str) -> list[list[str]]:
    folder = tmp_path / "board"
    folder.mkdir()
    for day, text in {**INITIALS, **{f"2024-0{month[1]}-09": said for month, said in changed.items()}}.items():
        (folder / f"{day}.md").write_text(f"# Harbour Board\n\nDate: {day}\n\n{text}\n", "utf-8")
    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.ingest([folder])
        rows = index.timeline(Theme("reviews", words=("harbour reviews",))).rows
    return [sorted(cited.passage.text for cited in row.passages) for row in rows]


def test_initials_count_from_the_meeting_that_has_them_beside_their_words(tmp_path: Path) -> None:
    assert initialled(tmp_path) == [
        [], ["A harbour review was made.", "MG is to send the HR off."], ["The HR is done."],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "before",
    ["- HR spoke of boats.", "- The Hull Register (HR) was read.", "- HR: the boats are in."],
)
def test_initials_that_were_something_else_before_are_no_acronym(before: str, tmp_path: Path) -> None:
    found = initialled(tmp_path, m1=f"## Items\n\n{before}")
    assert found == [[], ["A harbour review was made."], []]
