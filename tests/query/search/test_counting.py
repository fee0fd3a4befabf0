"""Counts are of all passages that have a question's words, within its filters, whatever the limit on hits is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipp_search import asking
from ipp_search.api import Index
from ipp_search.errors import BadQuestion
from ipp_search.query.search.results import Counts
from ipp_search.testing import FakeEncoder


@pytest.fixture
def harbour(encoder: FakeEncoder, tmp_path: Path) -> Index:
    """Thirty passages on ferries, under two groups, and thirty on cranes."""
    for n, group in enumerate(("Harbour Board", "Pier Forum"), 1):
        ferries = "".join(f"- Vessel {i} of the ferries was inspected.\n\n" for i in range(15))
        cranes = "".join(f"- Crane {i} was painted.\n\n" for i in range(15))
        note = f"# {group}\n\nDate: 3 May 202{n}\n\n## Inspections\n\n{ferries}## Painting\n\n{cranes}"
        (tmp_path / f"{group}.md").write_text(note, "utf-8")
    index = Index(tmp_path / "index")
    index.ingest([tmp_path])
    return index


def counts(index: Index, question: str, **given: str) -> Counts:
    asked = asking.ask(index.session, question, limit=1, counts=True, **given)  # type: ignore[arg-type]
    (found,) = asking.answer(index.session, [asked])
    assert not isinstance(found, BadQuestion)
    assert found.counts
    return found.counts


def test_all_passages_with_the_words_are_counted_however_few_are_shown(harbour: Index) -> None:
    found = counts(harbour, "inspected ferries")
    assert (found.passages, found.by_words, found.whole) == (30, True, True)
    assert found.by["series"] == {"Harbour Board": 15, "Pier Forum": 15}
    assert found.by["month"] == {"2021-05": 15, "2022-05": 15}


def test_the_name_of_a_meeting_alone_is_not_counted(harbour: Index) -> None:
    assert counts(harbour, "Pier").passages <= 3


def test_counts_obey_the_filters(harbour: Index) -> None:
    assert counts(harbour, "ferries", series="pier").by["series"] == {"Pier Forum": 15}


def test_a_question_without_words_of_its_own_counts_all_that_its_limits_leave(harbour: Index) -> None:
    found = counts(harbour, "what happened in May 2021")
    assert not found.by_words
    assert set(found.by["series"]) == {"Harbour Board"}
    assert found.passages >= 30


def test_no_counts_are_made_that_were_not_asked_for(harbour: Index) -> None:
    assert harbour.search("ferries").counts is None
