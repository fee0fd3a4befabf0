"""The index of the bundled notes is of this version, this place and this encoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipp_search import bundled
from ipp_search.index.database import READER_VERSION


def test_another_version_place_or_encoder_has_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = bundled.folder()
    assert bundled.folder() == here
    assert bundled.folder("another") != here
    monkeypatch.setattr(bundled, "READER_VERSION", READER_VERSION + 1)
    assert bundled.folder() != here
    monkeypatch.undo()
    monkeypatch.setattr(bundled, "NOTES", tmp_path)
    assert bundled.folder().name != here.name
