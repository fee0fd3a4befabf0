from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipp_search.api import Index
from ipp_search.index.filters import Filters
from ipp_search.ingest.records import KINDS, Passage

DAYS = st.none() | st.dates(dt.date(2023, 1, 1), dt.date(2025, 12, 31))


@pytest.fixture
def years(index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """The two notes and ten meetings of another group, whose texts are full of other dates."""
    # Whether the best hit is good enough is asked after filtering; here it is what is filtered that counts.
    monkeypatch.setattr("ipp_search.query.search.searcher.judged", lambda _: "answered")
    folder = tmp_path / "years"
    folder.mkdir()
    for n in range(10):
        date = f"Date: {n + 1} March {2023 + n % 3}\n" if n else ""
        (folder / f"{n}.txt").write_text(
            f"Works Committee\n{date}\nRoads\n· Recall of tools of group {n}, due 3 June 2025 or 11 September 2023.\n"
            f"Action: Ann to write about recall {n} by 1 May 2024.\n",
            "utf-8",
        )
    index.ingest([folder])
    return index


def allowed(passage: Passage, filters: Filters) -> bool:
    day = passage.meeting.date
    return (
        (filters.since is None or (day is not None and day >= filters.since))
        and (filters.until is None or (day is not None and day <= filters.until))
        and (filters.meeting is None or passage.meeting.id.startswith(filters.meeting))
        and (filters.section is None or any(filters.section.lower() in title.lower() for title in passage.section))
        and (filters.kind is None or passage.kind == filters.kind)
        and (filters.series is None or filters.series.lower() in passage.meeting.name.lower())
        and (filters.speaker is None or filters.speaker.lower() in (passage.speaker or "").lower())
        and (filters.owner is None or filters.owner.lower() in (passage.owner or "").lower())
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(
        Filters,
        since=DAYS,
        until=DAYS,
        meeting=st.sampled_from([None, "2025", "2023-09-11", "undated"]),
        section=st.sampled_from([None, "roads", "Recall", "aob", "%"]),
        kind=st.sampled_from([None, *KINDS]),
        series=st.sampled_from([None, "works", "IPP"]),
        speaker=st.sampled_from([None, "stakeholders", "parole board"]),
        owner=st.sampled_from([None, "HMPPS", "ann"]),
    ).filter(lambda f: not (f.since and f.until and f.since > f.until))
)
def test_filtered_results_are_the_unfiltered_ones_that_pass(years: Index, filters: Filters) -> None:
    everything = years.search("recall", limit=10_000).hits
    found = years.search("recall", limit=10_000, **asdict(filters)).hits
    expected = {hit.passage.id: hit.score for hit in everything if allowed(hit.passage, filters)}
    assert {hit.passage.id: hit.score for hit in found} == expected


def test_a_date_in_the_text_is_no_date_of_the_meeting(years: Index) -> None:
    hits = years.search("recall", since="2025-06-03", until="2025-06-03", limit=100).hits
    assert {hit.passage.meeting.series for hit in hits} == {"IPP External Stakeholder Challenge Group"}
