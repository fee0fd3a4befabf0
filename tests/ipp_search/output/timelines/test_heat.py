from __future__ import annotations

from pathlib import Path

from ipp_search.api import Index
from ipp_search.output.timelines.heat import heat_of
from ipp_search.output.timelines.kwic import concordance, kwic_text
from ipp_search.output.timelines.timeline_page import timeline_page
from ipp_search.testing import FakeEncoder


def records(folder: Path, years: range) -> Path:
    folder.mkdir()
    for year in years:
        for month in (1, 4, 7):
            said = "- The mooring and the moorings were discussed.\n" if year % 4 == 0 else "- Ropes were bought.\n"
            text = f"# Harbour Board\n\nDate: {year}-0{month}-02\n\n## Items\n\n{said}"
            if year != 2013:
                (folder / f"{year}-0{month}-02.md").write_text(text, "utf-8")
    (folder / "lost.md").write_text("# Harbour Board\n\n## Items\n\n- A mooring was lost.\n", "utf-8")
    return folder


def test_many_meetings_stand_by_year_with_years_of_no_record_and_undated_ones(tmp_path: Path) -> None:
    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.ingest([records(tmp_path / "records", range(2008, 2018))])
        timelines = index.timelines(["mooring", "zebra"])
    heat = heat_of(timelines)
    assert heat.by == "year"
    assert heat.columns == (*map(str, range(2008, 2018)), "undated")
    shades = dict(zip(heat.columns, (cell.shade for cell in heat.cells[0]), strict=True))
    assert (shades["2013"], shades["2009"]) == (None, 0)
    assert all(shades[year] for year in ("2008", "2012", "2016", "undated"))
    assert {cell.shade for cell in heat.cells[1]} == {0, None}
    page = timeline_page(timelines)
    assert "meetings: no passage found</td>" in page
    assert "<mark>moorings</mark>" in page


def test_few_meetings_stand_one_by_one_each_cell_a_link_to_its_passages(tmp_path: Path) -> None:
    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.ingest([records(tmp_path / "records", range(2008, 2010))])
        timelines = index.timelines(["mooring"])
    heat = heat_of(timelines)
    assert heat.by == "meeting"
    assert len(heat.columns) == len(timelines[0].rows) == 7
    page = timeline_page(timelines)
    assert all(f'id="{cell.link}"' in page for cell in heat.cells[0] if cell.link)


def test_a_concordance_has_a_line_a_hit_sorted_by_what_it_is(tmp_path: Path) -> None:
    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.ingest([records(tmp_path / "records", range(2008, 2009))])
        timelines = index.timelines(["mooring"])
    lines = concordance(timelines)
    assert [line.hit for line in lines] == ["mooring"] * 4 + ["moorings"] * 3
    assert sum(row.hits for row in timelines[0].rows) == len(lines)
    assert len(kwic_text(timelines).splitlines()) == len(lines)
    assert {line.right for line in lines} == {"and the moorings were discussed.", "was lost.", "were discussed."}
