from __future__ import annotations

import datetime as dt
import inspect
import re
from pathlib import Path

import pytest

import ipp_search
from ipp_search.errors import BadQuestion


def test_tab_shows_the_public_names_and_each_is_there() -> None:
    shown = dir(ipp_search)
    for name in shown:
        assert getattr(ipp_search, name) is not None
    assert {"Index", "open", "open_index", "Briefing", "BadQuestion", "__version__"} <= set(shown)
    with pytest.raises(AttributeError, match="attribute opne"):
        _ = ipp_search.opne  # type: ignore[attr-defined]


def test_all_that_the_index_returns_and_raises_is_public() -> None:
    for name, method in inspect.getmembers(ipp_search.Index, inspect.isfunction):
        if name.startswith("_"):
            continue
        for word in re.findall(r"[A-Z]\w+", f"{method.__annotations__.get('return', '')}"):
            assert word in {"Self", "None"} or word in dir(ipp_search), f"Index.{name} returns {word}"
        for word in re.findall(r"^ +([A-Z]\w+): ", (method.__doc__ or "").partition("Raises:")[2], re.MULTILINE):
            assert word in dir(ipp_search), f"Index.{name} raises {word}"


@pytest.mark.usefixtures("encoder")
def test_a_notebook_opens_ingests_and_asks(notes: Path, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="two bundled notes answer"):
        opened = ipp_search.open(tmp_path / "own")
    with opened as index:
        assert index.bundled
        assert len(index.ingest([notes]).added) == 2
        assert not index.bundled
        hit = index.search("out of touch", since=dt.date(2025, 1, 1)).hits[0]
        assert hit.passage.meeting.date == dt.date(2025, 6, 3)
        assert index.show(hit.passage.citation)[0].passage == hit.passage


@pytest.mark.parametrize("bad", [{"kind": "gossip"}, {"limit": 0}, {"since": "soon"}, {"sinse": "2025"}])
def test_a_filter_that_cannot_be_is_refused_in_words(index: ipp_search.Index, bad: dict[str, object]) -> None:
    with pytest.raises(BadQuestion):
        index.search("recall", **bad)  # type: ignore[arg-type]


def test_a_closed_index_opens_again_when_asked(index: ipp_search.Index) -> None:
    index.close()
    index.close()
    assert index.search("recall", lexical=True).found
