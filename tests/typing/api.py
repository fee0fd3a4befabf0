"""The public API as people write it, for the type checker alone; nothing here is run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import assert_type

import pandas

import ipp_search
from ipp_search import Action, Encoder, Index, IppSearchError, Kind, SearchFilters, SearchSettings, Weight
from ipp_search.testing import FakeEncoder


def asks(index: Index) -> str:
    found = index.search("who signs off recalls?", since="2025", kind="decision", limit=3)
    assert_type(found, ipp_search.SearchResult)
    assert_type(found.by_date(), ipp_search.SearchResult)
    assert_type(found.to_frame(), pandas.DataFrame)
    assert_type(found.hits[0].passage.meeting.date, dt.date | None)
    kind: Kind = "action"
    filters: SearchFilters = {"since": dt.date(2024, 1, 1), "kind": kind}
    return index.search("recall", **filters).hits[0].passage.citation


def follows(index: Index) -> pandas.DataFrame:
    assert_type(index.timeline("recall", since="2024"), ipp_search.Timeline)
    assert_type(index.actions(only_open=True, owner="HMPPS"), ipp_search.Actions)
    late: list[Action] = [action for action in index.actions() if action.open and action.due_date]
    assert late
    assert_type(index.meetings(), ipp_search.Meetings)
    assert_type(index.read("2025-06-03"), ipp_search.WholeRecord)
    assert_type(index.passages(["0123456789abcdef"]), list[ipp_search.Passage])
    index.mark(ipp_search.Mark("recall", "0123456789abcdef", "in", coder="AB"))
    assert_type(index.marks(), tuple[ipp_search.Mark, ...])
    assert_type(index.agreement("recall"), list[ipp_search.Agreement])
    assert_type(index.matches("recall"), ipp_search.Matches)
    assert_type(index.timeline("recall").years, list[ipp_search.Tally])
    return index.timelines(["recall", "women"]).to_frame()


def drafts(index: Index, folder: Path) -> bool:
    briefing = index.brief("recall", length="short", since_last=True)
    assert_type(briefing, ipp_search.Briefing)
    (folder / "recall.docx").write_bytes(briefing.to_docx())
    (folder / "recall.md").write_text(briefing.to_markdown(), "utf-8")
    assert_type(index.summary("2025-06-03").to_html(), str)
    return not index.verify(folder / "recall.docx").faults


def opens(folder: Path) -> Index:
    encoder: Encoder = FakeEncoder()
    try:
        with ipp_search.open(folder, encoder=encoder) as index:
            assert_type(index.ingest([folder]), ipp_search.IngestReport)
    except IppSearchError as error:
        print(error.message, error.hint)
    return ipp_search.open_index(ranking=SearchSettings(heading=Weight(0.0, 0.0)))


def wrong(index: Index) -> None:
    index.search("recall", sinse="2025")  # type: ignore[call-arg]
    index.search("recall", kind="gossip")  # type: ignore[arg-type]
    index.brief("recall", length="endless")  # type: ignore[arg-type]
    index.timeline("recall", meeting="2025")  # type: ignore[call-arg]
