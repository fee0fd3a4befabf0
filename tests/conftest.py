"""Fixtures for every test: an isolated home, a deterministic encoder, an index of the two notes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from ipp_search.api import Index
from ipp_search.corpus import NOTES
from ipp_search.index.encoding import models
from ipp_search.testing import FakeEncoder

# Machines differ in speed and so does one machine from hour to hour; no test may fail for that.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or touches what the person running it has."""
    monkeypatch.setenv("IPP_SEARCH_INDEX", str(tmp_path / "home" / "index"))
    monkeypatch.setenv("IPP_SEARCH_CACHE", str(tmp_path / "home" / "cache"))


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> FakeEncoder:
    """The fake encoder, in place of the model wherever one would be opened."""
    fake = FakeEncoder()
    monkeypatch.setattr(models, "open_encoder", lambda cache, notice, name=None: fake)
    return fake


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with copies of the two notes."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for note in NOTES.glob("*.txt"):
        shutil.copy(note, folder)
    return folder


@pytest.fixture
def index(encoder: FakeEncoder, notes: Path, tmp_path: Path) -> Iterator[Index]:
    """An index of the two notes, made with the fake encoder."""
    with Index(tmp_path / "index") as opened:
        opened.ingest([notes])
        yield opened


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache into which the real model is exported once a test run."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def real_model(model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the real model, exported once a test run."""
    monkeypatch.setenv("IPP_SEARCH_CACHE", str(model_cache))
