"""Which later passages state an action again or speak of it: by its words, and by its meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from ipp_search.ingest.records import Passage
from ipp_search.query.actions.content import content
from ipp_search.query.actions.records import Status
from ipp_search.query.collection.table import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Read off 86 meetings of one board: looser bounds began to take neighbouring business for the action.
_SAME = 0.75  # of the weight of both tasks' words shared: the same action again
_SAME_MEANING, _SAME_AT_LEAST = 0.85, 0.5  # or as near as this in meaning, and of the words at least so many
_SPOKEN_OF, _NEAR = 0.6, 0.62  # of the weight of the task's words in a passage that is as near
_PERHAPS = 0.35  # so much of it is not enough to say that it is spoken of, and too much to say that it is not
_FEWEST = 3  # words; shorter tasks must be there whole


@dataclass(slots=True)
class Statement:
    """A passage that states an action, with its parts and what its words say."""

    id: int
    passage: Passage
    parts: tuple[Passage, ...]
    task: frozenset[str]
    number: str | None
    state: Status | None


class Links:
    """Compares the passages of one group's meetings.

    Args:
        table: has their vectors.
        passages: all of them, by row id.
    """

    def __init__(self, table: Table, passages: Mapping[int, Passage]) -> None:
        self._table = table
        self._words = {id_: content(passage.text) for id_, passage in passages.items()}
        held = Counter(word for words in self._words.values() for word in words)
        self._weights = {word: log(1 + len(passages) / count) for word, count in held.items()}

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, 1.0) for word in words)

    def same(self, one: Statement, other: Statement) -> float:
        """How surely two statements are of one action, 0 to 1; 0 where they are not."""
        differ, union = one.task ^ other.task, one.task | other.task
        if any(word.isdigit() for word in differ) or not one.task & other.task:
            return 0.0  # another figure is another task
        shared = self._weight(one.task & other.task) / self._weight(union)
        if min(len(one.task), len(other.task)) < _FEWEST:
            return float(not differ)
        alike = shared >= _SAME or (
            shared >= _SAME_AT_LEAST
            and one_owner(one.passage, other.passage)
            and self._cosine(one.id, other.id) >= _SAME_MEANING
        )
        return shared if alike else 0.0

    def speaks_of(self, statement: Statement, passage: int) -> bool | None:
        """Whether a passage speaks of an action; None where it may."""
        task = statement.task
        shared = self._weight(task & self._words[passage]) / max(self._weight(task), 1e-9)
        if shared < _PERHAPS or (len(task) < _FEWEST and shared < 1):
            return False
        near = self._cosine(statement.id, passage) >= _NEAR
        if near and shared >= _SPOKEN_OF:
            return True
        return None if near else False

    def _cosine(self, one: int, other: int) -> float:
        return float(self._vector(one) @ self._vector(other))

    def _vector(self, id_: int) -> NDArray[np.float32]:
        import numpy as np

        rows = self._table.rows([id_])
        place = int(self._table.vector[rows[0]]) if len(rows) else -1
        return self._table.vectors[place] if place >= 0 else np.zeros(self._table.vectors.shape[1], np.float32)


def one_owner(one: Passage, other: Passage) -> bool:
    """Whether two statements name an owner in common, or one of them names none."""
    if not one.owner or not other.owner:
        return True
    return bool(content(one.owner) & content(other.owner)) or one.owner.lower() == other.owner.lower()
