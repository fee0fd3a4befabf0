from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import ipp_search
from ipp_search.errors import BadQuestion


def test_the_public_names_are_there_and_listed() -> None:
    for name in ipp_search.__all__:
        assert getattr(ipp_search, name) is not None
    assert set(ipp_search.__all__) == {"__version__", *ipp_search._PUBLIC}
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        _ = ipp_search.opne


@pytest.mark.usefixtures("encoder")
def test_a_notebook_opens_ingests_and_asks(notes: Path, tmp_path: Path) -> None:
    with ipp_search.open(tmp_path / "own") as index:
        assert index.bundled
        assert len(index.ingest([notes]).added) == 2
        assert not index.bundled
        hit = index.search("out of touch", since=dt.date(2025, 1, 1)).hits[0]
        assert hit.passage.meeting.date == dt.date(2025, 6, 3)
        assert index.show(hit.passage.citation)[0].passage == hit.passage


@pytest.mark.parametrize("bad", [{"kind": "gossip"}, {"limit": 0}, {"since": "soon"}])
def test_a_filter_that_cannot_be_is_refused_in_words(index: ipp_search.Index, bad: dict[str, object]) -> None:
    with pytest.raises(BadQuestion):
        index.search("recall", **bad)  # type: ignore[arg-type]


def test_a_closed_index_opens_again_when_asked(index: ipp_search.Index) -> None:
    index.close()
    index.close()
    assert index.search("recall", lexical=True).found
