"""For tests of what is built on ipp-search: an encoder that needs no model.

index = ipp_search.open(folder, encoder=FakeEncoder())
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class FakeEncoder:
    """Deterministic vectors without a model: each word adds a direction of its own, so texts that share words are near.

    Args:
        dimensions: of the vectors, at most 256.

    Attributes:
        encoded: every text encoded so far.
    """

    name = "fake"
    max_tokens = 256

    def __init__(self, dimensions: int = 64) -> None:
        self.dimensions = dimensions
        self.encoded: list[str] = []

    def count_tokens(self, text: str) -> int:
        """How long ``text`` is: its words and marks, and two tokens around them."""
        return len(re.findall(r"\w+|[^\w\s]", text)) + 2

    def encode(self, texts: Sequence[str], done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """Unit vectors, shape (texts, dimensions); ``done`` is told how many texts are encoded."""
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
        """As ``encode``."""
        return self.encode(texts)
