"""How an answer is kept as short as an agent asks for: whole items, and a cursor where there are more."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from ipp_search.errors import BadQuestion
from ipp_search.output.as_json import to_json

USUAL, LEAST, MOST = 6_000, 1_000, 50_000
"""Tokens of an answer."""
_BYTES = 3
"""Bytes of JSON that a token has: 3.3 in the median of the answers of bench/agents.py (all-MiniLM-L6-v2's tokens)."""
_CURSOR = 24  # tokens of the cursor and its key
_ENDS = ("text", "why")


def tokens(value: object) -> int:
    """At most so many tokens does a value have as JSON."""
    return -(-len(to_json(value, one_line=True).encode()) // _BYTES)


def fill(answer: dict[str, Any], key: str, items: Sequence[Mapping[str, Any]], most: int, place: Place) -> None:
    """Put as many items into an answer as there is room for, at least one, and the cursor to the next.

    Args:
        answer: the rest of it; ``answer[key]`` is made here.
        key: of the list.
        items: all of them.
        most: tokens of the whole answer.
        place: where to begin.

    Raises:
        BadQuestion: the place is behind the last item.
    """
    if place.begin and place.begin >= len(items):
        raise BadQuestion("There is nothing behind this cursor any more.", "Ask without it.")
    taken: list[Mapping[str, Any]] = []
    answer[key] = taken
    room = most - tokens(answer) - _CURSOR
    for item in items[place.begin :]:
        costs = tokens(item) + 1
        if taken and costs > room:
            answer["cursor"] = place.cursor(place.begin + len(taken))
            return
        whole = item if costs <= room else shortened(item, max(room, LEAST // 2))
        taken.append(whole)
        room -= tokens(whole) + 1


def shortened(item: Mapping[str, Any], most: int) -> dict[str, Any]:
    """A copy of an item of at most so many tokens: its longest words end early, marked ``cut``."""
    copy: dict[str, Any] = _copy(item)
    while tokens(copy) > most:
        holder, name = max(_texts(copy), key=lambda found: len(found[0][found[1]]))
        words = holder[name]
        if len(words) < _BYTES * 4:
            break
        holder[name] = words[: len(words) // 2]
        holder["cut"] = True
    return copy


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _copy(one) for name, one in value.items()}
    return [_copy(one) for one in value] if isinstance(value, list) else value


def _texts(value: Any) -> list[tuple[dict[str, Any], str]]:
    """Every text in a value, by what holds it and under which name."""
    if isinstance(value, list):
        return [found for one in value for found in _texts(one)]
    if not isinstance(value, dict):
        return []
    own = [(value, name) for name in _ENDS if isinstance(value.get(name), str)]
    return own + [found for one in value.values() for found in _texts(one)]


class Place:
    """Where an answer begins, as a cursor of the answer before says.

    Args:
        tool: that is called.
        asked: with what, cursor and length of the answer left out.
        cursor: None to begin at the beginning.

    Raises:
        BadQuestion: it is no cursor, or one of another question.
    """

    def __init__(self, tool: str, asked: Mapping[str, Any], cursor: str | None) -> None:
        self._of = hashlib.sha256(f"{tool} {to_json(dict(asked))}".encode()).hexdigest()[:8]
        self.begin = 0
        if cursor is not None:
            number, _, of = cursor.partition(".")
            if not (number.isascii() and number.isdigit() and len(number) < 10 and of == self._of):
                raise BadQuestion("This cursor is of another question.", "Repeat the question, or leave it out.")
            self.begin = int(number)

    def cursor(self, begin: int) -> str:
        """What leads to the item ``begin``."""
        return f"{begin}.{self._of}"
