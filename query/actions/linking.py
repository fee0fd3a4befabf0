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
SPOKEN_OF, _NEAR = 0.6, 0.62  # of the weight of the task's words in a passage that is as near
_MOST, _MANY, _SHORT = 0.7, 4, 25  # or so much of a task of so many words, however near, in at most so many words
_PERHAPS, _PERHAPS_NEAR, _TOGETHER = 0.12, 0.4, 0.78  # less than these, and than their sum, is another matter
_FEWEST, _ALL = 3, 1 - 1e-9  # words; shorter tasks must be there whole
# Soon after an action was given, less will do. Read off 83 actions of the same board that a person followed by hand.
_NAMED, _NAMED_WHOLE, _LITTLE = 1 / 3, 0.75, 0.2  # of a heading's weight in the task, and of the task's below it
# The weight of a word that one passage in 50 has: less of a heading in a task, and it names many matters.
_TELLING = 3.9
_HALF, _HALF_NEAR = 0.45, 0.42  # or so much of the task, so near, under whatever heading
_ONE_HEADING = 0.4  # of the weight of both headings' words shared: one heading, in other words
_SELDOM = 0.02  # of the passages have an acronym that tells something; that of the body itself is in many more
_OTHER = 0.5  # of the weight of a task's words in another action: less, and that may not even be the same
_USUAL = 1 / 3  # of the meetings have a heading that is no matter's own: "Treasurer's report"


@dataclass(slots=True)
class Statement:
    """A passage that states an action, with its parts and what its words say."""

    id: int
    passage: Passage
    parts: tuple[Passage, ...]
    task: frozenset[str]
    number: str | None
    state: Status | None

    @property
    def telling(self) -> bool:
        """Whether its task has words enough to be known again; of "to review" nobody can tell."""
        return len(self.task) > 1


