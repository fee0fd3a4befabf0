"""Makes a large index to measure on: records copied, each time with another fifth of their lines left out.

    python bench/grow.py RECORDS INDEX [--count 1000000]

RECORDS is a folder of transcripts (.txt, a turn a line) or minutes (.md, two words of theirs put after each line, so
that each has a vector of its own).

Vectors are synthetic (the mean of those of a text's words, which the real model embeds), since embedding a million
passages takes hours; everything else is as ``ingest`` makes it. Measure with ``python bench/scale.py questions INDEX``.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ipp_search import settings
from ipp_search.api import Index
from ipp_search.index.encoding import models

KEPT = 0.8


class Synthetic:
    """An encoder that costs next to nothing, under the name of the real one."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self.name, self.dimensions, self.max_tokens = real.name, real.dimensions, real.max_tokens
        self._words: dict[str, NDArray[np.float32]] = {}

    def count_tokens(self, text: str) -> int:
        """See Encoder."""
        tokens: int = self._real.count_tokens(text)
        return tokens

    def encode(self, texts: Sequence[str], done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """See Encoder."""
        said = [re.findall(r"\w+", text.lower()) or ["nothing"] for text in texts]
        if new := sorted({word[:40] for words in said for word in words} - self._words.keys()):
            self._words.update(zip(new, self._real.encode(new), strict=True))
        vectors = np.array([np.mean([self._words[word[:40]] for word in words], axis=0) for words in said])
        done(len(texts))
        unit: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        return unit

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See Encoder."""
        return self.encode(texts)


def main() -> None:
    """Make the index and print how long it took."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("records", type=Path)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("--count", type=int, default=1_000_000, help="of passages, about")
    given = arguments.parse_args()
    real = models.open_encoder(settings.cache_folder(), print)
    with tempfile.TemporaryDirectory() as scratch, Index(given.index, encoder=Synthetic(real)) as index:
        copy(given.records, Path(scratch), given.count)
        begun = time.perf_counter()
        index.ingest([Path(scratch)])
        status = index.status()
    size = sum(file.stat().st_size for file in given.index.rglob("*") if file.is_file())
    print(
        f"{status.meetings:,} meetings, {status.passages:,} passages in {time.perf_counter() - begun:,.0f} s, embedding"
    )
    print(f"left aside; {size / 1e9:.2f} GB on disk")


def copy(source: Path, target: Path, lines: int) -> None:
    """Copies of the records with so many lines in all that are neither empty nor headings."""
    chance = random.Random(0)
    files = sorted(file for file in source.rglob("*.*") if file.suffix in {".txt", ".md"})
    for number in count():
        for place, file in enumerate(files):
            text = file.read_text("utf-8")
            kept = [line for line in text.split("\n") if line.startswith("#") or chance.random() < KEPT]
            if file.suffix == ".md":
                words = text.split()
                kept = [f"{line} {' '.join(chance.choices(words, k=2))}" if _says(line) else line for line in kept]
            (target / f"{number:03}-{place}-{file.name}").write_text("\n".join(kept), "utf-8")
            lines -= sum(map(_says, kept))
            if lines <= 0:
                return


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


if __name__ == "__main__":
    main()
