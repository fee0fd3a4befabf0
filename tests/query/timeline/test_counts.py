from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from ipp_search.api import Index
from ipp_search.query.themes.file import Theme
from ipp_search.query.timeline.counts import poisson, spans_of
from ipp_search.testing import FakeEncoder

THEMES = (
    "harbour", "mooring", "rope", "dredging", "light", "ferry", "fee", "storm", "pilot", "buoy", "crane", "tide"
)  # fmt: skip


@given(st.integers(0, 300))
def test_the_interval_of_a_count_is_that_of_scipy(count: int) -> None:
    low = chi2.ppf(0.025, 2 * count) / 2 if count else 0
    assert poisson(count) == pytest.approx((low, chi2.ppf(0.975, 2 * count + 2) / 2), rel=1e-6)


def test_hits_are_places_in_any_form_and_the_longest_of_those_that_overlap() -> None:
    theme = Theme("boats", words=("boat", "boat house", "life-boat"))
    text = "Boats, a Boat house and İ life-boats; boatswain."
    assert [text[start:end] for start, end in spans_of(text, theme)] == ["Boats", "Boat house", "life-boats"]
    literal = Theme("x", literal=(".at()",), typed=True)
    assert [".AT() and .at()"[a:b] for a, b in spans_of(".AT() and .at()", literal)] == [".AT()", ".at()"]


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for year in (2023, 2024):
        for month in (2, 9):
            lines = [
                f"- Item {n}: the {THEMES[(n * month + year) % 12]} and the {THEMES[(n + year) % 12]} were discussed"
                f" at {'some ' * (n % 5)}length."
                for n in range(20)
            ]
            text = f"# Harbour Office\n\nDate: {year}-0{month}-04\n\nPresent: Ann Crane, Bob Light\n\n## Items\n\n"
            (folder / f"{year}-0{month}-04.md").write_text(text + "\n".join(lines) + "\n", "utf-8")
    return folder


@pytest.mark.skipif(shutil.which("awk") is None, reason="counts are compared with awk's")
def test_counts_are_those_of_awk_on_twelve_themes(minutes: Path, tmp_path: Path) -> None:
    with Index(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.ingest([minutes])
        timelines = [index.timelines([Theme(name, words=(name,))])[0] for name in THEMES]
    for timeline in timelines:
        script = (
            "/^- Item/ { sub(/^- /, \"\"); all += NF; low = tolower($0);"
            f" n = gsub(/(^|[^a-z]){timeline.theme}([a-z]?[a-z]?|ings?)($|[^a-z])/, \"&\", low);"
            " if (n) { passages++; hits += n; words += NF } }"
            " END { print passages + 0, hits + 0, words + 0, all + 0 }"
        )  # fmt: skip
        for row in timeline.rows:
            told = subprocess.run(["awk", script, row.meeting.path], capture_output=True, text=True, check=True).stdout
            t = row.tally
            assert [t.passages, t.hits, t.words, t.meeting_words] == [int(n) for n in told.split()], timeline.theme
        assert [year.period for year in timeline.years] == ["2023", "2024"]
        assert sum(year.hits for year in timeline.years) == sum(row.hits for row in timeline.rows)
