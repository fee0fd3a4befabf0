"""A second opinion on the first hits, by a cross-encoder that reads question and passage together.

Slow (seconds to load, then a fraction of one a question) and only as good as the model that a person brings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ipp_search.index.encoding.models import not_loaded
from ipp_search.query.search.results import Hit

READ = 50
"""So many first hits are read again."""


def reranked(question: str, hits: Sequence[Hit], model: str) -> list[Hit]:
    """The hits in the order of a cross-encoder's scores, which become theirs.

    Args:
        question: as typed.
        hits: best first; those after the first READ are dropped.
        model: a cross-encoder that sentence-transformers knows, by name or folder.

    Raises:
        ModelProblem: the model cannot be loaded.
    """
    if not hits:
        return []
    first = hits[:READ]
    scores = _load(str(Path(model).resolve()) if Path(model).is_dir() else model).predict(
        [(question, ": ".join([*hit.passage.section[-1:], hit.passage.text])) for hit in first], show_progress_bar=False
    )
    order = sorted(zip(scores.tolist(), first, strict=True), key=lambda pair: (-pair[0], pair[1].rank))
    return [
        replace(hit, rank=place, score=round(score, 4), parts={"second opinion": round(score, 4)})
        for place, (score, hit) in enumerate(order, 1)
    ]


@lru_cache(maxsize=1)
def _load(model: str) -> Any:
    from sentence_transformers import CrossEncoder

    try:
        return CrossEncoder(model, device="cpu", num_labels=1)
    except Exception as error:  # whatever the libraries say of it
        raise not_loaded("cross-encoder", model, error) from None
