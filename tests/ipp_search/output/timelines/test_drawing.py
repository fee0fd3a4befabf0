"""What breaks the library that draws costs one answer, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ipp_search.errors import IppSearchError
from ipp_search.ingest.readers.separate import ReadingProcess
from ipp_search.output.timelines import drawing

CHART = {
    "data": {"values": [{"a": 1}]}, "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "quantitative"}},
}  # fmt: skip


def aborts(kind: Path, chart: bytes) -> bytes:
    if b"BREAK" in chart:
        os.abort()
    return drawing.draw(kind, chart)


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    process = ReadingProcess(megabytes=4000, reader="test_drawing:aborts", records="")
    monkeypatch.setattr(drawing, "_PROCESS", process)
    yield
    process.close()


@pytest.mark.parametrize(("kind", "head"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_a_chart_becomes_a_picture(kind: Any, head: bytes) -> None:
    assert drawing.drawn(kind, CHART).startswith(head)


@pytest.mark.usefixtures("fragile")
def test_a_crash_is_told_in_a_line_and_the_next_chart_is_drawn() -> None:
    with pytest.raises(IppSearchError, match="cannot be drawn"):
        drawing.drawn("svg", {**CHART, "description": "BREAK"})
    assert drawing.drawn("svg", CHART).startswith(b"<svg")


def test_what_is_no_chart_is_told_in_a_line() -> None:
    with pytest.raises(IppSearchError, match="cannot be drawn"):
        drawing.drawn("svg", {"mark": 3})
    with pytest.raises(IppSearchError, match="cannot be drawn"):
        drawing.drawn("png", {"width": "\0", "mark": "bar", "data": {"url": "http://192.0.2.1/x"}, "transform": 7})
