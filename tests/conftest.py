"""Fixtures for every test: an isolated home, a deterministic encoder, an index of the two notes."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from numpy.typing import NDArray

from ipp_search.api import Index
from ipp_search.corpus import NOTES
from ipp_search.index import models

# Machines differ in speed and so does one machine from hour to hour; no test may fail for that.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")


class FakeEncoder:
    """Deterministic vectors without a model: each word adds a direction of its own."""

    name = "fake"
    dimensions = 64
    max_tokens = 256

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(re.findall(r"\w+|[^\w\s]", text)) + 2

    def encode(self, texts: Sequence[str], done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        self.encoded += texts
        vectors = np.full((len(texts), self.dimensions), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                place = hashlib.sha256(word.encode()).digest()
                vectors[row, place[0] % self.dimensions] += 1 if place[1] % 2 else -1
        done(len(texts))
        norms: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / norms

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode(texts)


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
