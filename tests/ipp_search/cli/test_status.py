from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ipp_search.api import Index

Run = Callable[..., Any]


def test_status_tells_what_the_index_holds(run: Run, index: Index) -> None:
    status = json.loads(run("--index", index.folder, "status", "--format", "json").out)
    assert status["index"] == str(index.folder)
    assert (status["meetings"], status["passages"], status["actions"], status["waiting"]) == (2, 63, 16, 0)
    assert (status["first"], status["last"], status["model"]) == ("2023-09-11", "2025-06-03", "fake")


def test_status_says_when_it_speaks_of_the_bundled_notes(run: Run) -> None:
    assert "the two bundled notes" in run("status").out


def test_passages_that_still_await_their_vectors_are_told(run: Run, index: Index, notes: Path) -> None:
    from ipp_search.index.catalogue import Catalogue

    with Catalogue(index.folder, write=True) as catalogue:
        catalogue.rows("UPDATE vectors SET vector = NULL, waiting_text = 'x', in_chroma = 0 WHERE id < 4")
    assert "waiting   3 texts" in run("--index", index.folder, "status").out
    assert (
        "3 texts of the index (passages, headings) without a vector are judged by their words only"
        in run("--index", index.folder, "recall").err
    )
    run("--index", index.folder, "ingest", notes)
    assert "waiting" not in run("--index", index.folder, "status").out