class Links:
    """Compares the passages of one group's meetings.

    Beside its own words a passage has those of the heading above it and of what it hangs under.

    Args:
        table: has their vectors.
        passages: all of them, by row id.
        acronyms: the words that those of the group stand for, by the acronym in small letters.
    """

    def __init__(self, table: Table, passages: Mapping[int, Passage], acronyms: Mapping[str, str]) -> None:
        self._table = table
        own = {id_: content(passage.text) for id_, passage in passages.items()}
        usual = Counter(word for words in own.values() for word in words)
        self._spelt = {
            form: content(long)
            for short, long in acronyms.items()
            for form in content(f"{short} {short}s")
            if usual[form] <= max(_SELDOM * len(passages), 3)
        }
        own = {id_: self.spelt(words) for id_, words in own.items()}
        held = Counter(word for words in own.values() for word in words)
        self._weights = {word: log(1 + len(passages) / count) for word, count in held.items()}
        self._places: dict[str, list[int]] = {}
        for id_, passage in passages.items():
            for word in own[id_] | self.spelt(_above(passage)):
                self._places.setdefault(word, []).append(id_)
        self._sizes = {id_: len(words) for id_, words in own.items()}
        self._shares: dict[int, dict[int, float]] = {}
        self._heads = {id_: self.spelt(content(" ".join(passage.section[-1:]))) for id_, passage in passages.items()}
        under = Counter(head for head, _ in {(self._heads[id_], p.meeting.id) for id_, p in passages.items()})
        meetings = len({passage.meeting.id for passage in passages.values()})
        self._usual = {head for head, count in under.items() if count > max(2, meetings * _USUAL)}

    def spelt(self, words: frozenset[str]) -> frozenset[str]:
        """Some telling words with those that an acronym stands for instead of it."""
        return frozenset().union(*(self._spelt.get(word, frozenset([word])) for word in words))

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, 1.0) for word in words)

    def share(self, some: frozenset[str], others: frozenset[str]) -> float:
        """How much, 0 to 1, of what some words tell is told by those that others have too."""
        return self._weight(some & others) / max(self._weight(some), 1e-9)

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

    def mentions(self, statement: Statement) -> Mapping[int, float]:
        """The passages that may speak of an action, each with the share, 0 to 1, of what its task's words tell."""
        if statement.id not in self._shares:
            task, found = statement.task, Counter[int]()
            for word in task:
                for id_ in self._places.get(word, ()):
                    found[id_] += self._weights.get(word, 1.0)  # type: ignore[assignment]
            whole = max(self._weight(task), 1e-9)
            shares = {id_: told / whole for id_, told in found.items() if told / whole >= _PERHAPS}
            self._shares[statement.id] = shares if statement.telling else {}
        return self._shares[statement.id]

    def speaks_of(self, statement: Statement, passage: int) -> bool | None:
        """Whether a passage speaks of an action; None where it may."""
        shared = self.mentions(statement).get(passage, 0.0)
        if not shared:
            return False
        head = _years(self._heads[passage])
        if head and _years(statement.task) and not head & _years(statement.task):
            return False  # of another year
        near = self._cosine(statement.id, passage)
        short = self._sizes[passage] <= _SHORT
        if shared >= _MOST and len(statement.task) >= _MANY and short:
            return True
        if near >= _NEAR and shared >= (SPOKEN_OF if len(statement.task) >= _FEWEST else _ALL):
            return True
        together = near >= _PERHAPS_NEAR and near + shared >= _TOGETHER
        return None if together or near >= _NEAR or shared >= SPOKEN_OF else False

    def same_heading(self, statement: Statement, passage: int) -> bool:
        """Whether a passage stands under the heading that an action was given under, if not every meeting has it."""
        head, own = self._heads[passage], self._heads[statement.id]
        if not head or not own or self._usual & {head, own}:
            return False
        return self._weight(head & own) / self._weight(head | own) >= _ONE_HEADING

    def soon_speaks_of(self, statement: Statement, passage: int) -> bool | None:
        """Whether a passage of one of the next meetings speaks of an action; None where it may.

        A heading that names the matter, or the one under which the action was given, needs fewer words below it.
        """
        sure = self.speaks_of(statement, passage)
        shared, near = self.mentions(statement).get(passage, 0.0), self._cosine(statement.id, passage)
        if sure or not statement.task:
            return sure
        if self.same_heading(statement, passage):
            return shared >= _LITTLE or None
        head = self._heads[passage]
        told = self._weight(head & statement.task)
        named = told / self._weight(head) if told >= _TELLING and head not in self._usual else 0.0
        if named >= _NAMED_WHOLE and shared >= _LITTLE:
            return True
        if sure is None and (named >= _NAMED or (shared >= _HALF and near >= _HALF_NEAR)):
            return True
        return None if shared >= _LITTLE and near >= _PERHAPS_NEAR else sure

    def may_be(self, statement: Statement, other: int) -> bool:
        """Whether another action may be the same one, in words that do not tell."""
        return self.mentions(statement).get(other, 0.0) >= _OTHER and self.speaks_of(statement, other) is not False

    def nearness(self, statement: Statement, passage: int) -> float:
        """How near a passage comes to an action, by its words and its meaning together."""
        return self.mentions(statement).get(passage, 0.0) + self._cosine(statement.id, passage)

    def _cosine(self, one: int, other: int) -> float:
        return float(self._vector(one) @ self._vector(other))

    def _vector(self, id_: int) -> NDArray[np.float32]:
        import numpy as np

        rows = self._table.rows([id_])
        place = int(self._table.vector[rows[0]]) if len(rows) else -1
        return self._table.vectors[place] if place >= 0 else np.zeros(self._table.vectors.shape[1], np.float32)


def _years(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"})


def _above(passage: Passage) -> frozenset[str]:
    """The telling words of the heading above a passage, and of the item it hangs under."""
    under = passage.context if "|" not in passage.context else ""
    return content(" ".join([under, *passage.section[-1:]]))


def one_owner(one: Passage, other: Passage) -> bool:
    """Whether two statements name an owner in common, or one of them names none."""
    if not one.owner or not other.owner:
        return True
    return bool(content(one.owner) & content(other.owner)) or one.owner.lower() == other.owner.lower()
