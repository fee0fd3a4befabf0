"""What the passages found have in common, with counts: the filters of the search page, and its histogram."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ipp_search.index.words.folding import folded
from ipp_search.pages.frame.addresses import Address
from ipp_search.pages.frame.language import to_translate

KINDS = {
    "discussion": to_translate("Discussion"),
    "action": to_translate("Actions"),
    "decision": to_translate("Decisions"),
    "note": to_translate("Notes"),
    "header": to_translate("Facts of the meeting"),
}
"""The kinds of passages, as people are told them."""
_SHOWN = 8  # values of a filter; a longer list is not read
_MONTHS_TO = 24  # so many months are drawn as months, more as years


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that narrows the search down: how many of the passages found have it, and where it leads."""

    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """Values of one kind, the commonest first; ``more`` are not shown."""

    title: str
    choices: tuple[Choice, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or month of the histogram; ``share`` of the longest bar, 0 to 100."""

    label: str
    count: int
    share: int
    address: str


def counted_in(hits: Sequence[Mapping[str, Any]]) -> dict[str, Counter[str]]:
    """How many of some hits, as JSON has them, have each value of each filter, as ``counts.by`` has it of all."""
    values: dict[str, Iterable[str | None]] = {
        "series": (hit["meeting"]["series"] or hit["meeting"]["title"] for hit in hits),
        "kind": (hit["kind"] for hit in hits),
        "speaker": (hit["speaker"] for hit in hits),
        "owner": (hit["owner"] for hit in hits),
        "month": ((hit["meeting"]["date"] or "")[:7] for hit in hits),
    }
    return {name: Counter(value for value in some if value) for name, some in values.items()}


def facets(by: Mapping[str, Mapping[str, int]], address: Address) -> list[Facet]:
    """The filters that some of the passages counted would pass and others not, or that are set."""
    made = (
        _facet(to_translate("Group"), "series", by["series"], address),
        _facet(to_translate("Kind of passage"), "kind", by["kind"], address, KINDS.__getitem__),
        _facet(to_translate("Speaker"), "speaker", by["speaker"], address),
        _facet(to_translate("Owner of an action"), "owner", by["owner"], address),
    )
    return [facet for facet in made if len(facet.choices) > 1 or any(choice.chosen for choice in facet.choices)]


def _facet(
    title: str, name: str, counted: Mapping[str, int], address: Address, label: Callable[[str], str] = str
) -> Facet:
    order = sorted(counted, key=lambda value: (-counted[value], value))
    shown = order[:_SHOWN]
    passing = dict.fromkeys(shown, 0) if name != "kind" else {value: counted[value] for value in shown}
    if name != "kind":  # of a name its words are looked for, in other names too
        for other, count in counted.items():
            has = folded(other)
            for value in shown:
                passing[value] += count if folded(value) in has else 0
    choices = tuple(_choice(name, value, label(value), passing[value], address) for value in shown)
    return Facet(title, choices, max(0, len(order) - _SHOWN))


def _choice(name: str, value: str, label: str, count: int, address: Address) -> Choice:
    chosen = address.get(name) == value
    return Choice(label, count, str(address.having(**{name: None if chosen else value, "page": None})), chosen)


def histogram(by_month: Mapping[str, int], address: Address) -> list[Bar]:
    """How many passages stand in the meetings of each year, or of each month where they span two years at most.

    Every period between the first and the last has a bar, also where it is empty.
    """
    if not by_month:
        return []
    first, last = min(by_month), max(by_month)
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1
    periods = (
        [_month(first, n) for n in range(months)]
        if months <= _MONTHS_TO
        else [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)]
    )
    counted: Counter[str] = Counter()
    for month, count in by_month.items():
        counted[month[: len(periods[0])]] += count
    most = max(counted.values())
    return [
        Bar(
            period,
            counted[period],
            round(100 * counted[period] / most),
            str(address.having(since=period, until=period, page=None)),
        )
        for period in periods
    ]


def _month(first: str, later: int) -> str:
    month = int(first[:4]) * 12 + int(first[5:]) - 1 + later
    return f"{month // 12:04}-{month % 12 + 1:02}"
